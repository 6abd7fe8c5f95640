import type { VerbGroup } from './chunk.ts';
import type { Word } from './read-words.ts';

const MODALS = /^(?:may|might|can|could|would|should|must|shall|will|'ll|ought|cannot)$/;
/** Participles that do not end in -ed. */
const IRREGULAR =
  'born written known built held won made led sung drawn begun bought sold taken given seen shot set found sent left lost put read run said spoken spent split spread stolen struck sworn taught told thought thrown torn understood woken worn woven wound cut cast built bound bred brought burnt caught chosen cut dealt done driven eaten fallen fed felt fought flown forgotten forgiven frozen gone grown heard hidden hit hurt kept laid lain lent let lit meant met paid proven ridden risen rebuilt remade rewritten shown shut sunk slain overseen overthrown undertaken broadcast beaten become'.split(
    ' ',
  );
const PARTICIPLES = new Set(IRREGULAR);
export const isParticiple = (word: string): boolean =>
  PARTICIPLES.has(word.replace(/^(?:co|re|over)-/, '')) || /(?:[^e]ed|[^aeiou]eed)$/.test(word);

const isVerbal = ({ pos, lower, mention }: Word): boolean =>
  mention === undefined && (pos === 'VERB' || pos === 'AUX' || jointVerb(lower) !== undefined);

export function readVerbGroup(
  words: readonly Word[],
  from: number,
): { group: VerbGroup; next: number } | null {
  let at = from;
  let infinitive = false;
  while (
    at < words.length &&
    /^(?:ADV|PART)$/.test(words[at]!.pos) &&
    words[at]!.mention === undefined &&
    !/^['’]s?$/.test(words[at]!.text)
  ) {
    if (words[at]!.lower === 'to') infinitive = true;
    at++;
  }
  if (at >= words.length || !isVerbal(words[at]!)) return null;
  const first = at;
  const auxiliaries: Word[] = [];
  let main: Word | undefined;
  let isNegated = words.slice(from, at).some(isNegation);
  let modal = false;
  for (; at < words.length; at++) {
    const word = words[at]!;
    if (word.mention !== undefined) break;
    if (MODALS.test(word.lower) && word.pos !== 'NOUN') {
      modal = true;
    } else if (word.pos === 'AUX' || /^(?:been|being)$/.test(word.lower)) {
      if (main !== undefined) break;
      auxiliaries.push(word);
    } else if (word.pos === 'VERB' || jointVerb(word.lower) !== undefined) {
      if (main !== undefined) break;
      main = word;
    } else if (isNegation(word)) isNegated = true;
    else if (
      word.pos === 'ADV' &&
      main === undefined &&
      words[at + 1] !== undefined &&
      /^(?:VERB|AUX|ADV)$/.test(words[at + 1]!.pos)
    )
      continue;
    else break;
  }
  let next = at;
  main ??= auxiliaries.pop();
  if (main === undefined) return null;
  const bare = auxiliaries.length === 0 && !modal;
  // `leading manufacturer`, `animated film`: a participle before its noun.
  if (
    bare &&
    first === from &&
    (isParticiple(main.lower) || main.lower.endsWith('ing')) &&
    isPremodifier(words, at - 1)
  )
    return null;
  const verbs = [main];
  while (next + 1 < words.length && /^(?:,|and|&|or)$/.test(words[next]!.lower)) {
    const step = words[next]!.lower === ',' && /^(?:and|&)$/.test(words[next + 1]!.lower) ? 2 : 1;
    const other = words[next + step];
    if (
      other === undefined ||
      (other.pos !== 'VERB' && jointVerb(other.lower) === undefined) ||
      other.mention !== undefined ||
      words[next]!.lower === 'or'
    )
      break;
    const alike = isParticiple(main.lower)
      ? isParticiple(other.lower)
      : other.lower.slice(-3) === main.lower.slice(-3);
    if (
      !alike ||
      (words[next]!.lower === ',' &&
        step === 1 &&
        !/^(?:,|and|&)$/.test(words[next + 2]?.lower ?? ''))
    )
      break;
    verbs.push(other);
    next += step + 1;
  }
  const isBe = auxiliaries.at(-1)?.lemma === 'be';
  const isPassive = isBe && isParticiple(main.lower);
  return {
    next,
    group: {
      type: 'vg',
      words: words.slice(from, next),
      start: words[first]!.start,
      end: words[next - 1]!.end,
      verbs: verbs.map(({ lemma, lower, start, end }) => ({
        lemma: jointVerb(lower) ?? lemma,
        start,
        end,
      })),
      form: infinitive
        ? 'infinitive'
        : bare && main.lower.endsWith('ing')
          ? 'gerund'
          : bare && isParticiple(main.lower)
            ? 'participle'
            : 'finite',
      isPassive,
      isNegated,
      modal,
      isCopula: main.lemma === 'be' || /^(?:become|remain)$/.test(main.lemma),
    },
  };
}

/** Who co-wrote a book wrote it. */
export function jointVerb(word: string): string | undefined {
  return JOINT_VERBS.get(/^co-?(\p{L}+)$/u.exec(word)?.[1] ?? '');
}
const JOINT_VERBS = new Map(
  Object.entries({
    written: 'write',
    wrote: 'write',
    directed: 'direct',
    produced: 'produce',
    founded: 'found',
    authored: 'author',
    created: 'create',
    starred: 'star',
    starring: 'star',
    developed: 'develop',
    designed: 'design',
    edited: 'edit',
    hosted: 'host',
    composed: 'compose',
    established: 'establish',
    owned: 'own',
  }),
);

const isNegation = ({ lower }: Word): boolean => /^(?:not|n['’]t|never|neither|nor)$/.test(lower);

/** Whether a participle stands before the noun that it describes, not as a verb. */
export function isPremodifier(words: readonly Word[], at: number): boolean {
  const before = words[at - 1];
  const after = words[at + 1];
  if (after === undefined || after.mention !== undefined) return false;
  // `and starring horror veteran …`; not `a starring role`.
  if (/^(?:starring|featuring)$/.test(words[at]!.lower) && before?.pos !== 'DET') return false;
  if (!/^(?:NOUN|ADJ)$/.test(after.pos)) return false;
  return (
    before !== undefined &&
    (/^(?:DET|ADJ|NUM)$/.test(before.pos) ||
      /^(?:his|her|its|their|'s|’s|and|by)$/.test(before.lower) ||
      before.mention !== undefined)
  );
}
