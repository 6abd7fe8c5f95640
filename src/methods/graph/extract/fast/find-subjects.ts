import { type Chunk, isSign, type NounPhrase, type VerbGroup } from './chunk.ts';
import {
  beforeInsertion,
  chainStart,
  nearest,
  subjectAhead,
  subjectEndingAt,
} from './subject-phrases.ts';
import { wordAfter } from './read-lists.ts';

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
