import { RecipeError } from '../../../../core/errors/index.ts';
import { nearestWord } from '../../../../core/text/nearest-word.ts';
import { type SqlInput, sqlString } from '../../../../core/store/duckdb.ts';

/** A condition on personas as SQL that reads no more than a persona's own row. */
export interface Filter {
  sql: string;
  parameters: SqlInput[];
}

/** Columns, and what of the lineage can be asked for by its own name. Every other name is an attribute. */
const COLUMNS: Record<string, string> = {
  id: 'id',
  description: 'description',
  // What somebody speaks, where that is known; else what the description is written in.
  language: "COALESCE(json_extract_string(attributes, '$.language'), language)",
  how: 'how',
  ...Object.fromEntries(
    ['document', 'uri', 'way', 'parent', 'relationship', 'model', 'file', 'license'].map((name) => [
      name,
      `json_extract_string(lineage, '$.${name}')`,
    ]),
  ),
  round: `json_extract_string(lineage, '$.round')`,
};

const TOKEN =
  /\s*(?:(?<text>'(?:[^']|'')*')|(?<quoted>"(?:[^"]|"")+")|(?<number>-?\d+(?:\.\d+)?)|(?<word>[\p{L}_][\p{L}\p{N}_.]*)|(?<sign><>|!=|<=|>=|[=<>(),]))/uy;
const COMPARISONS = new Set(['=', '!=', '<>', '<', '<=', '>', '>=']);
const DEEPEST = 50;

type Token = { kind: 'text' | 'quoted' | 'number' | 'word' | 'sign'; text: string; at: number };

/**
 * Reads a filter in the manner of an SQL condition: `age >= 30 and occupation like '%nurse%' and not language in ('en', 'de')`.
 * Names are columns (`id`, `description`, `language`, `how`, `parent`, `round` …) or attributes of the hub, in double quotes
 * where they are not plain words. Numbers compare as numbers, texts as texts; `like` minds no case. Raises RecipeError.
 */
export function parseFilter(source: string, attributes: Readonly<Record<string, unknown>>): Filter {
  const tokens = tokenise(source);
  const parameters: SqlInput[] = [];
  let at = 0;
  const whole = either(0);
  if (at < tokens.length) throw wrong(`“${tokens[at]!.text}” is not expected`, tokens[at]!.at);
  return { sql: whole, parameters };

  function either(depth: number): string {
    const parts = [both(depth)];
    while (takeWord('or')) parts.push(both(depth));
    return parts.length === 1 ? parts[0]! : `(${parts.join(' OR ')})`;
  }

  function both(depth: number): string {
    const parts = [single(depth)];
    while (takeWord('and')) parts.push(single(depth));
    return parts.length === 1 ? parts[0]! : `(${parts.join(' AND ')})`;
  }

  function single(depth: number): string {
    if (depth > DEEPEST) throw wrong('it is nested too deeply', tokens[at]?.at);
    if (takeWord('not')) return `(NOT COALESCE(${single(depth + 1)}, FALSE))`;
    if (takeSign('(')) {
      const inner = either(depth + 1);
      need(')');
      return inner;
    }
    return condition();
  }

  function condition(): string {
    const name = tokens[at++];
    if (name === undefined) throw wrong('it ends where a name should stand', source.length);
    if (name.kind !== 'word' && name.kind !== 'quoted')
      throw wrong(`“${name.text}” stands where a name should`, name.at);
    const column = columnOf(name);
    if (takeWord('is')) {
      const isNot = takeWord('not');
      if (!takeWord('null')) throw wrong('`is` takes `null` or `not null`', tokens[at]?.at);
      return `(${column} IS ${isNot ? 'NOT ' : ''}NULL)`;
    }
    const isNot = takeWord('not');
    if (takeWord('like')) return negate(isNot, `${column} ILIKE ${value('text')}`);
    if (takeWord('in')) {
      need('(');
      const options = [compare(column, '=')];
      while (takeSign(',')) options.push(compare(column, '='));
      need(')');
      return negate(isNot, `(${options.join(' OR ')})`);
    }
    const sign = tokens[at++];
    if (isNot || sign === undefined || !COMPARISONS.has(sign.text))
      throw wrong('a name is followed by = != < <= > >= like, in, is null', sign?.at);
    return compare(column, sign.text === '!=' ? '<>' : sign.text);
  }

  function compare(column: string, sign: string): string {
    return tokens[at]?.kind === 'number'
      ? `(TRY_CAST(${column} AS DOUBLE) ${sign} ${value('number')})`
      : `(${column} ${sign} ${value('text')})`;
  }

  function value(kind: 'text' | 'number'): string {
    const token = tokens[at++];
    if (token?.kind !== kind)
      throw wrong(
        `a ${kind === 'text' ? "text in 'single quotes'" : 'number'} should stand here`,
        token?.at,
      );
    parameters.push(
      kind === 'number' ? Number(token.text) : token.text.slice(1, -1).replaceAll("''", "'"),
    );
    return '?';
  }

  function columnOf({ kind, text, at: place }: Token): string {
    const name = kind === 'quoted' ? text.slice(1, -1).replaceAll('""', '"') : text;
    if (kind === 'word' && Object.hasOwn(COLUMNS, name)) return COLUMNS[name]!;
    const attribute = kind === 'word' ? name.replace(/^attributes\./, '') : name;
    if (!Object.hasOwn(attributes, attribute)) {
      const known = [...Object.keys(COLUMNS), ...Object.keys(attributes)];
      const near = nearestWord(attribute, known);
      throw wrong(
        `no persona of this hub has “${attribute}”`,
        place,
        near === undefined
          ? `known are ${known.slice(0, 30).join(', ')}${known.length > 30 ? ' …' : ''}`
          : `did you mean ${near}?`,
      );
    }
    // A JSON pointer (RFC 6901) takes any name.
    const pointer = `/${attribute.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return `json_extract_string(attributes, ${sqlString(pointer)})`;
  }

  function takeWord(word: string): boolean {
    const token = tokens[at];
    const isIt = token?.kind === 'word' && token.text.toLowerCase() === word;
    if (isIt) at++;
    return isIt;
  }

  function takeSign(sign: string): boolean {
    const isIt = tokens[at]?.kind === 'sign' && tokens[at]!.text === sign;
    if (isIt) at++;
    return isIt;
  }

  function need(sign: string): void {
    if (!takeSign(sign)) throw wrong(`“${sign}” is missing`, tokens[at]?.at);
  }

  function wrong(what: string, place = source.length, hint?: string): RecipeError {
    return new RecipeError(`the filter cannot be read at character ${place + 1}: ${what}`, {
      hint: hint ?? "for example: age >= 30 and occupation like '%nurse%'",
    });
  }

  function tokenise(text: string): Token[] {
    const found: Token[] = [];
    const end = text.trimEnd().length;
    for (let place = 0; place < end;) {
      TOKEN.lastIndex = place;
      const match = TOKEN.exec(text);
      if (match === null) {
        const start = place + /^\s*/.exec(text.slice(place))![0].length;
        throw wrong(`“${text.slice(start, start + 20)}” is not understood`, start);
      }
      const [kind, token] = Object.entries(match.groups!).find(([, one]) => one !== undefined)!;
      place = TOKEN.lastIndex;
      found.push({ kind: kind as Token['kind'], text: token!, at: place - token!.length });
    }
    if (found.length === 0) throw wrong('it is empty', 0);
    return found;
  }
}

function negate(isNot: boolean, sql: string): string {
  return isNot ? `(NOT COALESCE(${sql}, FALSE))` : `(${sql})`;
}
