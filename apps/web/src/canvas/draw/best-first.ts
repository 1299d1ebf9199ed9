/** What begins as it was typed comes before what only holds it: “end” means End, not Send mail. */
export function bestFirst<Item extends { label: string }>(choices: Item[], search: string): Item[] {
  const begins = ({ label }: Item) => label.toLowerCase().startsWith(search.trim().toLowerCase());
  return [...choices.filter(begins), ...choices.filter((each) => !begins(each))];
}
