import type { Verdict } from '../family.ts';
import { conclusionOf, readSentences } from './sentences.ts';

export const KIN = [
  'parent',
  'child',
  'sibling',
  'spouse',
  'grandparent',
  'grandchild',
  'aunt',
  'niece',
  'cousin',
  'parent-in-law',
  'child-in-law',
  'sibling-in-law',
] as const;
export type Kin = (typeof KIN)[number];

const WORDS: Readonly<Record<Kin, readonly [female: string, male: string]>> = {
  parent: ['mother', 'father'],
  child: ['daughter', 'son'],
  sibling: ['sister', 'brother'],
  spouse: ['wife', 'husband'],
  grandparent: ['grandmother', 'grandfather'],
  grandchild: ['granddaughter', 'grandson'],
  aunt: ['aunt', 'uncle'],
  niece: ['niece', 'nephew'],
  cousin: ['cousin', 'cousin'],
  'parent-in-law': ['mother-in-law', 'father-in-law'],
  'child-in-law': ['daughter-in-law', 'son-in-law'],
  'sibling-in-law': ['sister-in-law', 'brother-in-law'],
};

export function kinWord(kin: Kin, female: boolean): string {
  return WORDS[kin][female ? 0 : 1];
}

/** Other names of the same relatives. */
const ALIKE: Readonly<Record<string, string>> = {
  mum: 'mother',
  mom: 'mother',
  mummy: 'mother',
  mommy: 'mother',
  dad: 'father',
  daddy: 'father',
  grandma: 'grandmother',
  granny: 'grandmother',
  grandpa: 'grandfather',
  granddad: 'grandfather',
  'grand-daughter': 'granddaughter',
  'grand-son': 'grandson',
  auntie: 'aunt',
};
const KNOWN = [...Object.values(WORDS).flat(), ...Object.keys(ALIKE)].toSorted(
  (a, b) => b.length - a.length,
);
/** A word before or after a kin word that makes it another one: half-brother, great-aunt, step-mother, first cousin once removed. */
const OTHER_KIND = /\b(?:half|step|great|grand|foster|ex|god|second|third)[\s-]*$/;
const TERM = new RegExp(`(?<![\\w-])(?:${KNOWN.join('|')})(?![\\w-])`, 'g');

/** Whether a response says that `who` is the `right` of `to`, and nothing else of the two. */
export function verifyKin(
  response: string,
  { right, who, to }: { right: string; who: string; to: string },
): Verdict {
  const read = readSentences(response.replaceAll(/[\u2010\u2011]/g, '-'));
  if ('refused' in read) return wrong(read.refused);
  const said = new Set<string>();
  for (const { text, denied } of read.sentences) {
    const claim = conclusionOf(text.replaceAll(/\b(\w+) in law\b/g, '$1-in-law'));
    const terms = [...claim.matchAll(TERM)];
    if (terms.length === 0) continue;
    if (denied) return wrong('denied');
    // "Cara is the niece of Anna" says what the other one is.
    if (new RegExp(`^\\W*${to.toLowerCase()} is\\b`).test(claim)) return wrong('turned-round');
    if (new RegExp(`\\b(?:of|to) ${who.toLowerCase()}\\b`).test(claim))
      return wrong('turned-round');
    for (const term of terms) {
      const before = claim.slice(0, term.index);
      if (OTHER_KIND.test(before) || /^['’]s\b/.test(claim.slice(term.index + term[0].length))) {
        return wrong('other-kin');
      }
      said.add(ALIKE[term[0]] ?? term[0]);
    }
  }
  if (said.size === 0) return wrong('no-answer');
  if (said.size > 1) return wrong('several-answers');
  return said.has(right) ? { correct: true } : wrong('wrong-answer');
}

function wrong(reason: string): Verdict {
  return { correct: false, reason };
}
