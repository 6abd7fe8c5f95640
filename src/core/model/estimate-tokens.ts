import type { GenerateRequest } from './port.ts';

/**
 * Counting without a tokeniser, on the high side.
 *
 * `estimateTokens` is for usage that an endpoint did not report: a third of a token for an ASCII letter or blank (English
 * runs at 4 to 5 characters a token), one for any other ASCII character and for a character below U+0800, one and a half
 * for any other UTF-16 unit, so three for an emoji. `ceilingTokens` is a bound: a tokeniser that falls back to bytes
 * never makes more tokens than UTF-8 has bytes.
 */
export const TOKEN_DEFAULTS = {
  /** What a chat template adds around a message, and once around the whole. */
  perMessage: 8,
  perPrompt: 16,
  /** A page-sized image costs from 258 (Gemini tile) over about 1,600 (Claude) to a few thousand tokens. */
  estimatePerImage: 2_048,
  /** The largest default of a widely served open vision model (Qwen2.5-VL). */
  ceilingPerImage: 16_384,
};

/** Tokens that the text probably costs at most; 0 for an empty text. */
export function estimateTokens(text: string): number {
  let thirds = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      const lower = unit | 0x20;
      thirds += (lower >= 0x61 && lower <= 0x7a) || unit <= 0x20 ? 1 : 3;
    } else thirds += unit < 0x800 ? 3 : 4.5;
  }
  return Math.ceil(thirds / 3);
}

/** Tokens that the text cannot exceed under any tokeniser that falls back to bytes. */
export function ceilingTokens(text: string): number {
  return Buffer.byteLength(text);
}

/** Probable input tokens of a request, on the high side: messages, images and the schema. */
export function estimatePromptTokens(
  request: Pick<GenerateRequest, 'messages' | 'schema'>,
): number {
  return countPrompt(request, estimateTokens, TOKEN_DEFAULTS.estimatePerImage);
}

/** The worst case of a request's input tokens, for reservations. */
export function ceilingPromptTokens(request: Pick<GenerateRequest, 'messages' | 'schema'>): number {
  return countPrompt(request, ceilingTokens, TOKEN_DEFAULTS.ceilingPerImage);
}

function countPrompt(
  { messages, schema }: Pick<GenerateRequest, 'messages' | 'schema'>,
  count: (text: string) => number,
  perImage: number,
): number {
  let tokens = TOKEN_DEFAULTS.perPrompt;
  for (const { content } of messages) {
    tokens += TOKEN_DEFAULTS.perMessage;
    if (typeof content === 'string') tokens += count(content);
    else for (const part of content) tokens += part.type === 'text' ? count(part.text) : perImage;
  }
  if (schema !== undefined) tokens += count(schema.name) + count(JSON.stringify(schema.json));
  return tokens;
}
