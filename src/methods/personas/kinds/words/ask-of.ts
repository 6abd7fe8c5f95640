import type { Random } from '../../../../core/random.ts';
import { isEnglish } from '../../../../core/text/content-words.ts';
import { fill, type Frames } from './frames.ts';
import { ownTerms } from './terms.ts';

/** A question that a program asks of one sentence, and the words that the question turns on. */
export interface Asked {
  form: 'why' | 'what-happens' | 'year' | 'what-is' | 'missing' | 'about';
  question: string;
  term: string;
}

interface Subject {
  sentence: string;
  /** The other sentences of the passage. */
  others: readonly string[];
  /** All of the page: it tells names from other words. */
  pageText: string;
  language: string;
  frames: Frames;
  /** Whether something was asked before. */
  isFurther: boolean;
}

/** Share of the questions that take the sentence's own form, where it has one: the rest are frames. */
const NATURAL = 0.75;
const GAP = '…';

/** Puts a question whose answer is the sentence; undefined where the sentence gives no hold. */
export function askOf(subject: Subject, random: Random): Asked | undefined {
  const natural = isEnglish(subject.language) ? naturalForms(subject) : [];
  if (natural.length > 0 && random.next() < NATURAL) return random.pick(natural);
  const framed = [aboutForm(subject, random), missingForm(subject, random)].filter(
    (asked) => asked !== undefined,
  );
  if (framed.length > 0) return framed.length > 1 && random.next() < 0.25 ? framed[1] : framed[0];
  return natural[0];
}

/** English questions that are nearly the sentence's own clauses, so that programs get them right. */
function naturalForms({ sentence, pageText: company }: Subject): Asked[] {
  const lowered = (clause: string): string => withoutCapital(clause, company);
  const asked: Asked[] = [];
  const add = (form: Asked['form'], question: string, term: string): void => {
    if (!/["“”()]/u.test(question) && question.split(' ').length <= 24)
      asked.push({ form, question, term });
  };
  const because = /^([^,;:]{12,}?),? because (.+)[.!]$/u.exec(sentence);
  if (because !== null) add('why', `Why is it that ${lowered(because[1]!)}?`, because[2]!);
  const when =
    /^When ([^,;:]+), [^?]+[.!]$/u.exec(sentence) ??
    /^[^,;:]{8,} when ([^,;:]+)[.!]$/u.exec(sentence);
  if (when !== null) add('what-happens', `What happens when ${when[1]!}?`, when[1]!);
  const since = /^([^,;:]{10,}) (in|since|until) (1\d{3}|20\d{2})[.!]$/u.exec(sentence);
  if (since !== null) {
    const lead =
      since[2] === 'in'
        ? 'In which year was it that'
        : since[2] === 'since'
          ? 'Since which year is it that'
          : 'Until which year was it that';
    add('year', `${lead} ${lowered(since[1]!)}?`, since[3]!);
  }
  const is = /^((?:An?|The) [\p{L} -]{3,30}?) (is|was) (?:an?|the) [^,;:]+/u.exec(sentence);
  if (is !== null && is[1]!.split(' ').length <= 4)
    add('what-is', `What ${is[2]!} ${lowered(is[1]!)}?`, is[1]!);
  return asked;
}

function aboutForm(
  { sentence, others, language, frames, isFurther }: Subject,
  random: Random,
): Asked | undefined {
  const [best, second] = ownTerms(sentence, others, language, true);
  if (best === undefined) return undefined;
  const term = second !== undefined && random.next() < 0.3 ? second : best;
  const frame = random.pick(isFurther ? frames.further : frames.about);
  return { form: 'about', question: fill(frame, { x: `“${term}”` }), term };
}

/** The sentence with its typed span, else its rarest words, left out. */
function missingForm(
  { sentence, others, language, frames }: Subject,
  random: Random,
): Asked | undefined {
  const typed = /(?<![\p{L}\p{Nd}])\p{Nd}+(?:[.,]\p{Nd}+)*(?:\s?%)?(?![\p{L}\p{Nd}])/u.exec(
    sentence,
  )?.[0];
  const term =
    typed ??
    ownTerms(sentence, others, language, true)[0] ??
    ownTerms(sentence, others, language)[0];
  if (term === undefined || sentence.split(term).length !== 2) return undefined;
  const gapped = sentence.replace(term, GAP);
  return {
    form: 'missing',
    question: fill(random.pick(frames.missing), { x: `“${gapped}”` }),
    term,
  };
}

/** Without the capital of a first word that is no name, as far as articles and the page's own use of it tell. */
function withoutCapital(clause: string, company: string): string {
  const first = /^\p{L}+/u.exec(clause)?.[0] ?? '';
  const lower = first.toLowerCase();
  const isPlain =
    /^(?:the|an?|each|every|most|many|some|few|all|no|in|on|at|this|these|one|two|people|it|there)$/u.test(
      lower,
    ) || new RegExp(String.raw`(?<!\p{L})${lower}(?!\p{L})`, 'u').test(company);
  return isPlain ? lower + clause.slice(first.length) : clause;
}
