import { type Chunk, isSign, type NounPhrase, type VerbGroup } from './chunk.ts';
import {
  beforeInsertion,
  chainStart,
  nearest,
  subjectAhead,
  subjectEndingAt,
} from './subject-phrases.ts';
import { wordAfter } from './read-lists.ts';
import { kindOfNoun } from './read-nominals.ts';

const HYPOTHETICAL = /^(?:if|unless|whether)$/;

export interface Role {
  subjects: NounPhrase[][];
  pattern: 'passive' | 'active' | 'participle' | 'gerund' | 'relative';
  isPassive: boolean;
  isHypothetical: boolean;
  closeness: number;
  /** `was born in Rome and died …`: a bare past form behind a passive may be of either voice. */
  isEither?: boolean;
}

/** For each verb group the phrases that are its subject. Groups without one are absent. */
export function subjectsOf(chunks: readonly Chunk[]): Map<number, Role> {
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
    // `Notes and Queries is …`: two names that are one.
    closeness:
      closeness *
      (subjects[0]!.length > 1 && /^(?:is|was|has)$/.test(group.words[0]?.lower ?? '') ? 0.8 : 1) *
      (subjects[0]!.some((each) => isCutShort(chunks, chunks.indexOf(each))) ? 0.8 : 1),
  });
  if (form === 'gerund') {
    if (before?.type === 'np')
      return {
        ...describedBy(chunks, index, main, last === null ? undefined : roles.get(last)),
        pattern: 'gerund',
        isPassive: false,
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
          ...describedBy(chunks, index, main, last === null ? undefined : roles.get(last)),
          pattern: 'participle',
          isPassive: true,
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
          const head =
            main === null && OF_WORKS.test(group.verbs[0]!.lemma)
              ? headOfWork(chunks, index - 2)
              : null;
          const subjects =
            head !== null
              ? [[head]]
              : chunks[index - 2]?.type === 'np'
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

/** `Alors on danse was …`: a name that goes on in small letters, as titles in other languages do. */
function isCutShort(chunks: readonly Chunk[], start: number): boolean {
  const [head, sign, next] = chunks.slice(start, start + 3);
  return (
    head?.type === 'np' &&
    head.mention !== null &&
    isSign(sign, 'prep') &&
    next?.type === 'np' &&
    next.determiner === '' &&
    next.possessor === null &&
    next.words[0]!.mention === undefined
  );
}

/** What is said of works, whatever name stands before it. */
const OF_WORKS =
  /^(?:direct|write|produce|release|publish|star|feature|distribute|record|compose|edit|illustrate|narrate|perform|film|shoot|animate|broadcast|air|premiere|adapt|set)$/;

/** What is said of bodies and places. */
const OF_THINGS =
  /^(?:found|establish|form|create|locate|situate|base|headquarter|build|open|launch|organize|construct|dissolve)$/;

/** The kind of the common noun that the phrase at `at` hangs on by prepositions; undefined of a name. */
function kindOfHead(chunks: readonly Chunk[], at: number): string | undefined {
  const start = chainStart(chunks, at);
  const head = start === null || start === at ? undefined : chunks[start];
  return head?.type === 'np' && head.mention === null ? kindOfNoun(head.noun) : undefined;
}

/**
 * What a participle behind a phrase may describe, likeliest first. What is said of works passes over an agent (`written by A,
 * illustrated by B, published by …`) and over names that are no works' (`a show on KBS starring …`).
 */
function describedBy(
  chunks: readonly Chunk[],
  index: number,
  main: NounPhrase[] | null,
  previous: Role | undefined,
): Pick<Role, 'subjects' | 'closeness'> {
  const group = chunks[index] as VerbGroup;
  const subjects = nearest(chunks, index - 1, main);
  const closeness = group.form === 'gerund' ? 0.97 : 0.98;
  if (OF_THINGS.test(group.verbs[0]!.lemma) && main !== null && subjects.at(-1) === main) {
    // `a journal of politics established in …`: the journal.
    const kind = kindOfHead(chunks, index - 1);
    if (kind !== undefined && kind !== 'person') return { subjects: [main], closeness };
  }
  if (!OF_WORKS.test(group.verbs[0]!.lemma)) return { subjects, closeness };
  let first = index - 1;
  while (isSign(chunks[first - 1], 'cc') || isSign(chunks[first - 1], 'comma')) {
    const step = isSign(chunks[first - 1], 'cc') && isSign(chunks[first - 2], 'comma') ? 3 : 2;
    if (chunks[first - step]?.type !== 'np') break;
    first -= step;
  }
  const governor = chunks[first - 2];
  if (
    previous !== undefined &&
    wordAfter(chunks, first - 2) === 'by' &&
    governor?.type === 'vg' &&
    (governor.isPassive || governor.form === 'participle')
  )
    return { subjects: previous.subjects, closeness };
  const near = chunks[index - 1] as NounPhrase;
  const head = headOfWork(chunks, index - 1);
  if (head !== null && head !== near && near.mention !== null && kindOfNoun(near.noun) !== 'work') {
    // `a sequel to Alien directed by …` may speak of either.
    const isEither = /^(?:to|of|from|in)$/.test(wordAfter(chunks, index - 3));
    return {
      subjects: main !== null && subjects.at(-1) === main ? [main] : [[head]],
      closeness: closeness * (isEither ? 0.9 : 1),
    };
  }
  return { subjects, closeness };
}

/** The common noun of a work that the phrase at `at` hangs on: `album` of `an album by the band X`. */
function headOfWork(chunks: readonly Chunk[], at: number): NounPhrase | null {
  let top = at;
  while (chunks[top - 1]?.type === 'np') top--;
  const start = chainStart(chunks, top);
  const head = start === null ? undefined : chunks[start];
  return head?.type === 'np' && head.mention === null && kindOfNoun(head.noun) === 'work'
    ? head
    : null;
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
