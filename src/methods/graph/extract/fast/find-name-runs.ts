import { joinFirm, joinNames } from './join-names.ts';
import {
  beginsSentence,
  beginsWithYear,
  CAPITAL,
  DAYS,
  isNickname,
  isTitleCue,
  isWorkTitle,
  openingTitle,
  PLAIN,
  splitsBefore,
  TITLE_OPENERS,
  WORDS_OF_NAMES,
} from './name-cues.ts';
import { openingWork } from './opening-work.ts';
import type { FoundTime } from './read-time.ts';
import type { TaggedSentence, Token } from './tag-text.ts';

/** Words that make one name. */
export interface NameRun {
  tokens: Token[];
  start: number;
  end: number;
  isQuoted: boolean;
  isTitle: boolean;
  /** What the sentence says of it can be said of a work alone. */
  isWork?: boolean;
  /** Followed by `'s`. */
  isPossessive: boolean;
}

/** Lower-case words that begin a name. */
const FIRST_PARTICLES = /^(?:van|von|ibn|al)$/;
const QUOTED = /["“]\s?([^"“”\n]{2,90}?)\s?[,.]?["”]/gu;

/** The names of a sentence, in order: quoted titles, the document's title, runs of capitalised words. */
export function findNameRuns(
  text: string,
  { start, end, tokens }: TaggedSentence,
  title: string,
  times: readonly FoundTime[],
): NameRun[] {
  const inTime = new Set<Token>();
  for (const time of times) {
    if (time.end <= start || time.start >= end) continue;
    for (const token of tokens)
      if (token.start < time.end && time.start < token.end) inTime.add(token);
  }
  const runs: NameRun[] = [];
  const taken = new Set<Token>();
  const take = (run: Omit<NameRun, 'tokens' | 'isPossessive'>): void => {
    const within = tokens.filter((token) => token.start >= run.start && token.end <= run.end);
    if (within.length === 0 || within.some((token) => taken.has(token))) return;
    for (const token of within) taken.add(token);
    const after = tokens[tokens.indexOf(within.at(-1)!) + 1];
    runs.push({
      ...run,
      tokens: within,
      isPossessive: after !== undefined && /^['’]s?$/.test(after.text),
    });
  };
  const sentence = text.slice(start, end);
  for (const match of sentence.matchAll(QUOTED)) {
    const from = start + match.index + match[0].indexOf(match[1]!);
    if (isWorkTitle(match[1]!) && !isNickname(sentence, match))
      take({ start: from, end: from + match[1]!.length, isQuoted: true, isTitle: false });
  }
  if (/\p{Lu}/u.test(title) && title.length > 1) {
    for (
      let at = sentence.indexOf(title);
      at >= 0;
      at = sentence.indexOf(title, at + title.length)
    ) {
      const isWhole =
        !/[\p{L}\d]$/u.test(sentence.slice(0, at)) &&
        !/^[\p{L}\d]/u.test(sentence.slice(at + title.length)) &&
        !/^ (?:\p{Lu}|of \p{Lu})/u.test(sentence.slice(at + title.length));
      if (
        isWhole &&
        !/(?<!^|\s)\p{Lu}[\p{L}.]* $|(?:^|\s)(?!The |A |An )\p{Lu}[\p{L}.]* $/u.test(
          sentence.slice(0, at),
        )
      )
        take({ start: start + at, end: start + at + title.length, isQuoted: false, isTitle: true });
    }
  }
  const work = openingWork(tokens);
  const opening = Math.max(work, openingTitle(tokens));
  if (opening > 1)
    take({
      start: tokens[0]!.start,
      end: tokens[opening - 1]!.end,
      isQuoted: false,
      isTitle: true,
      isWork: work > 0,
    });
  for (let index = 0; index < tokens.length; index++) {
    if (taken.has(tokens[index]!)) continue;
    const last = endOfRun(tokens, index, inTime, taken);
    if (last === undefined) continue;
    const first = beginsWithYear(tokens, index, last) ? index - 1 : index;
    const run = tokens.slice(first, last + 1);
    for (const token of run) taken.add(token);
    const after = tokens[last + 1];
    runs.push({
      tokens: run,
      start: run[0]!.start,
      end: run.at(-1)!.end,
      isQuoted: false,
      isTitle: false,
      isPossessive: after !== undefined && /^['’]s?$/.test(after.text),
    });
    index = last;
  }
  return runs;
}

const isInside = (token: Token): boolean => /^(?:\p{Lu}){2,}$/u.test(token.text);

/** Whether a comma comes before anything in small letters: `: Past, Present and Future`. */
function isListBehind(tokens: readonly Token[], from: number): boolean {
  let at = from;
  while (at < tokens.length && CAPITAL.test(tokens[at]!.text)) at++;
  return tokens[at]?.text === ',';
}

/** The index of the last token of the name that begins at `from`, or undefined where none does. */
function endOfRun(
  tokens: readonly Token[],
  from: number,
  inTime: ReadonlySet<Token>,
  taken: ReadonlySet<Token>,
): number | undefined {
  const isName = (index: number): boolean => {
    const token = tokens[index];
    return (
      token !== undefined &&
      CAPITAL.test(token.text) &&
      !inTime.has(token) &&
      !taken.has(token) &&
      (index > from
        ? !DAYS.test(token.text)
        : !(
            PLAIN.test(token.lower) &&
            !isInside(token) &&
            (index === 0 ||
              !(
                WORDS_OF_NAMES.test(token.lower) ||
                // `by June Kim`.
                (/^(?:april|may|june|august)$/.test(token.lower) &&
                  /^\p{Lu}\p{Ll}/u.test(tokens[index + 1]?.text ?? ''))
              ) ||
              /^["“:(]$/.test(tokens[index - 1]!.text))
          )) &&
      token.text !== 'I'
    );
  };
  let at = from;
  if (
    FIRST_PARTICLES.test(tokens[from]!.text) &&
    isName(from + 1) &&
    tokens[from + 1]!.pos === 'PROPN'
  )
    at = from + 1;
  // `The Beatles`, where the article is written as a part of the name; `directed A Cry in the Dark`.
  else if (
    (tokens[from]!.text === 'The' ||
      (TITLE_OPENERS.test(tokens[from]!.text) && isTitleCue(tokens, from))) &&
    from > 0 &&
    isName(from + 1) &&
    !/^["“(:]$/.test(tokens[from - 1]!.text)
  )
    at = from + 1;
  else if (!isName(from)) return undefined;
  if (from === 0 && at === from && !beginsSentence(tokens)) return undefined;
  for (;;) {
    const next = tokens[at + 1];
    if (next === undefined) return at;
    if (isName(at + 1) && !splitsBefore(tokens, from, at + 1)) at++;
    else if (
      /^\d{1,4}[A-Z]?$/.test(next.text) &&
      !inTime.has(next) &&
      !/^\p{Ll}/u.test(tokens[at + 2]?.text ?? '.')
    )
      at++;
    // `the soundtrack of Bratz: The Movie`.
    else if (
      next.text === ':' &&
      from > 0 &&
      /^\p{Ll}/u.test(tokens[from - 1]!.text) &&
      next.start === tokens[at]!.end &&
      CAPITAL.test(tokens[at + 2]?.text ?? '') &&
      isName(tokens[at + 2]?.text === 'The' || tokens[at + 2]?.text === 'A' ? at + 3 : at + 2) &&
      !isListBehind(tokens, at + 2)
    )
      at += /^(?:The|A)$/.test(tokens[at + 2]!.text) ? 3 : 2;
    // `the Jackson 5 on Motown`.
    else if (
      /^\d{1,2}$/.test(next.text) &&
      !inTime.has(next) &&
      /^the$/i.test(tokens[from - 1]?.text ?? tokens[from]!.text) &&
      /^(?:ADP|AUX|VERB)$/.test(tokens[at + 2]?.pos ?? '')
    )
      at++;
    else if (
      next.text === ',' &&
      /^(?:Jr\.?|Sr\.?|Inc\.?|Ltd\.?|LLC|D\.C\.)$/.test(tokens[at + 2]?.text ?? '')
    )
      at += 2;
    else if (next.text === '&' && isName(at + 2)) at += 2;
    // `Rankin/Bass`, `AC/DC`.
    else if (
      next.text === '/' &&
      next.start === tokens[at]!.end &&
      isName(at + 2) &&
      tokens[at + 2]!.start === next.end
    )
      at += 2;
    else if (next.text === ',' && from === at && joinFirm(tokens, at, isName) > 0)
      at += joinFirm(tokens, at, isName);
    else if (/^["“]$/.test(next.text)) {
      // A nickname inside a name: Wilfried "Willi" Schneider.
      const close = tokens.findIndex(
        (token, index) => index > at + 2 && index < at + 6 && /^["”]$/.test(token.text),
      );
      if (close < 0 || !isName(at + 2) || !isName(close + 1)) return at;
      at = close + 1;
    } else {
      const step = joinNames(tokens, from, at, isName);
      if (step === 0) return at;
      at += step;
    }
  }
}
