import { z } from 'zod';
import { OutputParseError } from '../errors/index.ts';
import type { JsonSchema } from './port.ts';

const cache = new WeakMap<z.ZodType, JsonSchema>();

/** The JSON Schema (2020-12) that binds a reply, made once for each Zod schema. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  let json = cache.get(schema);
  if (json === undefined) {
    const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12' });
    json = rest as JsonSchema;
    cache.set(schema, json);
  }
  return json;
}

/**
 * Parses a reply under its schema. One surrounding Markdown fence is taken off, since many servers without
 * constrained decoding add it; nothing else is repaired. Raises OutputParseError with the text that was paid for.
 */
export function parseObject<T>(text: string, schema: z.ZodType<T>): T {
  const fenced = /^\s*```(?:json)?[^\S\n]*\n([\s\S]*)```\s*$/.exec(text);
  const body = fenced?.[1] ?? text;
  if (body.trim() === '') throw new OutputParseError('output-empty', text, 'the reply is empty');
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (cause) {
    throw new OutputParseError('output-unparsable', text, 'the reply is not JSON', { cause });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw new OutputParseError(
      'schema-mismatch',
      text,
      `the reply does not fit its schema: ${z.prettifyError(parsed.error)}`,
    );
  }
  return parsed.data;
}
