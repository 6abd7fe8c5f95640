import { type Pool, words } from '../family.ts';

/** Things with a colour, a kind, a size and a pattern, as short lines name them: "red ball, big, striped". */

export type Attribute = 'colour' | 'kind' | 'size' | 'pattern';
export type Thing = Partial<Record<Attribute, string>>;
export const ATTRIBUTES: readonly Attribute[] = ['colour', 'kind', 'size', 'pattern'];

/** No word of one pool stands in the other. Kinds have regular plurals. */
export const VALUES: Readonly<Record<Pool, Readonly<Record<Attribute, readonly string[]>>>> = {
  training: {
    colour: words('red blue green black white gold'),
    kind: words('ball cup hat shoe book car boat spoon sock block chair bike'),
    size: words('small big huge'),
    pattern: words('plain striped checked'),
  },
  exam: {
    colour: words('pink brown grey tan rose'),
    kind: words('bed clock coat phone toy train truck cake'),
    size: words('little large vast'),
    pattern: words('ringed crossed starred'),
  },
};

/** Words that a response may use for one and the same value. */
const ALIKE = [
  words('small little tiny'),
  words('big large'),
  words('huge giant gigantic enormous vast'),
  words('striped stripy stripey'),
  words('checked checkered chequered'),
  words('grey gray'),
  words('gold golden'),
];
/** Values that no thing of ours has: a response that names one speaks of another thing. */
const STRANGERS: readonly (readonly [Attribute, readonly string[]])[] = [
  ['colour', words('yellow orange purple silver violet')],
  ['size', words('medium')],
  ['pattern', words('dotted spotted wavy')],
];
const MEANING = new Map(ALIKE.flatMap((group) => group.map((word) => [word, group[0]!] as const)));
const DIMENSION = new Map<string, Attribute>(
  [
    ...STRANGERS,
    ...Object.values(VALUES).flatMap((pool) =>
      ATTRIBUTES.map((name) => [name, pool[name]] as const),
    ),
  ].flatMap(([name, values]) => values.map((value) => [meaningOf(value), name] as const)),
);

function meaningOf(word: string): string {
  return MEANING.get(word) ?? word;
}

/** "red ball, big, striped"; a thing without a kind of its own is a "thing". */
export function describe(thing: Thing): string {
  return nameOf(thing, 1);
}

/** "red balls, big", "things" for more than one. What comes before the noun is the first attribute that is known. */
export function nameOf(thing: Thing, count: number): string {
  const { kind = 'thing' } = thing;
  const [first, ...rest] = ATTRIBUTES.flatMap((name) =>
    name === 'kind' ? [] : (thing[name] ?? []),
  );
  const noun = count === 1 ? kind : `${kind}s`;
  return [first === undefined ? noun : `${first} ${noun}`, ...rest].join(', ');
}

export function capitalised(phrase: string): string {
  return phrase.charAt(0).toUpperCase() + phrase.slice(1);
}

/** Things as a list, or one after the other in a line. */
export function listed(things: readonly Thing[], layout: 'list' | 'line'): string {
  return layout === 'list'
    ? things.map((thing) => `- ${describe(thing)}`).join('\n')
    : things.map((thing) => `${capitalised(describe(thing))}.`).join(' ');
}

/** The attributes that the things of a scene have. */
export function shownBy(things: readonly Thing[]): Attribute[] {
  return ATTRIBUTES.filter((name) => things[0]?.[name] !== undefined);
}

/** Values that a text names, with their attributes: "two large hats" names big and hat, as `holds` takes them. */
export function valuesIn(text: string): { attribute: Attribute; value: string }[] {
  return text.split(/[^a-z'-]+/).flatMap((raw) => {
    const word = meaningOf(raw);
    const value = DIMENSION.has(word) ? word : word.replace(/s$/, '');
    const attribute = DIMENSION.get(value);
    return attribute === undefined ? [] : [{ attribute, value }];
  });
}

/** Whether a thing has a value, by whichever word. */
export function holds(thing: Thing, attribute: Attribute, value: string): boolean {
  const own = thing[attribute];
  return own !== undefined && meaningOf(own) === meaningOf(value);
}

export function matches(thing: Thing, wanted: Thing): boolean {
  return ATTRIBUTES.every((name) => wanted[name] === undefined || thing[name] === wanted[name]);
}
