import type { Random } from '../../src/core/random.ts';

const SYLLABLES =
  'ba be bi bo da de di do fa fe ga go ha he ja ka ke ki la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to va ve za zo'.split(
    ' ',
  );
const VOCABULARY = 50_000;

/** Made-up words, the frequent ones short. */
export function makeWords(random: Random): string[] {
  const words = new Set<string>();
  while (words.size < VOCABULARY) {
    const syllables = 1 + Math.floor(Math.log(words.size + 2) / Math.log(40)) + random.integer(2);
    words.add(Array.from({ length: syllables }, () => random.pick(SYLLABLES)).join(''));
  }
  return [...words];
}

/**
 * `n` texts of 60 to 140 words, drawn by Zipf's law (the rank-th word with probability proportional to 1 / rank). Every eighth
 * is a changed copy of an earlier one: a block of words replaced, or words replaced here and there, or nothing changed;
 * so much that the Jaccard similarity of the pair spreads over 0.5 to 1.
 */
export function makeTexts(n: number, random: Random): string[][] {
  const words = makeWords(random.fork('words'));
  const draw = (): string =>
    words[Math.floor(Math.exp(random.next() * Math.log(words.length)))] ?? words[0]!;
  const texts: string[][] = [];
  for (let index = 0; index < n; index++) {
    if (index % 8 === 7) texts.push(change(texts[random.integer(index)]!, draw, random));
    else texts.push(Array.from({ length: 60 + random.integer(81) }, draw));
  }
  return texts;
}

function change(original: string[], draw: () => string, random: Random): string[] {
  const copy = [...original];
  // J = (s - k) / (s + k) when k of s shingles are replaced.
  const similarity = 0.5 + random.next() * 0.5;
  const lost = Math.floor(((1 - similarity) / (1 + similarity)) * (copy.length - 4));
  if (lost < 5) return copy;
  if (random.integer(2) === 0) {
    const block = Math.min(lost - 4, copy.length);
    const start = random.integer(copy.length - block + 1);
    for (let at = start; at < start + block; at++) copy[at] = draw();
  } else {
    for (let changed = 0; changed < Math.floor(lost / 5); changed++)
      copy[random.integer(copy.length)] = draw();
  }
  return copy;
}
