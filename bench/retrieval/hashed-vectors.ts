import { sha256 } from '../../src/core/hash.ts';

const WIDTH = 1024;

/**
 * Texts by their words and runs of four letters, the rare ones counted more, hashed to places: what stands in for an embedder
 * where none is at hand. It knows no synonyms, so it measures that vectors join without harm, not what good ones would bring.
 */
export function openHashedVectors(texts: readonly string[]): (text: string) => Float32Array {
  const holders = new Map<string, number>();
  for (const text of texts) {
    for (const feature of new Set(featuresOf(text))) {
      holders.set(feature, (holders.get(feature) ?? 0) + 1);
    }
  }
  return (text) => {
    const vector = new Float32Array(WIDTH);
    for (const feature of new Set(featuresOf(text))) {
      const bits = Number.parseInt(sha256(feature).slice(0, 8), 16);
      const rarity = Math.log(1 + texts.length / (1 + (holders.get(feature) ?? 0)));
      vector[bits % WIDTH]! += bits & 0x8000_0000 ? rarity : -rarity;
    }
    return vector;
  };
}

function featuresOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.flatMap((word) => {
    const marked = `^${word}$`;
    const runs = Array.from({ length: Math.max(0, marked.length - 3) }, (_, at) =>
      marked.slice(at, at + 4),
    );
    return [word, ...runs];
  });
}
