/** MinHash with locality-sensitive hashing as a textbook has it (Leskovec et al., §3.3 and §3.4), in plain JavaScript: strings, sets and maps. */
export interface ReferenceFinder {
  /** True when an accepted text is estimated at `threshold` or more; otherwise the text is accepted. */
  isDuplicate(text: string): boolean;
}

export function createReferenceFinder(
  threshold: number,
  bands: number,
  rows: number,
): ReferenceFinder {
  const permutations = Array.from({ length: bands * rows }, (_, index) => ({
    factor: (Math.imul(index + 1, 0x9e3779b1) | 1) >>> 0,
    offset: Math.imul(index + 7, 0x85ebca6b) >>> 0,
  }));
  const signatures: Uint32Array[] = [];
  const buckets = Array.from({ length: bands }, () => new Map<string, number[]>());

  return {
    isDuplicate(text) {
      const words = text.toLowerCase().split(/\W+/u);
      const shingles = new Set<string>();
      for (let at = 0; at + 5 <= words.length; at++)
        shingles.add(words.slice(at, at + 5).join(' '));
      const signature = new Uint32Array(permutations.length).fill(0xffffffff);
      for (const shingle of shingles) {
        const hash = hashText(shingle);
        for (const [row, { factor, offset }] of permutations.entries()) {
          const permuted = (Math.imul(hash, factor) + offset) >>> 0;
          if (permuted < signature[row]!) signature[row] = permuted;
        }
      }
      const keys = buckets.map((_, band) =>
        signature.slice(band * rows, (band + 1) * rows).join(','),
      );
      for (const [band, key] of keys.entries()) {
        for (const other of buckets[band]!.get(key) ?? []) {
          const agreeing = signatures[other]!.reduce(
            (sum, value, row) => sum + (value === signature[row] ? 1 : 0),
            0,
          );
          if (agreeing / signature.length >= threshold) return true;
        }
      }
      for (const [band, key] of keys.entries()) {
        const bucket = buckets[band]!.get(key);
        if (bucket) bucket.push(signatures.length);
        else buckets[band]!.set(key, [signatures.length]);
      }
      signatures.push(signature);
      return false;
    },
  };
}

/** FNV-1a with a finaliser. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
