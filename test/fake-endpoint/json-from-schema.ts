import type { Random } from '../../src/core/random.ts';

type Schema = Record<string, unknown>;

const WORDS =
  'river stone lamp garden wheel harbour letter bread window copper meadow signal orchard ladder thread valley'.split(
    ' ',
  );

/**
 * A value that fits a JSON Schema (the part that `z.toJSONSchema` prints), drawn from `random`.
 * Optional members are always written, arrays have their least length or two items, recursion ends at depth 6.
 * Throws Error on what it cannot satisfy, so that a test sees it.
 */
export function jsonFromSchema(schema: Schema, random: Random): unknown {
  return draw(schema, schema, random, 0);
}

function draw(schema: Schema | boolean, root: Schema, random: Random, depth: number): unknown {
  if (typeof schema === 'boolean') return random.pick(WORDS);
  if (depth > 24) throw new Error('jsonFromSchema: the schema recurses without an end');
  if (typeof schema.$ref === 'string')
    return draw(resolve(schema.$ref, root), root, random, depth + 1);
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return random.pick(schema.enum);
  const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (choices !== undefined) {
    const leaf = choices.find((choice) => choice.type === 'null' || isScalar(choice));
    return draw(
      depth > 6 && leaf !== undefined ? leaf : random.pick(choices),
      root,
      random,
      depth + 1,
    );
  }
  if (Array.isArray(schema.allOf)) {
    const { allOf, ...rest } = schema;
    return draw(merge([rest, ...(allOf as Schema[])]), root, random, depth + 1);
  }
  const type = Array.isArray(schema.type)
    ? (random.pick(schema.type) as string)
    : (schema.type ?? guessType(schema));
  switch (type) {
    case 'object':
      return drawObject(schema, root, random, depth);
    case 'array':
      return drawArray(schema, root, random, depth);
    case 'string':
      return drawString(schema, random);
    case 'integer':
    case 'number':
      return drawNumber(schema, random, type === 'integer');
    case 'boolean':
      return random.integer(2) === 1;
    case 'null':
      return null;
    default:
      return random.pick(WORDS);
  }
}

function drawObject(schema: Schema, root: Schema, random: Random, depth: number): Schema {
  const object: Schema = {};
  const required = new Set((schema.required as string[] | undefined) ?? []);
  for (const [name, member] of Object.entries(
    (schema.properties as Record<string, Schema> | undefined) ?? {},
  )) {
    if (depth > 6 && !required.has(name)) continue;
    object[name] = draw(member, root, random, depth + 1);
  }
  return object;
}

function drawArray(schema: Schema, root: Schema, random: Random, depth: number): unknown[] {
  const prefix = (schema.prefixItems as Schema[] | undefined) ?? [];
  const array = prefix.map((item) => draw(item, root, random, depth + 1));
  if (schema.items === undefined || schema.items === false) return array;
  const least = (schema.minItems as number | undefined) ?? 0;
  const most = (schema.maxItems as number | undefined) ?? Math.max(least, 2);
  const length = depth > 6 ? least : Math.max(least, Math.min(most, 2));
  for (let tries = 0; array.length < length && tries < length * 50; tries++) {
    const item = draw(schema.items as Schema, root, random, depth + 1);
    if (
      schema.uniqueItems === true &&
      array.some((other) => JSON.stringify(other) === JSON.stringify(item))
    )
      continue;
    array.push(item);
  }
  if (array.length < least) throw new Error(`jsonFromSchema: no ${least} distinct items to be had`);
  return array;
}

function drawString(schema: Schema, random: Random): string {
  const formats: Record<string, string> = {
    'date-time': '2024-05-06T07:08:09Z',
    date: '2024-05-06',
    time: '07:08:09',
    uri: 'https://example.org/page',
    url: 'https://example.org/page',
    email: 'someone@example.org',
    uuid: '6f1c2a34-5b6d-4e7f-8a9b-0c1d2e3f4a5b',
  };
  const format = schema.format as string | undefined;
  if (format !== undefined && formats[format] !== undefined) return formats[format];
  const least = (schema.minLength as number | undefined) ?? 0;
  const most = (schema.maxLength as number | undefined) ?? Infinity;
  let text = Array.from({ length: 3 }, () => random.pick(WORDS)).join(' ');
  while (text.length < least) text += ` ${random.pick(WORDS)}`;
  text = text.slice(0, most);
  if (typeof schema.pattern === 'string') {
    const pattern = new RegExp(schema.pattern, 'u');
    const tries = [
      text,
      random.pick(WORDS),
      String(random.integer(10)),
      `${random.pick(WORDS)}-${random.pick(WORDS)}`,
      'A',
      'a1',
      '0.5',
      '2024-05-06',
    ];
    const fit = tries.find(
      (candidate) =>
        pattern.test(candidate) && candidate.length >= least && candidate.length <= most,
    );
    if (fit === undefined)
      throw new Error(`jsonFromSchema: no string to be had for pattern ${schema.pattern}`);
    return fit;
  }
  return text;
}

function drawNumber(schema: Schema, random: Random, whole: boolean): number {
  const step = (schema.multipleOf as number | undefined) ?? (whole ? 1 : 0);
  const above = schema.exclusiveMinimum as number | undefined;
  const below = schema.exclusiveMaximum as number | undefined;
  const lower =
    (schema.minimum as number | undefined) ??
    (above === undefined ? -Infinity : above + (step || 1e-6));
  const upper =
    (schema.maximum as number | undefined) ??
    (below === undefined ? Infinity : below - (step || 1e-6));
  // z.int() prints the safe range; small numbers read better and fit as well.
  const least = lower >= -1e6 ? lower : Math.min(0, upper - 9);
  const most = Math.min(upper, least + Math.max(9, step * 9));
  if (step === 0) return Math.round((least + random.next() * (most - least)) * 1_000) / 1_000;
  const first = Math.ceil(least / step);
  return (first + random.integer(Math.max(1, Math.floor(most / step) - first + 1))) * step;
}

function resolve(reference: string, root: Schema): Schema {
  if (reference === '#') return root;
  let found: unknown = root;
  for (const step of reference.replace(/^#\//, '').split('/'))
    found = (found as Schema | undefined)?.[step];
  if (found === undefined) throw new Error(`jsonFromSchema: no ${reference} in the schema`);
  return found as Schema;
}

function merge(schemas: Schema[]): Schema {
  const merged: Schema = {};
  for (const schema of schemas) {
    Object.assign(merged, schema, {
      properties: {
        ...(merged.properties as Schema | undefined),
        ...(schema.properties as Schema | undefined),
      },
      required: [
        ...((merged.required as string[] | undefined) ?? []),
        ...((schema.required as string[] | undefined) ?? []),
      ],
    });
  }
  return merged;
}

function guessType(schema: Schema): string | undefined {
  if ('properties' in schema) return 'object';
  return 'items' in schema || 'prefixItems' in schema ? 'array' : undefined;
}

function isScalar(schema: Schema): boolean {
  return (
    ['string', 'integer', 'number', 'boolean'].includes(schema.type as string) ||
    'const' in schema ||
    'enum' in schema
  );
}
