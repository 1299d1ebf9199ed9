/** For every row a set of rows, as bits in one array: a thousand nodes are 128 KB and no garbage. */
export class BitTable {
  readonly #words: number;
  readonly #bits: Uint32Array;

  constructor(rows: number) {
    this.#words = Math.ceil(rows / 32);
    this.#bits = new Uint32Array(rows * this.#words);
  }

  has(row: number, member: number): boolean {
    return ((this.#bits[row * this.#words + (member >> 5)]! >>> (member & 31)) & 1) === 1;
  }

  /** Adds another row's members, and that row itself. */
  addFrom(row: number, from: number): void {
    const [to, at] = [row * this.#words, from * this.#words];
    for (let word = 0; word < this.#words; word += 1) this.#bits[to + word]! |= this.#bits[at + word]!;
    this.#bits[to + (from >> 5)]! |= 1 << (from & 31);
  }

  /** Keeps only what another row has too, or that row itself. */
  keepSharedWith(row: number, other: number): void {
    const [to, at] = [row * this.#words, other * this.#words];
    for (let word = 0; word < this.#words; word += 1) {
      const own = word === other >> 5 ? 1 << (other & 31) : 0;
      this.#bits[to + word]! &= this.#bits[at + word]! | own;
    }
  }
}
