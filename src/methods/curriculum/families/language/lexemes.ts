import { type Pool, words } from '../family.ts';

/**
 * The words of our small grammar with the forms that it needs, written out: the realiser and the reader both look
 * here, and nothing is made by rule. Things, animals and places of training and of exams are others; verbs are shared,
 * since they are what the tasks of this stage are about.
 */

export interface Verb {
  base: string;
  past: string;
  participle: string;
}

export const THINGS: Readonly<Record<Pool, readonly string[]>> = {
  training: words(
    'ball book box cup doll drum hat kite bag boat coin pen stick spoon cap bell key rope toy card',
  ),
  exam: words('apple cake egg pear shoe plate cookie flower rock lamp pillow shell bread brush'),
};

export const ANIMALS: Readonly<Record<Pool, readonly string[]>> = {
  training: words('dog cat cow hen fox pig goat lion bear frog mouse duck horse sheep bird wolf'),
  exam: words('tiger monkey rabbit donkey turtle zebra goose bee whale deer snake elephant'),
};

/** Where something happens; all take "in". */
export const PLACES: Readonly<Record<Pool, readonly string[]>> = {
  training: words('park garden kitchen school shop barn forest street'),
  exam: words('house yard field town hall room tent zoo'),
};

/** Done by one to another, person or animal. */
export const ACTIONS: readonly Verb[] = verbs(
  'push pushed pushed, pull pulled pulled, help helped helped, hug hugged hugged, call called called, see saw seen, ' +
    'chase chased chased, catch caught caught, follow followed followed, find found found, wash washed washed, ' +
    'watch watched watched, kick kicked kicked, lift lifted lifted, kiss kissed kissed, bite bit bitten',
);

/** A thing goes from one to another. */
export const TRANSFERS: readonly Verb[] = verbs(
  'give gave given, show showed shown, send sent sent, throw threw thrown, bring brought brought, sell sold sold, ' +
    'pass passed passed, lend lent lent',
);

/** Done by one alone. */
export const DOINGS: readonly Verb[] = verbs(
  'sing sang sung, dance danced danced, sleep slept slept, laugh laughed laughed, jump jumped jumped, swim swam swum, ' +
    'cry cried cried, smile smiled smiled, run ran run, clap clapped clapped, paint painted painted, cook cooked cooked, ' +
    'walk walked walked, hop hopped hopped, talk talked talked, wait waited waited, work worked worked, play played played, ' +
    'eat ate eaten, fall fell fallen, sit sat sat, stand stood stood, wave waved waved, listen listened listened',
);

/** With what is said or thought. */
export const SAYINGS: readonly Verb[] = verbs(
  'say said said, hear heard heard, feel felt felt, shout shouted shouted',
);

const BY_BASE = new Map(
  [...ACTIONS, ...TRANSFERS, ...DOINGS, ...SAYINGS].map((verb) => [verb.base, verb]),
);

/** Throws RangeError on a verb that is not in the lists. */
export function verbOf(base: string): Verb {
  const verb = BY_BASE.get(base);
  if (verb === undefined) throw new RangeError(`the grammar has no verb "${base}"`);
  return verb;
}

export function basesOf(list: readonly Verb[]): string[] {
  return list.map(({ base }) => base);
}

/** "An apple", "a ball": by the letter, which is right for every word of our lists. */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "A", "A and B", "A, B and C". */
export function listed(parts: readonly string[], joint = 'and'): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} ${joint} ${parts.at(-1)}`;
}

function verbs(text: string): Verb[] {
  return text.split(', ').map((entry) => {
    const [base, past, participle] = entry.split(' ') as [string, string, string];
    return { base, past, participle };
  });
}
