import { z } from 'zod';
import { normaliseLanguage } from '../../../../sources/files/language-name.ts';
import { soundsLikeInstruction } from '../../prove/instruction-phrases.ts';
import { LONGEST_DESCRIPTION, personaId, StoredPersona } from '../stored/stored-persona.ts';
import { isNestedDeeply } from './is-nested-deeply.ts';

/**
 * Columns that describe a person in words, the best first: Persona Hub's `persona` (its samples say `input persona`), ours,
 * and those of Nemotron-Personas that stand for the whole person.
 */
export const DESCRIPTION_COLUMNS = [
  'persona',
  'input persona',
  'description',
  'concise_persona',
  'professional_persona',
] as const;

/** How columns of other collections are called here. */
const SAME_AS: ReadonlyMap<string, string> = new Map([
  ['sex', 'gender'],
  ['education_level', 'education'],
  ['zipcode', 'postal-code'],
  ['postcode', 'postal-code'],
]);

export interface RowOrigin {
  file: string;
  fileHash: string;
  row: number;
}

export interface RowReading {
  /** The column that describes; default the first of {@link DESCRIPTION_COLUMNS} that a row has. */
  column?: string | undefined;
  /** Where a row states none. */
  language: string;
}

const LONGEST_ATTRIBUTE = 8_000;
/** Control characters other than tab and line feed, and halves of characters. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const UNREADABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFD\p{Cs}]/u;

/**
 * A persona of a row of another collection, or of an export of ours, whose lineage it keeps. Every other column becomes an
 * attribute; empty ones are left out. Gives the reason where a row is none: `malformed`, `no-description`, `too-long`,
 * `unreadable`, `speaks-to-models`.
 */
export function personaOfRow(
  value: unknown,
  origin: RowOrigin,
  { column, language }: RowReading,
): { persona: StoredPersona } | { reason: string; detail: string } {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { reason: 'malformed', detail: 'the row is no object' };
  if (isNestedDeeply(value)) return { reason: 'malformed', detail: 'the row is nested too deeply' };
  const row = value as Record<string, unknown>;
  const own = readOwn(row);
  const name =
    column ??
    DESCRIPTION_COLUMNS.find((one) => typeof row[one] === 'string' && row[one].trim() !== '') ??
    DESCRIPTION_COLUMNS.find((one) => Object.hasOwn(row, one));
  if (name === undefined || !Object.hasOwn(row, name))
    return {
      reason: 'no-description',
      detail: `it has no ${column ?? DESCRIPTION_COLUMNS.join(', ')} but ${Object.keys(row).slice(0, 12).join(', ') || 'nothing'}`,
    };
  const given = row[name];
  if (typeof given !== 'string')
    return {
      reason: 'malformed',
      detail: `${name} is no text but ${JSON.stringify(given)?.slice(0, 40)}`,
    };
  const description = given.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (description.length < 3) return { reason: 'no-description', detail: `${name} says nothing` };
  if (description.length > LONGEST_DESCRIPTION)
    return {
      reason: 'too-long',
      detail: `${name} has more than ${LONGEST_DESCRIPTION} characters`,
    };
  if (UNREADABLE.test(description))
    return { reason: 'unreadable', detail: `${name} has control or replacement characters` };
  // A persona goes into prompts: page text and rows alike are data.
  if (soundsLikeInstruction(description))
    return { reason: 'speaks-to-models', detail: `${name} addresses a language model` };
  if (own !== undefined)
    return own.id === (own.how === 'sampled' ? sampledId(own) : personaId(description))
      ? { persona: { ...own, description } }
      : { reason: 'malformed', detail: 'its id is not that of its description' };
  const attributes: StoredPersona['attributes'] = {};
  for (const [key, cell] of Object.entries(row)) {
    if (key === name || key === 'language') continue;
    const kept = attributeOf(cell);
    const named = SAME_AS.get(key) ?? key;
    if (kept !== undefined && named !== '__proto__') attributes[named] = kept;
  }
  return {
    persona: {
      id: personaId(description),
      description,
      language: languageOf(row['language']) ?? language,
      how: 'imported',
      attributes,
      lineage: { ...origin },
    },
  };
}

/** A row of an export of ours, as JSONL or Parquet has it. */
const OwnRow = StoredPersona.omit({ description: true });

function readOwn(row: Record<string, unknown>): z.infer<typeof OwnRow> | undefined {
  const { id, language, how } = row;
  const parsed = OwnRow.safeParse({
    id,
    language,
    how,
    attributes: parseMaybe(row['attributes']),
    lineage: parseMaybe(row['lineage']),
  });
  return parsed.success ? parsed.data : undefined;
}

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
let codes: ReadonlyMap<string, string> | undefined;

/** Of a code, or of a name in English as ICU has it; undefined where it is neither. */
function languageOf(stated: unknown): string | undefined {
  if (typeof stated !== 'string') return undefined;
  codes ??= codesByName();
  const code = codes.get(stated.trim().toLowerCase()) ?? normaliseLanguage(stated);
  return code !== null && languageNames.of(code) !== undefined ? code : undefined;
}

function codesByName(): Map<string, string> {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const named = new Map<string, string>();
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const name = languageNames.of(code)?.toLowerCase();
    // Codes that were given up (`iw`) have the names of those that took their place (`he`).
    if (name !== undefined && normaliseLanguage(code) === code) named.set(name, code);
  }
  return named;
}

function sampledId({ lineage: { seed, index } }: z.infer<typeof OwnRow>): string {
  return `hub/${seed}/${index}`;
}

function parseMaybe(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    const parsed = JSON.parse(value) as unknown;
    return isNestedDeeply(parsed) ? undefined : parsed;
  } catch {
    return undefined;
  }
}

function attributeOf(cell: unknown): StoredPersona['attributes'][string] | undefined {
  if (cell === null || cell === undefined || cell === '') return undefined;
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : undefined;
  if (typeof cell === 'boolean') return cell;
  if (typeof cell === 'string')
    return listOf(cell) ?? cell.slice(0, LONGEST_ATTRIBUTE).toWellFormed();
  const parsed = z.json().safeParse(cell);
  return parsed.success && JSON.stringify(parsed.data).length <= LONGEST_ATTRIBUTE
    ? parsed.data
    : undefined;
}

/** Lists as Python prints them, `['knitting', 'chess']`: Nemotron-Personas writes them so. */
function listOf(text: string): string[] | undefined {
  if (!/^\[\s*['"]/.test(text) || !text.endsWith(']')) return undefined;
  const items = [
    ...text.slice(1, -1).matchAll(/\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*(,|$)/gy),
  ];
  const read = items.map(([, single, double]) => (single ?? double ?? '').replace(/\\(.)/g, '$1'));
  const length = items.reduce((sum, [all]) => sum + all.length, 0);
  return items.length > 0 && length === text.length - 2 ? read : undefined;
}
