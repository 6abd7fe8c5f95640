import type { Kinds } from '../resolve/kinds.ts';
import { readValue } from '../resolve/read-value.ts';

const XSD = 'http://www.w3.org/2001/XMLSchema#';
const TIMES = new Set(['date', 'dateTime', 'dateTimeStamp', 'gYear', 'gYearMonth']);
const NUMBERS = new Set([
  'integer', 'decimal', 'double', 'float', 'int', 'long', 'short', 'byte', 'nonNegativeInteger', 'positiveInteger',
  'negativeInteger', 'nonPositiveInteger', 'unsignedInt', 'unsignedLong', 'unsignedShort', 'unsignedByte',
]); // prettier-ignore

/** A literal as an entity: equal ones are one. */
export interface Literal {
  key: string;
  name: string;
  kind: string;
  range: [number, number] | null;
}

/** What an RDF literal is worth, by its datatype. The text of a datatype that is no time or number names a thing. */
export function readLiteral(text: string, datatype: string, kinds: Kinds): Literal {
  const type = datatype.startsWith(XSD) ? datatype.slice(XSD.length) : '';
  if (TIMES.has(type)) {
    const name = nameTime(text.trim());
    const { key, range } = readValue(name, 'time', kinds);
    return { key, name, kind: 'time', range };
  }
  if (NUMBERS.has(type)) {
    const value = Number(text);
    const isNumber = text.trim() !== '' && Number.isFinite(value);
    return {
      key: isNumber ? `number ${value}` : `number ${text}`,
      name: text.trim(),
      kind: 'number',
      range: isNumber ? [value, value] : null,
    };
  }
  return { key: `text ${text}`, name: text, kind: 'other', range: null };
}

/** Without the time zone, and years before the common era as people write them: XML Schema 1.1 counts 1 BC as 0. */
function nameTime(text: string): string {
  const plain = text.replace(/(?:Z|[+-]\d{2}:\d{2})$/, '');
  const before = /^-?(\d{4,})$/.exec(plain);
  if (before === null) return plain;
  const year = Number(plain);
  return year <= 0 ? `${1 - year} BC` : String(year);
}
