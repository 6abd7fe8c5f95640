import type { JsonSchema } from '../port.ts';

/** Integers in a range of at most so many become an enumeration. */
const MOST_ENUMERATED = 256;

/**
 * A JSON Schema as the grammar compiler takes it. Its grammars know no `minimum` and `maximum`, so a small range of
 * integers is spelt out; what cannot be said in a grammar (patterns, formats, large ranges) is checked after decoding.
 */
export function grammarSchema(schema: JsonSchema): JsonSchema {
  const { type, minimum, maximum } = schema as {
    type?: unknown;
    minimum?: number;
    maximum?: number;
  };
  if (
    type === 'integer' &&
    minimum !== undefined &&
    maximum !== undefined &&
    maximum - minimum < MOST_ENUMERATED
  ) {
    const low = Math.ceil(minimum);
    return {
      enum: Array.from(
        { length: Math.max(0, Math.floor(maximum) - low + 1) },
        (_, index) => low + index,
      ),
    };
  }
  const copy: JsonSchema = {};
  for (const [key, value] of Object.entries(schema)) {
    if (Array.isArray(value))
      copy[key] = value.map((item) => (isSchema(item) ? grammarSchema(item) : item));
    else if (key === 'properties' || key === '$defs')
      copy[key] = mapValues(value as Record<string, JsonSchema>);
    else copy[key] = isSchema(value) ? grammarSchema(value) : value;
  }
  return copy;
}

const mapValues = (schemas: Record<string, JsonSchema>): JsonSchema =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, grammarSchema(schema)]),
  );

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
