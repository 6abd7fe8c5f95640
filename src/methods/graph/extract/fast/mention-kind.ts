import { CONTINENTS, isKnownPlace } from './gazetteer/places.ts';
import { GIVEN_NAMES } from './gazetteer/given-names.ts';
import { NAME_BEGINNINGS, NAME_ENDINGS } from './gazetteer/type-nouns.ts';

/** What a name is taken for, and how far its own words tell. Below a half, sentences may tell otherwise. */
export interface NameKind {
  kind: string;
  sure: number;
}

/** Surnames that are also last words of places and bodies: `Benny Hill`, `Rosa Parks`. */
const ALSO_SURNAMES = new Set(
  'Hill Hills Lake Park Parks Church Hall Castle Forest Street Temple Field Fields Books Post House Banks Bank Bridge Marsh Bay Ford Cross Cape Heights Power Point Garden Games Court Guard Fort Port Young Town Music Sea Price Stone Wood Woods'.split(
    ' ',
  ),
);
const INITIAL = /^(?:\p{Lu}\.)+$/u;
const PARTICLE = /^(?:de|du|van|von|der|den|la|le|di|da|del|della|bin|ibn|al|el|y|e|of|the)$/;

/** The kind that the words of a name tell. Cues of the sentence come on top of it. */
export function kindOfName(given: readonly string[], isQuoted: boolean): NameKind {
  const name = given.join(' ');
  // `World War II`, `Apollo 11`: numerals tell nothing.
  const words =
    given.length > 2 && /^(?:[IVX]+|\d+)$/.test(given.at(-1)!) && NAME_ENDINGS.has(given.at(-2)!)
      ? given.slice(0, -1)
      : given;
  if (isQuoted) return { kind: 'work', sure: 0.6 };
  if (isKnownPlace(name) || CONTINENTS.has(name)) return { kind: 'place', sure: 0.95 };
  const first = words[0]!;
  const last = words.at(-1)!;
  const count = words.length;
  if (count > 1) {
    // `HMS Victory`, `Carrow and Sons`, `McKim, Mead and White`.
    if (/^(?:HMS|USS|RMS|SS|HMAS|HMCS|MV|USNS|USCGC)$/.test(first))
      return { kind: 'work', sure: 0.92 };
    if (
      /(?:and|&) (?:Sons?|Brothers|Bros|Daughters?|Nephews?|Company|Co|Partners|Associates)\.?$/.test(
        name,
      ) ||
      /^\S+, \S+ (?:and|&) \S+$/.test(name)
    )
      return { kind: 'organization', sure: 0.9 };
    const isGiven =
      GIVEN_NAMES.has(first) || INITIAL.test(first) || GIVEN_NAMES.has(first.split('-')[0]!);
    const ofAt = words.indexOf('of');
    const ending = NAME_ENDINGS.get(ofAt > 0 ? words[ofAt - 1]! : last);
    if (isGiven && ofAt < 0 && count <= 4 && (ending === undefined || ALSO_SURNAMES.has(last))) {
      return { kind: 'person', sure: ending === undefined ? 0.93 : 0.45 };
    }
    if (isGiven && ofAt === 1) return { kind: 'person', sure: 0.85 };
    if (/^(?:F\.C\.|FC|AFC|A\.F\.C\.)$/.test(first)) return { kind: 'organization', sure: 0.9 };
    if (ofAt > 0) {
      const head = NAME_BEGINNINGS.get(words[ofAt - 1]!) ?? ending;
      if (head !== undefined) return { kind: head, sure: 0.9 };
      return { kind: 'other', sure: 0.3 };
    }
    if (/^\d{4}/.test(first)) return { kind: 'event', sure: 0.9 };
    if (ending !== undefined) return { kind: ending, sure: 0.88 };
    const beginning = NAME_BEGINNINGS.get(first);
    if (beginning !== undefined)
      return { kind: beginning, sure: first === 'Lake' || first === 'Mount' ? 0.92 : 0.7 };
    if (/^(?:Jr\.?|Sr\.?|I{1,3}|IV|VI{0,3})$/.test(last) && /^\p{Lu}/u.test(first))
      return { kind: 'person', sure: 0.6 };
    if (words.some((word, index) => index > 0 && index < count - 1 && INITIAL.test(word)))
      return { kind: 'person', sure: 0.85 };
    if (
      count <= 4 &&
      words.every((word) => /^\p{Lu}[\p{L}'’-]+$/u.test(word) || PARTICLE.test(word))
    )
      return { kind: 'person', sure: 0.35 };
    return { kind: 'other', sure: 0.3 };
  }
  if (/^\p{Lu}[\p{Lu}\d&-]{1,7}$/u.test(first)) return { kind: 'organization', sure: 0.45 };
  const ending = NAME_ENDINGS.get(first);
  if (ending !== undefined) return { kind: ending, sure: 0.4 };
  if (GIVEN_NAMES.has(first)) return { kind: 'person', sure: 0.7 };
  return { kind: 'other', sure: 0.2 };
}
