import { createRandom } from '../../src/core/random.ts';
import { jsonFromSchema } from './json-from-schema.ts';
import type { ChatRequest } from './script.ts';

const NOUNS =
  'river stone lamp garden wheel harbour letter bread window copper meadow signal orchard ladder thread valley mill bridge engine forest island market'.split(
    ' ',
  );
const VERBS =
  'carries turns holds follows opens crosses measures keeps moves gathers joins warms'.split(' ');

/** A few plain sentences, the same for the same hash; about 12 to 50 words. */
export function textFromHash(hash: string): string {
  const bytes = Buffer.from(hash, 'hex');
  const sentences: string[] = [];
  const count = 2 + (bytes[31]! % 4);
  for (let i = 0; i < count; i++) {
    const at = i * 5;
    const noun = (offset: number) => NOUNS[bytes[at + offset]! % NOUNS.length]!;
    sentences.push(
      `The ${noun(0)} ${VERBS[bytes[at + 1]! % VERBS.length]!} the ${noun(2)} near ${1 + (bytes[at + 3]! % 40)} ${noun(4)}s.`,
    );
  }
  return sentences.join(' ');
}

/** JSON that fits the schema the request names, in response_format or as a line of its prompt; undefined where it names none. */
export function jsonForRequest(request: ChatRequest, hash: string): string | undefined {
  const schema = request.response_format?.json_schema?.schema ?? schemaInPrompt(request);
  if (schema !== undefined) return JSON.stringify(jsonFromSchema(schema, createRandom(hash)));
  return request.response_format?.type === 'json_object'
    ? JSON.stringify({ text: textFromHash(hash) })
    : undefined;
}

function schemaInPrompt(request: ChatRequest): Record<string, unknown> | undefined {
  for (const { content } of request.messages) {
    const text =
      typeof content === 'string'
        ? content
        : Array.isArray(content)
          ? content.map((part: { text?: string }) => part.text ?? '').join('\n')
          : '';
    if (!text.includes('JSON Schema')) continue;
    for (const line of text.split('\n')) {
      if (!line.startsWith('{')) continue;
      try {
        const parsed = JSON.parse(line) as Record<string, unknown>;
        if ('type' in parsed || 'anyOf' in parsed || '$ref' in parsed) return parsed;
      } catch {
        continue; // Not the schema's line.
      }
    }
  }
  return undefined;
}

/** A unit vector, the same for the same text and length. */
export function vectorFromText(text: string, dimensions: number): number[] {
  const random = createRandom(text);
  const vector = Array.from({ length: dimensions }, () => random.next() * 2 - 1);
  const norm = Math.hypot(...vector);
  return vector.map((value) => Math.round((value / norm) * 1e6) / 1e6);
}

/** Words with the blank before each: the endpoint's tokens. */
export function splitTokens(text: string): string[] {
  return text.match(/\s*\S{1,12}|\s+$/g) ?? [];
}
