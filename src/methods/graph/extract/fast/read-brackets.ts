import type { NounPhrase } from './chunk.ts';
import { bare, type Claim, type Pattern, sayClaim } from './claim.ts';
import type { Mentioned } from './find-mentions.ts';

/** Two years alone in brackets are a life where they are so far apart. */
const LEAST_LIFE_YEARS = 30;
const MOST_LIFE_YEARS = 115;

/** `1820 – 88`: years between, in the same century. */
const spanOf = (from: string, to: string): number => Number(to) - (Number(from) % 100);

/** `(born 3 May 1960 in Rome)`, `(1920 – 1999)`, `(3 May 1920, Rome – 5 June 1999)`, `(2008)`. */
export function readBrackets(phrase: NounPhrase, mentions: readonly Mentioned[]): Claim[] {
  const subject = bare(phrase);
  const claims: Claim[] = [];
  const words = phrase.brackets[0]!;
  if (
    words.some(({ lower }) =>
      /^(?:between|before|after|around|about|or|either|perhaps|probably|\?)$/.test(lower),
    )
  )
    return [];
  const values = words.flatMap((word, at) =>
    word.mention === undefined ? [] : [{ mention: mentions[word.mention]!, word, at }],
  );
  const times = values.filter(({ mention }) => mention.form === 'time');
  const plain = words.filter((word) => word.mention === undefined).map((word) => word.lower);
  const asPhrase = (word: (typeof values)[number]['word']): NounPhrase => ({
    type: 'np',
    words: [word],
    start: word.start,
    end: word.end,
    mention: word.mention!,
    noun: '',
    nounSpan: [word.start, word.end],
    modifiers: [],
    inner: [],
    determiner: '',
    possessor: null,
    brackets: [],
  });
  const say = (
    value: (typeof values)[number],
    verb: string,
    prep: string,
    pattern: Pattern,
    closeness = 1,
  ): void => {
    claims.push(
      sayClaim(
        subject,
        asPhrase(value.word),
        { type: 'verb', words: verb, prep },
        pattern,
        null,
        closeness,
      ),
    );
  };
  const bornAt = words.findIndex((word) => /^(?:born|b\.|née|b)$/.test(word.lower));
  const diedAt = words.findIndex((word) => /^(?:died|d\.|†)$/.test(word.lower));
  const dashAt = words.findIndex((word) => /^[–—-]$/.test(word.text));
  if (bornAt >= 0 || diedAt >= 0) {
    for (const value of values) {
      const isDeath =
        diedAt >= 0 && (value.at > diedAt !== bornAt > diedAt || bornAt < 0)
          ? value.at > diedAt
          : dashAt > bornAt && diedAt < 0 && value.at > dashAt;
      const verb = isDeath ? 'die' : 'be bear';
      if (value.mention.form === 'time') {
        if (!claims.some((each) => each.key.words === verb && each.key.prep === 'on'))
          say(value, verb, 'on', 'brackets-life');
      } else if (
        value.mention.form === 'name' &&
        /^(?:in|at|,)$/.test(words[value.at - 1]?.lower ?? '') &&
        // `(Holm Maria, born …)`: what stands before the word is a name again.
        value.at > (isDeath ? Math.max(diedAt, dashAt) : bornAt) &&
        (value.mention.kind === 'place' || value.mention.sure < 0.5)
      ) {
        if (!claims.some((each) => each.key.words === verb && each.key.prep === 'in'))
          say(value, verb, 'in', 'brackets-life', 0.98);
      }
    }
    return claims;
  }
  // `(1986 – 1993)` is a term of office, not a life.
  const years =
    times.length === 2 ? (times[1]!.mention.range![0] - times[0]!.mention.range![0]) / 365.25 : 0;
  const areDays = times.every(({ mention: { range } }) => range![1] - range![0] === 1);
  if (times.length === 2 && (years < (areDays ? 12 : LEAST_LIFE_YEARS) || years > MOST_LIFE_YEARS))
    return [];
  if (times.length === 2 && dashAt > times[0]!.at && dashAt < times[1]!.at) {
    say(times[0]!, 'be bear', 'on', 'brackets-life');
    say(times[1]!, 'die', 'on', 'brackets-life');
    return claims;
  }
  // `(1920–1999)` is one token to some taggers: then two times with nothing between them.
  if (times.length === 2 && plain.every((word) => /^[–—,;-]$/.test(word)) && values.length === 2) {
    say(times[0]!, 'be bear', 'on', 'brackets-life');
    say(times[1]!, 'die', 'on', 'brackets-life');
  } else if (
    times.length === 1 &&
    values.length === 2 &&
    dashAt > times[0]!.at &&
    /^\d\d$/.test(values[1]!.mention.text) &&
    spanOf(times[0]!.mention.text, values[1]!.mention.text) >= LEAST_LIFE_YEARS
  )
    say(times[0]!, 'be bear', 'on', 'brackets-life');
  else if (times.length === 1 && values.length === 1 && words.length === 1)
    say(times[0]!, 'be release', 'in', 'brackets-year');
  return claims;
}
