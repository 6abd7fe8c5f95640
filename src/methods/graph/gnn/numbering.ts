/** Numbers keys from 0 in the order in which they first appear. */
export class Numbering<Key> {
  readonly keys: Key[] = [];
  readonly #numbers = new Map<Key, number>();

  constructor(first: Iterable<Key> = []) {
    for (const key of first) this.of(key);
  }

  get size(): number {
    return this.keys.length;
  }

  /** The number of a key, a new one where it has none. */
  of(key: Key): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.keys.length);
    return this.keys.push(key) - 1;
  }

  find(key: Key): number | undefined {
    return this.#numbers.get(key);
  }
}
