import type { Verdict } from '../family.ts';
import { namesOf } from '../people.ts';
import { conclusionOf, readSentences } from './sentences.ts';

const EVERYBODY = [...namesOf('training'), ...namesOf('exam')];

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
    const known = new Set([...names, ...EVERYBODY].map((name) => name.toLowerCase()));
    return text.split(/[^a-z]+/).filter((word) => known.has(word));
  }
}

function wrong(reason: string): Verdict {
  return { correct: false, reason };
}
