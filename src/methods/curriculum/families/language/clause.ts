import { capital, verbOf, withArticle } from './lexemes.ts';

/** Somebody or something: a name as it is, or a noun with its article. */
export interface Phrase {
  head: string;
  /** Names have none. */
  article?: 'the' | 'a';
  /** "on the box", after the noun. */
  at?: { preposition: string; phrase: Phrase };
  /** A clause in which the noun itself is the missing part. */
  relative?: Relative;
}

export type Role = 'agent' | 'patient' | 'recipient' | 'place';

/** What happens, before it is put into words. */
export interface Clause {
  /** Base form. */
  verb: string;
  agent: Phrase;
  patient?: Phrase | undefined;
  recipient?: Phrase | undefined;
  /** Where, said with "in". */
  place?: Phrase | undefined;
  /** What is said or thought. */
  content?: Clause | undefined;
  negative?: boolean | undefined;
  passive?: boolean | undefined;
  /** "the ball to Ben" for "Ben the ball"; in the passive "the ball was given to Ben" for "Ben was given the ball". */
  thingFirst?: boolean | undefined;
}

export interface Relative {
  gap: 'agent' | 'patient';
  clause: Omit<Clause, 'agent' | 'patient'> & { other?: Phrase };
}

/** A clause record as one English sentence in the past tense. */
export function realise(clause: Clause): string {
  return `${capital(clauseText(clause))}.`;
}

export function phraseText(phrase: Phrase): string {
  const { head, article, at, relative } = phrase;
  const noun = article === undefined ? head : article === 'a' ? withArticle(head) : `the ${head}`;
  const where = at === undefined ? '' : ` ${at.preposition} ${phraseText(at.phrase)}`;
  return `${noun}${where}${relative === undefined ? '' : ` ${relativeText(relative)}`}`;
}

/** Without the capital and the full stop. */
export function clauseText(clause: Clause): string {
  return `${phraseText(subjectOf(clause))} ${predicateOf(clause)}`;
}

/** The three ways to ask for one part: "Who did Ben push?", "who Ben pushed", "Ben pushed somebody". */
export interface Asked {
  direct: string;
  embedded: string;
  open: string;
}

/** Asks for a part of a clause. People are "who", things and animals "what". */
export function ask(clause: Clause, role: Role, asked: 'who' | 'what' | 'where'): Asked {
  const some = { who: 'somebody', what: 'something', where: 'somewhere' }[asked];
  const open = clauseText({ ...clause, [role]: { head: some } }).replace('in somewhere', some);
  if (subjectRole(clause) === role) {
    const predicate = predicateOf(clause);
    return { direct: `${capital(asked)} ${predicate}?`, embedded: `${asked} ${predicate}`, open };
  }
  const gapped = { ...clause, [role]: undefined } as Clause;
  const stranded = role === 'recipient' ? ' to' : '';
  const subject = phraseText(subjectOf(clause));
  const { verb, passive } = clause;
  const doer = role === 'agent' ? ' by' : ` by ${phraseText(clause.agent)}`;
  const by = passive ? doer : '';
  const rest = `${objectsOf(gapped)}${stranded}${by}${placeOf(gapped)}`;
  const form = passive ? verbOf(verb).participle : verb;
  const helper = passive ? 'was' : 'did';
  return {
    direct: `${capital(asked)} ${helper} ${subject} ${form}${rest}?`,
    embedded: passive
      ? `${asked} ${subject} was ${form}${rest}`
      : `${asked} ${subject} ${verbOf(verb).past}${rest}`,
    open,
  };
}

function subjectRole({ passive, recipient, thingFirst }: Clause): Role {
  if (!passive) return 'agent';
  return recipient === undefined || thingFirst ? 'patient' : 'recipient';
}

function subjectOf(clause: Clause): Phrase {
  return clause[subjectRole(clause) as 'agent']!;
}

function predicateOf(clause: Clause): string {
  const { verb, negative, passive, agent, content } = clause;
  const forms = verbOf(verb);
  const not = negative ? ' not' : '';
  const head = passive
    ? `was${not} ${forms.participle}`
    : negative
      ? `did not ${verb}`
      : forms.past;
  const by = passive ? ` by ${phraseText(agent)}` : '';
  const that = content === undefined ? '' : ` that ${clauseText(content)}`;
  return `${head}${objectsOf(clause)}${by}${that}${placeOf(clause)}`;
}

function placeOf({ place }: Clause): string {
  return place === undefined ? '' : ` in ${phraseText(place)}`;
}

/** The objects that follow the verb, each with a blank before it. */
function objectsOf({ patient, recipient, passive, thingFirst }: Clause): string {
  const thing = patient === undefined ? '' : ` ${phraseText(patient)}`;
  const person = recipient === undefined ? '' : phraseText(recipient);
  if (person === '') return passive ? '' : thing;
  if (passive) return thingFirst ? ` to ${person}` : thing;
  return thingFirst ? `${thing} to ${person}` : ` ${person}${thing}`;
}

function relativeText({ gap, clause }: Relative): string {
  const { other, ...rest } = clause;
  const blank = { head: '' };
  if (gap === 'agent') {
    const full = { ...rest, agent: blank, patient: other } as Clause;
    return `that ${predicateOf(full)}`;
  }
  const agent = other!;
  if (rest.passive) return `that ${predicateOf({ ...rest, agent, patient: blank } as Clause)}`;
  return `that ${phraseText(agent)} ${predicateOf({ ...rest, agent } as Clause)}`;
}
