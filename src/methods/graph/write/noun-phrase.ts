/**
 * English made of a predicate's phrases: `the place where {x} was born`, `the person who directed {x}`, `the capital of
 * {x}`. A phrase is taken apart where its form is known, so that a question can be asked in plain words.
 */

/** A phrase taken apart. `rest` holds `{x}`. */
type Parsed =
  | { kind: 'subject'; noun: string; pronoun: string; rest: string }
  | { kind: 'place' | 'time'; noun: string; verb: string; rest: string }
  | { kind: 'preposition'; noun: string; preposition: string; verb: string; rest: string }
  | { kind: 'other'; noun: string | null; rest: string };

const SUBJECT = /^the ([^{}]+?) (who|that|which) (?!\{x\})(.*\{x\}.*)$/;
const ADVERB = /^the ([^{}]+?) (where|when) \{x\} (was|were|is|are|has|had|did|does)( .+)?$/;
const PREPOSITION =
  /^the ([^{}]+?) (in|of|at|on|to|by|for|from|with|under|over|through) which \{x\} (was|were|is|are)( .+)?$/;
const NOUN = /^the ([^{}]+?)( (?:of|in|at|on|to|by|for|from|that|which|whose|who|where|when)\b.*)$/;

function parsePhrase(phrase: string): Parsed {
  const subject = SUBJECT.exec(phrase);
  if (subject !== null && !/\b(?:where|when|which|who|that)$/.test(subject[1]!)) {
    return { kind: 'subject', noun: subject[1]!, pronoun: subject[2]!, rest: subject[3]! };
  }
  const adverb = ADVERB.exec(phrase);
  if (adverb !== null) {
    const kind = adverb[2] === 'where' ? 'place' : 'time';
    return { kind, noun: adverb[1]!, verb: adverb[3]!, rest: adverb[4] ?? '' };
  }
  const before = PREPOSITION.exec(phrase);
  if (before !== null) {
    const [, noun, preposition, verb, rest = ''] = before as unknown as string[];
    return { kind: 'preposition', noun: noun!, preposition: preposition!, verb: verb!, rest };
  }
  const noun = NOUN.exec(phrase);
  return noun === null
    ? { kind: 'other', noun: null, rest: phrase }
    : { kind: 'other', noun: noun[1]!, rest: noun[2]! };
}

/** Puts words in the place of `{x}`, whatever stands in them. */
export const fill = (phrase: string, words: string): string => phrase.replace('{x}', () => words);

export const capitalise = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** `Who` for people, else `What`. */
export const questionWord = (kind: string | null): string => (kind === 'person' ? 'Who' : 'What');

/** What a thing of this kind is called where its name may not be said. */
export function standIn(kind: string | null): string {
  return kind !== null && ['person', 'place', 'organization', 'work', 'event'].includes(kind)
    ? `this ${kind}`
    : 'it';
}

/** A question in plain words for what a phrase names: `Where was {x} born?`. Undefined where its form is not known. */
export function askPlainly(phrase: string, words: string, kind: string | null): string | undefined {
  const parsed = parsePhrase(phrase);
  const say = (text: string): string => capitalise(fill(text, words));
  switch (parsed.kind) {
    case 'subject': {
      const who = kind === 'person' && /^(?:person|man|woman|one|someone)$/.test(parsed.noun);
      return say(`${who ? 'who' : `which ${parsed.noun}`} ${parsed.rest}?`);
    }
    case 'place':
      return say(`where ${parsed.verb} {x}${parsed.rest}?`);
    case 'time':
      return say(`when ${parsed.verb} {x}${parsed.rest}?`);
    case 'preposition':
      return say(`${parsed.preposition} which ${parsed.noun} ${parsed.verb} {x}${parsed.rest}?`);
    case 'other':
      return undefined;
  }
}

/** A phrase's words after its noun, where they are a relative clause: ` who directed {x}`, ` in which {x} acted`. */
function relativeOf(parsed: Parsed): string | undefined {
  switch (parsed.kind) {
    case 'subject':
      return ` ${parsed.pronoun} ${parsed.rest}`;
    case 'place':
    case 'time':
      return ` ${parsed.kind === 'place' ? 'where' : 'when'} {x} ${parsed.verb}${parsed.rest}`;
    case 'preposition':
      return ` ${parsed.preposition} which {x} ${parsed.verb}${parsed.rest}`;
    case 'other':
      return /^ (?:(?:of|in|at|on|to|by|for|from|with) which|that|whose)\b/.test(parsed.rest)
        ? parsed.rest
        : undefined;
  }
}

/** What is named by all of these phrases at once: `the person who was born in A and directed B`. */
export function joinPhrases(
  phrases: readonly { phrase: string; words: string }[],
  kind: string | null,
): { noun: string; plain: string | undefined } {
  const parsed = phrases.map(({ phrase }) => parsePhrase(phrase));
  const [first] = parsed as [Parsed];
  const relatives = parsed.map(relativeOf);
  const isOneNoun = first.noun !== null && parsed.every(({ noun }) => noun === first.noun);
  if (!isOneNoun || relatives.includes(undefined)) {
    const said = joinUnlike(parsed, phrases);
    if (said !== undefined) return { noun: said, plain: undefined };
    const filled = listWords(phrases.map(({ phrase, words }) => fill(phrase, words)));
    const head = kind === 'person' ? 'the person who is' : 'the one that is';
    const both = phrases.length === 2 ? 'both' : 'at once';
    return { noun: `${head} ${both} ${filled}`, plain: undefined };
  }
  const all = listWords(phrases.map(({ words }) => words));
  const whole = phrases.length === 2 ? `both ${all}` : all;
  const isOneClause = relatives.every((one) => one === relatives[0]);
  // `where A was born` would need another verb for two.
  if (isOneClause && !/\{x\}.*\b(?:was|is|has|does)\b/.test(relatives[0]!)) {
    const clause = fill(relatives[0]!, whole);
    return { noun: `the ${first.noun}${clause}`, plain: askSubject(first, clause, kind) };
  }
  const clauses = relatives.map((one, at) => fill(one!, phrases[at]!.words));
  if (first.kind === 'subject' && parsed.every((one) => relativeStart(one) === first.pronoun)) {
    const start = ` ${first.pronoun} `.length;
    const joined = ` ${first.pronoun} ${listWords(clauses.map((one) => one.slice(start)))}`;
    return { noun: `the ${first.noun}${joined}`, plain: askSubject(first, joined, kind) };
  }
  return {
    noun: `the ${first.noun} ${listWords(clauses.map((one) => one.trimStart()))}`,
    plain: undefined,
  };
}

/** Phrases of which one has a clause about its noun, and the others name a role: `the person who directed A and is the founder of B`. */
function joinUnlike(
  parsed: readonly Parsed[],
  phrases: readonly { phrase: string; words: string }[],
): string | undefined {
  const base = parsed.find((one) => one.kind === 'subject');
  if (base?.kind !== 'subject') return undefined;
  const clauses: string[] = [];
  const roles: string[] = [];
  for (const [at, one] of parsed.entries()) {
    const { phrase, words } = phrases[at]!;
    if (one.kind === 'subject' && one.noun === base.noun && one.pronoun === base.pronoun)
      clauses.push(fill(one.rest, words));
    else if (one.kind === 'other' && /^(?:the|an?) .* (?:of|in|at|by|for) \{x\}$/.test(phrase))
      roles.push(`is ${fill(phrase, words)}`);
    else return undefined;
  }
  return `the ${base.noun} ${base.pronoun} ${listWords([...clauses, ...roles])}`;
}

const relativeStart = (parsed: Parsed): string | undefined =>
  parsed.kind === 'subject' ? parsed.pronoun : undefined;

/** A relative clause about the subject as a question: `Who acted in A?` */
function askSubject(parsed: Parsed, clause: string, kind: string | null): string | undefined {
  if (parsed.kind !== 'subject') return undefined;
  const who = kind === 'person' && parsed.noun === 'person';
  const rest = clause.slice(` ${parsed.pronoun} `.length);
  return `${who ? 'Who' : `Which ${parsed.noun}`} ${rest}?`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** The plural of what a phrase names, without `the`: `people who were born in {x}`; undefined where it has no noun. */
export function pluralPhrase(phrase: string): string | undefined {
  const parsed = parsePhrase(phrase);
  if (parsed.noun === null) return undefined;
  const nouns = pluralNoun(parsed.noun);
  if (parsed.kind === 'subject') return `${nouns} ${parsed.pronoun} ${agree(parsed.rest)}`;
  return `${nouns}${relativeOf(parsed) ?? (parsed.kind === 'other' ? parsed.rest : '')}`;
}

const IRREGULAR: Record<string, string> = {
  person: 'people',
  child: 'children',
  man: 'men',
  woman: 'women',
  wife: 'wives',
  series: 'series',
  species: 'species',
};

/** The plural of a noun, whose head stands before `of`: `place of birth`, `places of birth`. */
function pluralNoun(noun: string): string {
  const [, before, head, after] = /^(.*?)([\p{L}-]+)((?: (?:of|in|for|by) .*)?)$/u.exec(noun) ?? [];
  if (head === undefined) return `${noun}s`;
  return `${before}${IRREGULAR[head] ?? regularPlural(head)}${after}`;
}

function regularPlural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh|z)$/.test(word) ? `${word}es` : `${word}s`;
}

const PLURAL_VERBS: Record<string, string> = { was: 'were', is: 'are', has: 'have', does: 'do' };

/** A clause whose subject has become many: `was born in {x}`, `were born in {x}`; `is a member of`, `are members of`. */
export function agree(clause: string): string {
  const role = /^(was|is) an? ([\p{L}-]+)((?: (?:of|in|at|for|by|to) ).*)$/u.exec(clause);
  if (role !== null) return `${PLURAL_VERBS[role[1]!]} ${pluralNoun(role[2]!)}${role[3]}`;
  return clause.replace(/^\S+/, (verb) => {
    const known = PLURAL_VERBS[verb];
    if (known !== undefined) return known;
    if (/..[^aeiou]ies$/.test(verb)) return `${verb.slice(0, -3)}y`;
    if (/(?:sses|shes|ches|xes|zes|oes)$/.test(verb)) return verb.slice(0, -2);
    return /[^su]s$/.test(verb) ? verb.slice(0, -1) : verb;
  });
}

/** Of a statement about a value, what is said without it: `{subject} was founded in {object}`, `was founded`. */
export function verbOfValue(statement: string): string | undefined {
  return /^\{subject\} ([^{}]+?) (?:in|on|at|during|around) \{object\}$/.exec(statement)?.[1];
}
