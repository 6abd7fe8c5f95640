import { PEOPLE } from '../people.ts';
import { ACTIONS, ANIMALS, DOINGS, PLACES, SAYINGS, THINGS, TRANSFERS } from './lexemes.ts';

/** What a sentence says, with bare nouns and names in their roles; "?" where a question leaves a blank. */
export interface Fact {
  verb: string;
  agent?: string;
  patient?: string;
  recipient?: string;
  place?: string;
  negative?: true;
  /** What is said or thought. */
  content?: Fact;
}

/** Everything that a sentence says: its main fact first, then those of its relative clauses, and where nouns stand. */
export interface Reading {
  main: Fact;
  facts: Fact[];
  standing: { noun: string; preposition: string; at: string }[];
}

const NAMES = new Set(Object.values(PEOPLE).flatMap((list) => list.map(({ name }) => name)));
const NOUNS = new Set(
  [THINGS, ANIMALS, PLACES].flatMap((lists) => [...lists.training, ...lists.exam]),
);
const BLANKS = new Set(['somebody', 'something', 'somewhere']);
const STANDING = new Set(['on', 'under', 'near']);
const ALL_VERBS = [...ACTIONS, ...TRANSFERS, ...DOINGS, ...SAYINGS];
const FORMS = {
  base: new Map(ALL_VERBS.map((verb) => [verb.base, verb.base])),
  past: new Map(ALL_VERBS.map((verb) => [verb.past, verb.base])),
  participle: new Map(ALL_VERBS.map((verb) => [verb.participle, verb.base])),
};
const TWO_OBJECTS = new Set(TRANSFERS.map(({ base }) => base));
const WITH_CONTENT = new Set(SAYINGS.map(({ base }) => base));

/** Reads one sentence of our grammar by recursive descent; undefined for any other. Shares no rule with the realiser. */
export function readClause(sentence: string): Reading | undefined {
  const reader = new Reader(sentence);
  try {
    const main = reader.clause();
    if (!reader.done()) return undefined;
    return { main, facts: [main, ...reader.extra], standing: reader.standing };
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** Reads a question with one blank, in any of its forms, out of a text that asks it; undefined where there is none. */
export function readQuestion(text: string): Fact | undefined {
  for (const sentence of text.split(/[.?!:\n]/)) {
    const open = readClause(sentence.trim());
    if (open !== undefined && Object.values(open.main).includes('?')) return open.main;
    const at = sentence.search(/\b(?:who|what|where)\b/i);
    if (at < 0) continue;
    const found = fromQuestionWord(sentence.slice(at).trim());
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The one value that fills the blank of a pattern in some fact; all of them, where facts differ. */
export function fillBlank(pattern: Fact, facts: readonly Fact[]): string[] {
  const parts = Object.entries(pattern) as [keyof Fact, unknown][];
  const found = facts
    .filter(
      (fact) =>
        fact.negative === pattern.negative &&
        parts.every(([part, value]) => value === '?' || fact[part] === value),
    )
    .map((fact) => fact[parts.find(([, value]) => value === '?')![0]])
    .filter((value): value is string => typeof value === 'string');
  return [...new Set(found)];
}

/** Reads a sentence in lower case as an answer to a pattern: what fills its blank; undefined where it says else. */
export function readAnswer(sentence: string, pattern: Fact): string | undefined {
  const cased = sentence.replace(/[a-z]+/g, (word) => {
    const name = word.charAt(0).toUpperCase() + word.slice(1);
    return NAMES.has(name) ? name : word;
  });
  const main = readClause(cased)?.main;
  return main === undefined ? undefined : fillBlank(pattern, [main])[0];
}

function fromQuestionWord(text: string): Fact | undefined {
  const [, asked, rest] = /^(\w+) (?:was it (?:that )?)?(.*)$/s.exec(text) ?? [];
  if (asked === undefined || rest === undefined || rest === '') return undefined;
  const some = { who: 'somebody', what: 'something', where: 'in somewhere' }[asked.toLowerCase()]!;
  const words = rest.split(' ');
  const orders: string[] = [];
  const spread = (tokens: readonly string[]): void => {
    // The blank may stand at every place: only one of them makes a sentence.
    for (let at = 0; at <= tokens.length; at++) {
      orders.push([...tokens.slice(0, at), some, ...tokens.slice(at)].join(' '));
    }
  };
  if (words[0] === 'did') {
    const verb = words.findIndex((word, index) => index > 0 && FORMS.base.has(word));
    if (verb > 0 && words[1] !== 'not') {
      const past = ALL_VERBS.find(({ base }) => base === words[verb])!.past;
      spread([...words.slice(1, verb), past, ...words.slice(verb + 1)]);
    } else spread(words);
  } else if (words[0] === 'was' && !FORMS.participle.has(words[1]!)) {
    const end = words.findIndex((word, index) => index > 0 && FORMS.participle.has(word));
    spread([...words.slice(1, end), 'was', ...words.slice(end)]);
  } else spread(words);
  const read = orders.map((order) => readClause(order)?.main).filter((fact) => fact !== undefined);
  const different = new Map(
    read.map((fact) => [JSON.stringify(Object.entries(fact).toSorted()), fact]),
  );
  return different.size === 1 ? read[0] : undefined;
}

/** One for all, since making an error costs more than reading a sentence. */
class Unreadable extends Error {}
const UNREADABLE = new Unreadable('not a sentence of the grammar');

class Reader {
  extra: Fact[] = [];
  standing: Reading['standing'] = [];
  private readonly tokens: string[];
  private at = 0;

  constructor(sentence: string) {
    this.tokens = sentence.replace(/[.?!]$/, '').split(/\s+/);
    const first = this.tokens[0] ?? '';
    if (!NAMES.has(first)) this.tokens[0] = first.toLowerCase();
  }

  done(): boolean {
    return this.at === this.tokens.length;
  }

  clause(): Fact {
    if (this.peek() === 'it' && this.tokens[this.at + 1] === 'was') {
      this.at += 2;
      const stressed = this.noun();
      return this.take('that') ? this.relative(stressed) : this.fail();
    }
    return this.predicate(this.noun());
  }

  private peek(): string {
    return this.tokens[this.at] ?? '';
  }

  private take(word: string): boolean {
    if (this.peek() !== word) return false;
    this.at++;
    return true;
  }

  private startsNoun(): boolean {
    const word = this.peek();
    return NAMES.has(word) || BLANKS.has(word) || ['the', 'a', 'an'].includes(word);
  }

  private noun(): string {
    const word = this.peek();
    this.at++;
    if (BLANKS.has(word)) return '?';
    if (NAMES.has(word)) return word;
    const head = this.peek();
    if (!['the', 'a', 'an'].includes(word) || !NOUNS.has(head)) throw UNREADABLE;
    this.at++;
    while (STANDING.has(this.peek())) {
      const preposition = this.peek();
      this.at++;
      this.standing.push({ noun: head, preposition, at: this.noun() });
    }
    if (this.take('that')) this.extra.push(this.relative(head));
    return head;
  }

  private relative(head: string): Fact {
    if (!this.startsNoun()) return this.predicate(head);
    const agent = this.noun();
    const negative = this.take('did') && (this.take('not') || this.fail());
    const verb = this.verb(negative ? 'base' : 'past');
    return { verb, agent, patient: head, ...(negative ? { negative: true } : {}) };
  }

  private predicate(subject: string): Fact {
    if (this.take('was')) return this.passive(subject);
    const negative = this.take('did') && (this.take('not') || this.fail());
    const verb = this.verb(negative ? 'base' : 'past');
    const fact: Fact = { verb, agent: subject, ...(negative ? { negative: true } : {}) };
    if (WITH_CONTENT.has(verb)) {
      if (!this.take('that')) this.fail();
      return { ...fact, content: this.clause() };
    }
    if (this.startsNoun()) {
      const first = this.noun();
      if (!TWO_OBJECTS.has(verb)) fact.patient = first;
      else if (this.take('to')) [fact.patient, fact.recipient] = [first, this.noun()];
      else [fact.recipient, fact.patient] = [first, this.startsNoun() ? this.noun() : ''];
      if (TWO_OBJECTS.has(verb) && (fact.patient === '' || NAMES.has(fact.patient!))) this.fail();
    }
    return this.placed(fact);
  }

  private passive(subject: string): Fact {
    const negative = this.take('not');
    const verb = this.verb('participle');
    const fact: Fact = { verb, patient: subject, ...(negative ? { negative: true } : {}) };
    if (this.startsNoun()) [fact.recipient, fact.patient] = [subject, this.noun()];
    else if (this.take('to')) fact.recipient = this.noun();
    if (this.take('by')) fact.agent = this.noun();
    return this.placed(fact);
  }

  private placed(fact: Fact): Fact {
    if (this.peek() === 'in' || this.peek() === 'somewhere') {
      this.take('in');
      fact.place = this.noun();
    }
    return fact;
  }

  private verb(form: keyof typeof FORMS): string {
    const base = FORMS[form].get(this.peek());
    if (base === undefined) throw UNREADABLE;
    this.at++;
    return base;
  }

  private fail(): never {
    throw UNREADABLE;
  }
}
