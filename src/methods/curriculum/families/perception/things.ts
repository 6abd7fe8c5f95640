/** Things with a size, a pattern, a colour and a shape, as sentences name them. */

/** Attributes in the order in which English puts them before a noun; the last is the noun. */
export const VALUES = {
  size: ['small', 'medium', 'large'],
  pattern: ['plain', 'striped', 'dotted'],
  colour: ['red', 'blue', 'green', 'yellow', 'black', 'white', 'orange', 'purple'],
  shape: ['circle', 'square', 'triangle', 'star', 'heart', 'cross', 'moon'],
} as const;
export type Attribute = keyof typeof VALUES;
export type Thing = Partial<Record<Attribute, string>>;
export const ATTRIBUTES = Object.keys(VALUES) as Attribute[];

/** Shown from the first on, as levels rise. */
export const BY_EASE: readonly Attribute[] = ['colour', 'shape', 'size', 'pattern'];

const SYNONYMS: Readonly<Record<string, string>> = {
  little: 'small',
  tiny: 'small',
  big: 'large',
  stripy: 'striped',
  spotted: 'dotted',
  crosses: 'cross',
};
const DIMENSION = new Map<string, Attribute>(
  ATTRIBUTES.flatMap((attribute) => VALUES[attribute].map((value) => [value, attribute] as const)),
);

/** "small red circle"; a thing whose shape is open is an "object". */
export function describe(thing: Thing): string {
  return ATTRIBUTES.flatMap((attribute) => thing[attribute] ?? []).join(' ');
}

export function withArticle(phrase: string): string {
  return `${/^[aeiou]/.test(phrase) ? 'an' : 'a'} ${phrase}`;
}

/** "red circles", "small objects", "1 red circle" without its number. */
export function nameOf(thing: Thing, count: number): string {
  const { shape = 'object', ...rest } = thing;
  const noun = count === 1 ? shape : shape === 'cross' ? 'crosses' : `${shape}s`;
  return [describe(rest), noun].filter((word) => word !== '').join(' ');
}

/** Values that a text names, with their attributes: "two big hearts" names large and heart. */
export function valuesIn(text: string): { attribute: Attribute; value: string }[] {
  return text.split(/[^a-z'-]+/).flatMap((raw) => {
    const word = SYNONYMS[raw] ?? raw;
    const value = DIMENSION.has(word) ? word : word.replace(/s$/, '');
    const attribute = DIMENSION.get(value);
    return attribute === undefined ? [] : [{ attribute, value }];
  });
}

export function matches(thing: Thing, wanted: Thing): boolean {
  return ATTRIBUTES.every(
    (attribute) => wanted[attribute] === undefined || thing[attribute] === wanted[attribute],
  );
}
