import type { Claim } from './claim.ts';
import type { Mentioned } from './find-mentions.ts';
import { type Chunk, type NounPhrase, type VerbGroup, isSign } from './read-chunks.ts';
import { readList, wordAfter } from './read-lists.ts';
import { readNominal } from './read-nominals.ts';

export interface ClauseReading {
  claims: Claim[];
  /** Clauses that claim nothing as it stands, by reason. */
  dropped: Record<string, number>;
}

interface Complement {
  prep: string;
  list: NounPhrase[];
  /** How many phrases stand between the verb and it. */
  distance: number;
  /** Where its preposition ends. */
  signEnd: number;
}

/** What makes a sentence no statement of fact. */
const HEARSAY =
  /\b(?:alleged(?:ly)?|reported(?:ly)?|rumou?red|supposed(?:ly)?|purported(?:ly)?|according to|claim(?:s|ed)? (?:that|to)|is said to|are said to|was said to|believed to|thought to|legend|hoax|hypothetical|probably|possibly|perhaps|presumably|apparently)\b/i;
/** A list that lost its lines is no sentence. */
const LIST = /\b(?:include|includes|including|are|refer to|following)\s*:/i;
const HYPOTHETICAL = /^(?:if|unless|whether)$/;
/** Verbs whose object did not happen. */
const UNREAL =
  /^(?:fail|refuse|decline|attempt|try|want|wish|hope|plan|intend|consider|propose|threaten|deny|reject|avoid|seem|appear|expect|oppose|accuse)$/;

/** Reads the statements of a sentence's chunks. */
export function readClauses(
  chunks: readonly Chunk[],
  mentions: readonly Mentioned[],
  text: string,
): ClauseReading {
  const reading: ClauseReading = { claims: [], dropped: {} };
  const drop = (reason: string): void => {
    reading.dropped[reason] = (reading.dropped[reason] ?? 0) + 1;
  };
  if (/\?["”']?$/.test(text.trimEnd())) {
    drop('question');
    return reading;
  }
  if (LIST.test(text)) {
    drop('list');
    return reading;
  }
  if (HEARSAY.test(text)) {
    drop('hearsay');
    return reading;
  }
  const roles = subjectsOf(chunks);
  for (const [index, chunk] of chunks.entries()) {
    if (chunk.type !== 'vg') continue;
    const role = roles.get(index);
    if (chunk.modal || chunk.form === 'infinitive') {
      drop(chunk.modal ? 'modality' : 'infinitive');
      continue;
    }
    if (role === undefined) {
      drop('no-subject');
      continue;
    }
    if (role.isHypothetical) {
      drop('hypothetical');
      continue;
    }
    if (chunk.verbs.some(({ lemma }) => UNREAL.test(lemma)) && !chunk.isPassive) {
      drop('unreal');
      continue;
    }
    reading.claims.push(...claimsOf(chunk, index, role, chunks, mentions));
  }
  return reading;
}

interface Role {
  subjects: NounPhrase[][];
  pattern: 'passive' | 'active' | 'participle' | 'gerund' | 'relative';
  isPassive: boolean;
  isHypothetical: boolean;
  closeness: number;
  /** `was born in Rome and died …`: a bare past form behind a passive may be of either voice. */
  isEither?: boolean;
}

/** For each verb group the phrases that are its subject. Groups without one are absent. */
function subjectsOf(chunks: readonly Chunk[]): Map<number, Role> {
  const roles = new Map<number, Role>();
  let main: NounPhrase[] | null = null;
  let last: number | null = null;
  let isHypothetical = false;
  for (const [index, chunk] of chunks.entries()) {
    if (isSign(chunk, 'sub') && HYPOTHETICAL.test(chunk.word)) isHypothetical = true;
    if (isSign(chunk, 'end')) {
      isHypothetical = false;
      if (chunk.word === ';' || chunk.word === '.') [main, last] = [null, null];
    }
    if (chunk.type !== 'vg') continue;
    const role = roleOf(chunks, index, chunk, main, last, roles);
    if (role !== null) {
      roles.set(index, { ...role, isHypothetical });
      if (role.pattern === 'active' || role.pattern === 'passive') main = role.subjects[0]!;
    }
    last = index;
  }
  return roles;
}

function roleOf(
  chunks: readonly Chunk[],
  index: number,
  group: VerbGroup,
  main: NounPhrase[] | null,
  last: number | null,
  roles: ReadonlyMap<number, Role>,
): Omit<Role, 'isHypothetical'> | null {
  const before = chunks[index - 1];
  const { form, isPassive } = group;
  const finite = (subjects: NounPhrase[][], closeness = 1): Omit<Role, 'isHypothetical'> => ({
    subjects,
    pattern: isPassive ? 'passive' : 'active',
    isPassive,
    closeness,
  });
  if (form === 'gerund') {
    if (before?.type === 'np')
      return {
        subjects: nearest(chunks, index - 1, main),
        pattern: 'gerund',
        isPassive: false,
        closeness: 0.97,
      };
    if (isSign(before, 'comma') && main !== null)
      return { subjects: [main], pattern: 'gerund', isPassive: false, closeness: 0.95 };
    if (
      before === undefined ||
      (isSign(before, 'prep') && /^(?:after|before|since)$/.test(before.word) && index === 1)
    ) {
      const ahead = subjectAhead(chunks, index);
      return ahead === null
        ? null
        : { subjects: [ahead], pattern: 'gerund', isPassive: false, closeness: 0.95 };
    }
    return null;
  }
  if (isSign(before, 'rel')) {
    if (/^(?:where|whom|whose)$/.test(before.word)) return null;
    let at = index - 2;
    if (isSign(chunks[at], 'comma')) at--;
    // `in which`, `of whom`: the relative word is no subject.
    if (chunks[at]?.type !== 'np') return null;
    return {
      subjects: nearest(chunks, at, before.word === 'who' ? null : main),
      pattern: 'relative',
      isPassive,
      closeness: 1,
    };
  }
  if (form === 'participle') {
    const isMainVerb =
      before?.type === 'np' &&
      !/^by$/.test(wordAfter(chunks, index)) &&
      isClauseSubject(chunks, index - 1, last, roles);
    if (!isMainVerb) {
      if (before === undefined || (index === 1 && isSign(before, 'prep'))) {
        const ahead = subjectAhead(chunks, index);
        return ahead === null
          ? null
          : { subjects: [ahead], pattern: 'participle', isPassive: true, closeness: 0.98 };
      }
      if (before.type === 'np')
        return {
          subjects: nearest(chunks, index - 1, main),
          pattern: 'participle',
          isPassive: true,
          closeness: 0.98,
        };
      const previous = last === null ? undefined : roles.get(last);
      const isJoined =
        isSign(before, 'cc') ||
        (isSign(before, 'comma') && /^(?:by|in|on|at|as|from)$/.test(wordAfter(chunks, index)));
      if (isSign(before, 'cc') || isSign(before, 'comma')) {
        if (previous !== undefined && isSign(before, 'cc')) {
          // `was born in Rome and raised in Paris`; `wrote the book and moved to Paris`.
          return { ...previous, closeness: 0.97, isEither: previous.isPassive };
        }
        if (
          isSign(before, 'comma') &&
          isJoined &&
          previous !== undefined &&
          (previous.pattern === 'participle' || previous.pattern === 'passive')
        )
          return { ...previous, closeness: 0.95 };
        if (isSign(before, 'comma')) {
          const closing = beforeInsertion(chunks, index - 1);
          if (closing !== null && !isJoined && main === null) return finite([[closing]]);
          const subjects =
            chunks[index - 2]?.type === 'np'
              ? nearest(chunks, index - 2, main)
              : main === null
                ? []
                : [main];
          if (main !== null && isJoined)
            return {
              subjects: [main, ...subjects.filter((each) => each !== main)],
              pattern: 'participle',
              isPassive: true,
              closeness: 0.9,
            };
          if (main !== null)
            return { subjects: [main], pattern: 'active', isPassive: false, closeness: 0.93 };
          if (subjects.length > 0)
            return { subjects, pattern: 'participle', isPassive: true, closeness: 0.92 };
        }
      }
      return null;
    }
  }
  if (before?.type === 'np') {
    const subject = subjectEndingAt(chunks, index - 1);
    return subject === null ? null : finite([subject]);
  }
  if (isSign(before, 'cc') || isSign(before, 'comma')) {
    if (isSign(before, 'comma')) {
      const inserted = beforeInsertion(chunks, index - 1);
      if (inserted !== null) return finite([[inserted]], 0.98);
    }
    const previous = last === null ? undefined : roles.get(last);
    if (previous !== undefined && previous.pattern === 'relative' && isSign(before, 'cc'))
      return { ...previous, isPassive, closeness: 0.95 };
    return main === null ? null : finite([main], 0.97);
  }
  return null;
}

/** Whether the phrase before a bare past form is its subject, not the object or complement of a verb before it. */
function isClauseSubject(
  chunks: readonly Chunk[],
  at: number,
  last: number | null,
  roles: ReadonlyMap<number, Role>,
): boolean {
  const start = chainStart(chunks, at);
  if (start === null) return false;
  if (start === 0) return true;
  const before = chunks[start - 1]!;
  if (
    isSign(before, 'comma') ||
    isSign(before, 'sub') ||
    isSign(before, 'end') ||
    isSign(before, 'other') ||
    (isSign(before, 'rel') && before.word !== 'which')
  )
    return true;
  if (before.type === 'np') return chunks[start]!.type === 'np';
  if (isSign(before, 'cc')) return last === null || roles.get(last) !== undefined;
  return false;
}

/** Where the phrase with its `of`-chain that ends at `at` begins; null where a preposition governs it. */
function chainStart(chunks: readonly Chunk[], at: number): number | null {
  let start = at;
  for (;;) {
    const before = chunks[start - 1];
    if (!isSign(before, 'prep')) return start;
    if (chunks[start - 2]?.type !== 'np') return null;
    start -= 2;
  }
}

/** The coordinated phrases that end at `at` as the subject of what follows. */
function subjectEndingAt(chunks: readonly Chunk[], at: number): NounPhrase[] | null {
  const start = chainStart(chunks, at);
  if (start === null) return null;
  const head = chunks[start] as NounPhrase;
  const list = [head];
  let from = start;
  while (isSign(chunks[from - 1], 'cc') || (list.length > 1 && isSign(chunks[from - 1], 'comma'))) {
    if (isSign(chunks[from - 1], 'cc') && /^(?:or|but)$/.test(wordAfter(chunks, from - 2))) break;
    const step = isSign(chunks[from - 2], 'comma') ? 3 : 2;
    const other = chunks[from - step];
    if (other?.type !== 'np' || chainStart(chunks, from - step) !== from - step) break;
    // `… in Rome and Mary died`: what a verb governs is no second subject.
    const governor = chunks[from - step - 1];
    if (governor !== undefined && governor.type === 'vg') break;
    list.unshift(other);
    from -= step;
  }
  return list;
}

/** `X, the painter of Y, moved`: the phrase before the first comma of an insertion that ends at the comma `at`. */
function beforeInsertion(chunks: readonly Chunk[], at: number): NounPhrase | null {
  for (let open = at - 1; open > 0; open--) {
    const chunk = chunks[open]!;
    if (isSign(chunk, 'end')) return null;
    if (!isSign(chunk, 'comma')) continue;
    const before = chunks[open - 1];
    if (before?.type !== 'np') return null;
    const inside = chunks.slice(open + 1, at);
    const isInsertion =
      inside[0]?.type === 'np' ||
      isSign(inside[0], 'rel') ||
      (inside[0]?.type === 'vg' && inside[0].form !== 'finite');
    if (!isInsertion) return null;
    // A second finite verb inside means that a clause, not an insertion, stands there.
    if (inside[0]!.type === 'np' && inside.some((each) => each.type === 'vg')) return null;
    const start = chainStart(chunks, open - 1);
    if (start === null) return null;
    const earlier = chunks[start - 1];
    // `X, Commander of Y, FRS, was`: on to the first name.
    const first = chunks[start - 2];
    if (isSign(earlier, 'comma') && first?.type === 'np' && first.mention !== null) continue;
    return earlier === undefined || isSign(earlier, 'comma') || isSign(earlier, 'sub')
      ? (chunks[start] as NounPhrase)
      : null;
  }
  return null;
}

/** The subject that follows an opening participle: `Born in Rome, X …`. */
function subjectAhead(chunks: readonly Chunk[], index: number): NounPhrase[] | null {
  for (let at = index + 1; at < chunks.length; at++) {
    if (!isSign(chunks[at], 'comma')) {
      if (chunks[at]!.type === 'vg') return null;
      continue;
    }
    const next = chunks[at + 1];
    if (next?.type !== 'np') continue;
    for (let verb = at + 2; verb < chunks.length; verb++) {
      const chunk = chunks[verb]!;
      if (chunk.type === 'vg') {
        const head = subjectEndingAt(chunks, verb - 1);
        if (chunks[verb - 1]?.type === 'np' && head !== null && head[0] === next) return head;
        return verb > at + 2 && chunks[at + 2] !== undefined && isSign(chunks[at + 2], 'comma')
          ? [next]
          : null;
      }
      if (isSign(chunk, 'comma')) break;
    }
  }
  return null;
}

/** What a participle or a relative clause behind the phrase at `at` may describe, nearest first. */
function nearest(chunks: readonly Chunk[], at: number, main: NounPhrase[] | null): NounPhrase[][] {
  const found: NounPhrase[][] = [];
  for (let start = at; chunks[start]?.type === 'np'; start -= 2) {
    found.push([chunks[start] as NounPhrase]);
    if (!isSign(chunks[start - 1], 'prep')) break;
  }
  const top = at - 2 * (found.length - 1);
  const verb = chunks[top - 1];
  // What describes the complement of `be` describes its subject.
  if (verb?.type === 'vg' && verb.isCopula && main !== null)
    found.splice(found.length - 1, 1, main);
  else if (isSign(chunks[top - 1], 'comma') && chunks[top - 2]?.type === 'np' && found.length > 0) {
    // `X, a painter born in Rome`.
    const head = chunks[chainStart(chunks, top - 2) ?? top - 2] as NounPhrase;
    if ((chunks[top] as NounPhrase).mention === null) found.splice(found.length - 1, 1, [head]);
  }
  return found;
}

function claimsOf(
  group: VerbGroup,
  index: number,
  role: Role,
  chunks: readonly Chunk[],
  mentions: readonly Mentioned[],
): Claim[] {
  if (role.isEither === true) {
    const first = chunks[index + 1];
    const voices = isSign(first, 'prep') ? (first.word === 'by' ? [true] : [false, true]) : [false];
    return voices.flatMap((isPassive) =>
      claimsOf(
        group,
        index,
        { ...role, isEither: false, isPassive, pattern: isPassive ? 'passive' : 'active' },
        chunks,
        mentions,
      ).map((claim) => (voices.length === 1 ? claim : { ...claim, isGuess: isPassive })),
    );
  }
  const complements = complementsOf(chunks, index + 1, mentions);
  const time = timeOf(complements, mentions);
  const claims: Claim[] = [];
  const base = { subjects: role.subjects, isNegated: group.isNegated, time, modifiers: [] };
  if (group.isCopula && !role.isPassive) {
    const direct = complements.find(({ prep, distance }) => prep === '' && distance === 0);
    if (direct !== undefined) {
      for (const phrase of direct.list) {
        const nominal = readNominal({
          subjects: role.subjects,
          phrase,
          chunks,
          mentions,
          pattern: group.verbs[0]!.lemma === 'be' ? 'copula' : 'apposition',
          isNegated: group.isNegated,
        });
        claims.push(...nominal);
      }
      return claims;
    }
  }
  const passive = role.isPassive;
  for (const [order, { lemma, start, end }] of group.verbs.entries()) {
    for (const [number, complement] of complements.entries()) {
      const { prep, list, distance } = complement;
      const direct = complements[0];
      // `formed the party in 1932` is not `formed in 1932`.
      if (
        prep !== '' &&
        !passive &&
        direct !== undefined &&
        direct.prep === '' &&
        direct !== complement &&
        !WITH_OBJECT.test(lemma)
      ) {
        claims.push(...nounVerbClaims(complement, number, lemma, start));
        continue;
      }
      for (const object of list) {
        const closeness =
          role.closeness *
          (distance === 0 || isTime(object, mentions) ? 1 : distance === 1 ? 0.95 : 0.86);
        const cue: [number, number] = [
          start,
          distance === 0 && order === group.verbs.length - 1 ? complement.signEnd : end,
        ];
        const pattern =
          passive && prep === 'by'
            ? 'agent'
            : role.pattern === 'active' && prep !== ''
              ? 'active-prepositional'
              : role.pattern;
        claims.push({
          ...base,
          pattern,
          object,
          key: { type: 'verb', words: passive ? `be ${lemma}` : lemma, prep },
          cue,
          closeness,
        });
      }
      claims.push(...nounVerbClaims(complement, number, lemma, start));
    }
  }
  return claims;

  /** `won the award for`, `have headquarters in`: a verb with its noun. */
  function nounVerbClaims(
    { prep, list, distance }: Complement,
    number: number,
    lemma: string,
    start: number,
  ): Claim[] {
    const noun = complements[number - 1]?.list[0];
    const before = complements[number - 1];
    if (
      passive ||
      noun === undefined ||
      before!.prep !== '' ||
      before!.list.length > 1 ||
      noun.mention !== null ||
      before!.distance !== distance - 1
    )
      return [];
    return list.map((object): Claim => ({
      ...base,
      pattern: role.pattern,
      object,
      key: { type: 'verb', words: `${lemma} ${noun.noun}`, prep },
      cue: [start, noun.end],
      closeness: role.closeness * 0.98,
      modifiers: noun.modifiers,
    }));
  }
}

/** Verbs of which a preposition says the same with and without an object: `studied law at`. */
const WITH_OBJECT = /^(?:study|teach|play|serve|work|lecture|practice|practise|train|read|spend)$/;

const isTime = (phrase: NounPhrase, mentions: readonly Mentioned[]): boolean =>
  phrase.mention !== null && mentions[phrase.mention]!.form === 'time';

/** The phrases that a verb governs to its right, with their prepositions. */
function complementsOf(
  chunks: readonly Chunk[],
  from: number,
  mentions: readonly Mentioned[],
): Complement[] {
  const found: Complement[] = [];
  let distance = 0;
  let at = from;
  while (at < chunks.length) {
    const chunk = chunks[at]!;
    let prep = '';
    let commaBefore = false;
    if (isSign(chunk, 'comma')) {
      // `born on 3 May 1960, in Rome`: only a preposition may follow.
      if (!isSign(chunks[at + 1], 'prep') || found.length === 0) break;
      commaBefore = true;
      at++;
    }
    const sign = chunks[at]!;
    if (isSign(sign, 'prep')) {
      prep = sign.word;
      at++;
    } else if (sign.type !== 'np' || found.length > 0) break;
    if (chunks[at]?.type !== 'np') break;
    const { list, next, isUnsure } = readList(chunks, at, mentions);
    if (prep === 'of' && found.length > 0) {
      at = next;
      distance++;
      continue;
    }
    if (!isUnsure)
      found.push({
        prep,
        list,
        distance: distance + (commaBefore ? 1 : 0),
        signEnd: isSign(sign, 'prep') ? sign.end : list[0]!.start > 0 ? chunks[from - 1]!.end : 0,
      });
    distance++;
    at = next;
    // `on 3 May 1960 in Rome`: a time between does not count.
    if (isTime(list[0]!, mentions)) distance--;
    // A preposition that governs the next verb ends the complements.
    if (isSign(chunks[at], 'prep') && chunks[at + 1]?.type === 'vg') break;
  }
  return found;
}

function timeOf(complements: readonly Complement[], mentions: readonly Mentioned[]): number | null {
  for (const { prep, list } of complements) {
    const phrase = list[0]!;
    if (
      /^(?:in|on|since|from|during|until|at)$/.test(prep) &&
      phrase.mention !== null &&
      mentions[phrase.mention]!.form === 'time'
    )
      return phrase.mention;
  }
  return null;
}
