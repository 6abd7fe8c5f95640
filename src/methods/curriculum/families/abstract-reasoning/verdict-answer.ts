import type { Verdict } from '../family.ts';
import { conclusionOf, readSentences } from './sentences.ts';

export type Judgement = 'yes' | 'no' | 'unknown';

const UNKNOWN = [
  /\b(?:not possible|impossible|no way|not enough (?:information|facts)|insufficient (?:information|facts)|too little)(?: to (?:know|tell|say|decide|determine|be sure))?\b/g,
  /\b(?:cannot|can't|can not|could not|couldn't)(?: yet)?(?: be)? (?:known|know|determined?|say|said|tell|told|decided?|sure|certain)(?: for (?:sure|certain))?\b/g,
  /\b(?:may|might|could|can) be (?:either(?: (?:true or false|one))?|true or false|both|one or not)\b/g,
  /\b(?:we|people) (?:do not|don't) know\b|\bnobody (?:knows|can (?:know|tell|say))\b/g,
  /\b(?:not|never) (?:known|certain|determined|decided)\b|\bisn't (?:known|certain|determined)\b/g,
  /\b(?:unknown|undetermined|undecided|undecidable|indeterminate|unknowable)\b|^uncertain\b|\b(?:is|remains) uncertain\b/g,
];
const OPEN =
  /\b(?:cannot|can't|can not) be (?:concluded|inferred|proved|proven)(?: either way)?\b/g;
const NO = [
  /\b(?:does not|doesn't|do not|don't|is not|isn't)\W*$/g,
  /\b(?:does not|doesn't|do not|don't|need not|cannot|can't|did not|didn't) (?:necessarily |logically |have to )?(?:follow|hold|be (?:true|concluded|inferred|proved|proven))\b/g,
  /\b(?:not|isn't) (?:necessarily |logically )?(?:true|valid|correct|a valid|entailed|implied)\b/g,
  /\b(?:do not|don't|does not|doesn't|cannot|can't|fail to) (?:necessarily |logically )?(?:prove|guarantee|imply|entail|establish)\b/g,
  /\b(?:not|isn't) (?:guaranteed|proved|proven|established)\b/g,
  /\b(?:false|invalid|untrue|incorrect)\b/g,
  /(?:^|,\s*)(?:no|nope)(?=\W*$|\s*[,:-]|\s+(?:it|that|this|the (?:conclusion|statement))\b)|\bno\W*$/g,
];
const YES = [
  /\b(?:true|valid|correct|follows?|holds?|entailed|implied|guaranteed|proved|proven|proves?|guarantees?|imply|implies|entails?)\b/g,
  /\b(?:yes|yeah|yep)\b|^it does$/g,
];
/** "Not unknown" says that it is true or false, and not which; so does "yes is wrong" of what else there is. */
const NOT_OPEN =
  /(?:\bnot|n't)(?: be)? (?:unknown|undetermined|undecided|uncertain)\b|\b(?:yes|no|true|false|unknown) (?:is|would be) (?:wrong|incorrect)\b/;
/** "It is not true that the statement is false" denies a denial. */
const NOT_THAT = /\b(?:not true|not so|not the case|untrue) that\b(.*)$/;
/** To know nothing oneself is no judgement that nobody can. */
const IGNORANT = /\b(?:i|i'm|i am)\b.*\b(?:know|sure|unsure|certain|uncertain|tell|say)\b/i;

/**
 * Whether a response judges `right`, and nothing else. Without `open`, "unknown" is no judgement, and "not necessarily
 * true" denies; with it, "not necessarily" is too vague to count.
 */
export function verifyJudgement(
  response: string,
  right: Judgement,
  { open }: { open: boolean },
): Verdict {
  const read = readSentences(response, (text) => taken(text, UNKNOWN).rest);
  if ('refused' in read) return wrong(read.refused);
  if (read.sentences.some(({ text }) => IGNORANT.test(text))) return wrong('refusal');
  const judged = new Set<Judgement>();
  for (const sentence of read.sentences) {
    // "It is unknown whether it is true" does not say that it is true.
    const text = conclusionOf(sentence.text)
      .replace(/\b(?:whether|if)\b.*$/, '')
      .trim();
    if (open && /\b(?:not|n't) (?:necessarily|have to|need|guaranteed|proved|proven)/.test(text))
      return wrong('vague');
    if (NOT_OPEN.test(text)) return wrong('denied');
    const [, doubled] = NOT_THAT.exec(text) ?? [];
    if (doubled !== undefined && taken(doubled, [...NO, ...UNKNOWN]).found) return wrong('unclear');
    const unknown = taken(text, open ? [...UNKNOWN, OPEN] : UNKNOWN);
    const no = taken(unknown.rest, NO);
    const yes = taken(no.rest, YES);
    if (unknown.found) {
      if (!open && !/^\W*no\b/.test(text)) return wrong('no-answer');
      judged.add(open ? 'unknown' : 'no');
    }
    if (no.found) judged.add('no');
    if (yes.found) judged.add('yes');
    if (/\b(?:not|never)\b|n't\b/.test(yes.rest) && (no.found || yes.found))
      return wrong('unclear');
  }
  if (judged.size === 0) return wrong('no-answer');
  if (judged.size > 1) return wrong('several-answers');
  return judged.has(right) ? { correct: true } : wrong('wrong-answer');
}

/** Takes every match of the patterns out of a text. */
function taken(text: string, patterns: readonly RegExp[]): { found: boolean; rest: string } {
  let rest = text;
  for (const pattern of patterns) rest = rest.replace(pattern, ' ');
  return { found: rest !== text, rest: rest.trim() };
}

function wrong(reason: string): Verdict {
  return { correct: false, reason };
}
