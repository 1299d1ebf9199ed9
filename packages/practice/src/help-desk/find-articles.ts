import { ownWords } from '../model/reading/own-words.ts';
import { type Article, articles } from './articles.ts';

// Words that stand in every mail and tell no article from another.
const filler = new Set(
  'a an and the of to in on is it my me i we you your our for with how do can have has that this from be not hello thanks please kind regards ich und der die das ein eine wie kann mit ist mein meine zu den von bitte hallo'.split(
    ' ',
  ),
);

/** The articles that share most words with the query, best first. The title counts double, quoted older mails not at all. */
export function findArticles(query: string, limit: number): Article[] {
  const asked = new Set(wordsOf(ownWords(query).text));
  return articles
    .map((article) => {
      const title = wordsOf(article.title).filter((word) => asked.has(word)).length;
      const rest = wordsOf(`${article.keywords} ${article.text}`).filter((word) => asked.has(word)).length;
      return { article, score: 2 * title + rest };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.article.id.localeCompare(b.article.id))
    .slice(0, limit)
    .map(({ article: { keywords: _, ...shown } }) => shown);
}

function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  return [...new Set(words)].filter((word) => !filler.has(word));
}
