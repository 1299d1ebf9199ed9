import { Tokenizer } from 'htmlparser2';
import { TextOfBlocks } from './text-of-blocks.ts';

/** A longer page is cut before it is looked at: nobody reads further, and an opener that never closes costs by its length. */
const longestHtml = 1_000_000;
/** Elements whose content is not for readers. The tokenizer ends them where browsers do. */
const unseen = new Set(['script', 'style', 'title']);
const spaced = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'dl',
  'table',
  'blockquote',
  'pre',
]);
const ownLine = new Set(
  'div tr section article header footer main nav aside address form fieldset figure figcaption li dt dd hr br center'.split(
    ' ',
  ),
);
/** Attributes of these alone are read. */
const readAttributes: Record<string, string> = { a: 'href', img: 'alt' };

/**
 * The words of an HTML mail: its paragraphs, tables as lines with tabs, where its links lead. Only for reading, nothing of it is
 * ever shown as HTML. A tokenizer alone, without a tree: its time grows with the length of the text and with nothing else.
 */
export function htmlToText(whole: string, longestText = 100_000): string {
  const html = whole.slice(0, longestHtml);
  const text = new TextOfBlocks();
  let element = '';
  let hidden = '';
  let attribute = '';
  let value = '';
  let link: { address: string; from: number } | undefined;

  const endLink = () => {
    if (link && !text.since(link.from).includes(shownAddress(link.address))) text.write(` (${link.address})`);
    link = undefined;
  };
  const begin = (name: string) => {
    if (unseen.has(name)) hidden = name;
    if (spaced.has(name)) text.breakLine(2);
    else if (name === 'br') text.newLine();
    else if (ownLine.has(name)) text.breakLine(1);
    if (name === 'li') text.write('- ');
    if (name === 'pre') text.keepLines(true);
    if (name === 'a') endLink();
  };
  const finish = (name: string) => {
    if (name === hidden) hidden = '';
    if (name === 'a') endLink();
    if (name === 'pre') text.keepLines(false);
    if (name === 'td' || name === 'th') text.tab();
    else if (spaced.has(name)) text.breakLine(2);
    else if (ownLine.has(name)) text.breakLine(1);
  };
  const endTag = () => {
    const found = value.trim().slice(0, 2_000);
    if (element === 'img' && found) text.write(` ${found} `);
    if (element === 'a' && /^(https?|mailto|tel):/i.test(found)) link = { address: found, from: text.length };
    value = '';
  };
  const write = (words: string) => {
    if (hidden === '') text.write(words);
    if (text.length > longestText) tokenizer.pause();
  };

  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (start, end) => write(html.slice(start, end)),
      ontextentity: (codePoint) => write(String.fromCodePoint(codePoint)),
      onopentagname(start, end) {
        element = nameAt(html, start, end);
        value = '';
        begin(element);
      },
      onopentagend: endTag,
      onselfclosingtag: endTag,
      onclosetag: (start, end) => finish(nameAt(html, start, end)),
      onattribname(start, end) {
        attribute = nameAt(html, start, end);
      },
      onattribdata(start, end) {
        if (attribute === readAttributes[element]) value += html.slice(start, end);
      },
      onattribentity(codePoint) {
        if (attribute === readAttributes[element]) value += String.fromCodePoint(codePoint);
      },
      onattribend() {},
      oncdata() {},
      oncomment() {},
      ondeclaration() {},
      onprocessinginstruction() {},
      onend() {},
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  endLink();
  return text.toString();
}

/** Names are short; what claims to be a longer one is none. */
function nameAt(html: string, start: number, end: number): string {
  return end - start > 20 ? '' : html.slice(start, end).toLowerCase();
}

/** A link whose words are its address is not written twice. */
function shownAddress(address: string): string {
  return address.replace(/^(mailto|tel):/i, '').replace(/\/$/, '');
}
