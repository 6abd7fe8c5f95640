import type { JsonSchema, PromptMessage } from '../port.ts';
import { STRUCTURED_MODES, type StructuredMode } from './remote-options.ts';

const FEATURE = String.raw`(?:response_?format|json_?schema|json_?object|structured[_ ]?outputs?|guided[_ ](?:json|decoding)|grammars?)`;
const LACK = String.raw`(?:not (?:yet )?(?:supported|available|implemented|permitted|allowed|recogni[sz]ed)|unsupported|unavailable|unknown|unrecogni[sz]ed|unexpected|extra inputs?|extra_forbidden|does(?: not|n't) support|cannot be used|must be (?:one of|'?"?text)|should be)`;
const UNSUPPORTED = new RegExp(
  `${FEATURE}[\\s\\S]{0,160}${LACK}|${LACK}[\\s\\S]{0,160}${FEATURE}`,
  'i',
);
const BAD_SCHEMA = /invalid schema/i;

/** True of an answer with which an endpoint says that it does not know this way of asking for JSON at all. */
export function saysUnsupported(status: number, body: string): boolean {
  return (
    (status === 400 || status === 422 || status === 501) &&
    UNSUPPORTED.test(body) &&
    !BAD_SCHEMA.test(body)
  );
}

/** The next weaker way; undefined below the last. */
export function stepDown(mode: StructuredMode): StructuredMode | undefined {
  return STRUCTURED_MODES[STRUCTURED_MODES.indexOf(mode) + 1];
}

/** The messages with the schema in words, for the ways in which the server does not bind it. */
export function withSchemaInPrompt(
  messages: readonly PromptMessage[],
  schema: JsonSchema,
): PromptMessage[] {
  const words = `Answer with one JSON value and nothing else: no explanation, no code fence. It must fit this JSON Schema:\n${JSON.stringify(schema)}`;
  const [first, ...rest] = messages;
  if (first?.role !== 'system') return [{ role: 'system', content: words }, ...messages];
  const own =
    typeof first.content === 'string'
      ? first.content
      : first.content.map((part) => (part.type === 'text' ? part.text : '')).join('');
  return [{ role: 'system', content: `${own}\n\n${words}` }, ...rest];
}

/** The schema as it goes over the wire: without the member that only names the dialect, which some servers refuse. */
export function wireSchema(schema: JsonSchema): JsonSchema {
  if (!('$schema' in schema)) return schema;
  const { $schema: _dialect, ...rest } = schema;
  return rest;
}

const strictness = new WeakMap<JsonSchema, boolean>();

/**
 * True where a schema meets the rules of OpenAI's strict mode: every object closed, every member required. Others are
 * sent unstrict, as strict mode would refuse them.
 */
export function isStrictSchema(schema: JsonSchema): boolean {
  let strict = strictness.get(schema);
  if (strict === undefined) {
    strict = meetsStrictRules(schema);
    strictness.set(schema, strict);
  }
  return strict;
}

function meetsStrictRules(node: unknown): boolean {
  if (Array.isArray(node)) return node.every(meetsStrictRules);
  if (typeof node !== 'object' || node === null) return true;
  const { type, properties, required, additionalProperties } = node as JsonSchema;
  if (
    type === 'object' ||
    (properties !== undefined &&
      type === undefined &&
      typeof properties === 'object' &&
      'additionalProperties' in node)
  ) {
    if (additionalProperties !== false) return false;
    const names = Object.keys((properties ?? {}) as object);
    if (names.some((name) => !((required ?? []) as string[]).includes(name))) return false;
  }
  return Object.values(node).every(meetsStrictRules);
}
