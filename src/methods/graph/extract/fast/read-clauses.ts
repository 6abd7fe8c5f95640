import { type Chunk, isSign, type VerbGroup } from './chunk.ts';
import type { Claim } from './claim.ts';
import type { Mentioned } from './find-mentions.ts';
import { type Role, subjectsOf } from './find-subjects.ts';
import { type Complement, complementsOf, isTime, timeOf } from './read-complements.ts';
import { readNominal } from './read-nominals.ts';

export interface ClauseReading {
  claims: Claim[];
  /** Clauses that claim nothing as it stands, by reason. */
  dropped: Record<string, number>;
}

/** What makes a sentence no statement of fact. */
const HEARSAY =
  /\b(?:alleged(?:ly)?|reported(?:ly)?|rumou?red|supposed(?:ly)?|purported(?:ly)?|according to|claim(?:s|ed)? (?:that|to)|is said to|are said to|was said to|believed to|thought to|legend|hoax|hypothetical|probably|possibly|perhaps|presumably|apparently)\b/i;
/** A list that lost its lines is no sentence. */
const LIST = /\b(?:include|includes|including|are|refer to|following)\s*:/i;
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
  const isSeveral = (objects: number): boolean =>
    objects > 1 || role.subjects.some((each) => each.length > 1);
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
          (distance === 0 || isTime(object, mentions) ? 1 : distance === 1 ? 0.95 : 0.86) *
          // Of several that precede one, which came right before it is not said.
          (isSeveral(list.length) && SEQUENCE.test(lemma) ? 0.85 : 1);
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

const SEQUENCE = /^(?:follow|precede|succeed|replace)$/;
/** Verbs of which a preposition says the same with and without an object: `studied law at`. */
const WITH_OBJECT = /^(?:study|teach|play|serve|work|lecture|practice|practise|train|read|spend)$/;
