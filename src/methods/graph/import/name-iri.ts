const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const RDFS = 'http://www.w3.org/2000/01/rdf-schema#';
const SKOS = 'http://www.w3.org/2004/02/skos/core#';

export const TYPE = `${RDF}type`;

/** Predicates that give a thing's name, best first; a table may write them with their usual prefixes. */
const LABELS = new Map([
  [`${SKOS}prefLabel`, 0],
  ['skos:prefLabel', 0],
  [`${RDFS}label`, 1],
  ['rdfs:label', 1],
  [`${SKOS}altLabel`, 2],
  ['skos:altLabel', 2],
]);

/** How good a name a predicate gives: 0 is best, 2 is another name; undefined for what gives none. */
export const rankOfLabel = (predicate: string): number | undefined => LABELS.get(predicate);

export const isIri = (text: string): boolean =>
  /^[a-z][a-z0-9+.-]*:\S+$/i.test(text) && /[:/#]/.test(text);

/** The readable end of an IRI: `…/resource/Ada_Lovelace` is `Ada Lovelace`; what has no such end is itself. */
export function nameIri(iri: string): string {
  const end = /[^/#]+(?=[/#]*$)/.exec(iri)?.[0] ?? iri;
  let name = end;
  try {
    name = decodeURIComponent(end);
  } catch {
    // A stray percent sign: the letters are as good as any.
  }
  return name.replaceAll('_', ' ').trim() || iri;
}

/** A relation's name in words: `…/birthPlace` and `/people/person/place_of_birth` are `birth place`, `place of birth`. */
export function labelPredicate(predicate: string): string {
  const end = isIri(predicate) || predicate.includes('/') ? nameIri(predicate) : predicate;
  const words = end
    .replace(/([\p{Ll}\d])(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/[_\s-]+/g, ' ')
    .trim();
  // `P1412` and `HQ` are names, `birth Place` is not.
  return (/\s/.test(words) ? words.toLowerCase() : words) || predicate;
}

const KINDS: Record<string, string> = {
  person: 'person', human: 'person', agent: 'other',
  organization: 'organization', organisation: 'organization', company: 'organization', corporation: 'organization',
  university: 'organization', school: 'organization', band: 'organization', musicgroup: 'organization', 'political party': 'organization',
  place: 'place', location: 'place', city: 'place', country: 'place', settlement: 'place', populatedplace: 'place',
  creativework: 'work', work: 'work', film: 'work', movie: 'work', book: 'work', album: 'work', song: 'work', painting: 'work',
  event: 'event', battle: 'event', war: 'event',
}; // prettier-ignore

/** The kind of thing that a class stands for, by its name; undefined for those that say nothing to us. */
export const kindOfClass = (iri: string): string | undefined =>
  KINDS[nameIri(iri).toLowerCase().replace(/\s/g, '')];
