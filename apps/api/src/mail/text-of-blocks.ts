/** Puts the words of a page together as lines: white space joined as a browser does, at most one empty line in a row. */
export class TextOfBlocks {
  private readonly parts: string[] = [];
  /** How much text there is so far. */
  length = 0;
  /** Line breaks, a tab or a space that are due before the next word. */
  private breaks = 0;
  private due = '';
  private isPreformatted = false;

  write(words: string): void {
    if (this.isPreformatted) {
      this.put(words);
      return;
    }
    // Not \s: a space that must not break is a word's own until the end, where it becomes a plain one.
    const pieces = words.split(/[ \t\r\n\f]+/);
    for (const [index, piece] of pieces.entries()) {
      if (index > 0 && this.due === '') this.due = ' ';
      if (piece !== '') this.put(piece);
    }
  }

  /** At least so many line breaks come before the next word. */
  breakLine(count: 1 | 2): void {
    this.breaks = Math.max(this.breaks, count);
  }

  /** Two in a row are an empty line. */
  newLine(): void {
    this.breaks = Math.min(2, this.breaks + 1);
  }

  tab(): void {
    this.due = '\t';
  }

  keepLines(are: boolean): void {
    this.isPreformatted = are;
  }

  /** What was written after that length was reached. */
  since(length: number): string {
    let missing = this.length - length;
    let text = '';
    for (let index = this.parts.length - 1; index >= 0 && missing > 0; index -= 1) {
      const part = this.parts[index] ?? '';
      text = part + text;
      missing -= part.length;
    }
    return text;
  }

  toString(): string {
    return this.parts
      .join('')
      .replaceAll('\u00a0', ' ')
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n')
      .trim();
  }

  private put(text: string): void {
    if (this.length > 0) this.add(this.breaks > 0 ? '\n'.repeat(this.breaks) : this.due);
    this.breaks = 0;
    this.due = '';
    this.add(text);
  }

  private add(text: string): void {
    if (text === '') return;
    this.parts.push(text);
    this.length += text.length;
  }
}
