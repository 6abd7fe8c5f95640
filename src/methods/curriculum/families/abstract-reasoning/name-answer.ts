import type { Verdict } from '../family.ts';
import { conclusionOf, readSentences } from './sentences.ts';

/** First names that no common word shares, with the pronoun each goes with. */
export const WOMEN = (
  'Anna Clara Emma Freya Greta Hanna Irene Julia Karen Laura Maria Nadia Olga Paula Rita Sarah Tina Vera Wanda Zoe ' +
  'Alice Betty Diana Elena'
).split(' ');
export const MEN = (
  'Adam Ben Carl David Eric Felix George Henry Ivan Jonas Kevin Leo Martin Noah Oscar Peter Ralph Simon Thomas Victor ' +
  'Walter Yusuf Hugo Paul'
).split(' ');
export const PEOPLE: readonly string[] = [...WOMEN, ...MEN];

/** Whether a response names `right`, and nobody else of `names`. `opposite` are words that turn the answer round. */
export function verifyName(
  response: string,
  right: string,
  names: readonly string[],
  opposite: RegExp,
): Verdict {
  const read = readSentences(response);
  if ('refused' in read) return wrong(read.refused);
  const said = new Set<string>();
  for (const { text, denied } of read.sentences) {
    const claim = conclusionOf(text);
    const named = namesIn(claim.split(/\bthan\b/)[0]!);
    if (denied) {
      if (named.includes(right.toLowerCase())) return wrong('denied');
      continue;
    }
    if (named.length > 0 && opposite.test(claim)) return wrong('unclear');
    for (const name of named) said.add(name);
  }
  if (said.size === 0) return wrong('no-answer');
  if (said.size > 1) return wrong('several-answers');
  return said.has(right.toLowerCase()) ? { correct: true } : wrong('wrong-answer');

  function namesIn(text: string): string[] {
    const known = new Set([...names, ...PEOPLE].map((name) => name.toLowerCase()));
    return text.split(/[^a-z]+/).filter((word) => known.has(word));
  }
}

function wrong(reason: string): Verdict {
  return { correct: false, reason };
}
