import type { IncomingHttpHeaders } from 'node:http';
import {
  CredentialError,
  ItemRejectedError,
  ModelUnavailableError,
  RateLimitError,
  RecipeError,
  type WellspringError,
} from '../../errors/index.ts';
import { type Credential, scrubWords } from './credential.ts';
import { readRetryAfterMs } from './retry-after.ts';

export interface FailedResponse {
  status: number;
  headers: IncomingHttpHeaders;
  /** The first kilobytes of the body. */
  body: string;
}

export interface ErrorContext {
  /** `provider/model`. */
  model: string;
  host: string;
  credential: Credential;
  nowMs: number;
}

const MAX_WORDS = 400;
const TOO_LONG =
  /context[_ ](?:length|window|size)|maximum context|prompt is too long|too many (?:input )?tokens|input (?:is too long|length)|exceeds? the (?:available |model'?s? )?(?:maximum )?context|input token count|max_model_len/i;
const NO_CREDIT = /insufficient[_ ](?:quota|balance|credit|funds)|credit balance is too low/i;
const BAD_IMAGE =
  /\bimage\b.{0,80}(?:invalid|too large|too small|unsupported|could not|cannot|fail|corrupt|exceed)|(?:invalid|unsupported|could not|cannot|failed).{0,40}\bimage\b/i;
/** The request never left: nothing can have been charged. */
const NEVER_CONNECTED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$|CERT|SELF_SIGNED/;
const FILTERED = /content[_ ](?:filter|policy|management)|data_inspection_failed|responsible ai/i;

/** True of a 400 with which the provider's own filter declines a prompt: an answer, not a mistake. */
export function isFilteredResponse({ status, body }: FailedResponse): boolean {
  return (status === 400 || status === 422) && FILTERED.test(body);
}

/** Turns a response that is no success into what happens next. */
export function errorFromResponse(
  response: FailedResponse,
  context: ErrorContext,
): WellspringError {
  const { status, headers, body } = response;
  const { model, host, credential, nowMs } = context;
  const words = scrubWords(credential, serverWords(body));
  const said = words === '' ? `${host} answered ${status}` : `${host} answered ${status}: ${words}`;
  const reported = `${model}: ${said}`;

  if (status === 401 || status === 403) {
    return new CredentialError(
      `${model}: ${host} refuses the key (${status})${words === '' ? '' : `: ${words}`}`,
      {
        hint: credential.advice,
      },
    );
  }
  if (status === 402 || ((status === 429 || status === 400) && NO_CREDIT.test(body))) {
    return new CredentialError(reported, {
      hint: 'The account has no credit left; top it up and run again.',
    });
  }
  if (
    status === 408 ||
    status === 409 ||
    status === 425 ||
    status === 429 ||
    status === 503 ||
    status === 529
  ) {
    return new RateLimitError(reported, { retryAfterMs: readRetryAfterMs(headers, nowMs) });
  }
  if (status === 413 || ((status === 400 || status === 422) && isPromptTooLong(body))) {
    return new ItemRejectedError('prompt-too-long', reported, {
      hint: 'Shorten the material of one item, or use a model with a longer context.',
    });
  }
  if ((status === 400 || status === 422) && BAD_IMAGE.test(body)) {
    return new ItemRejectedError('image-refused', reported, {
      hint: 'The endpoint takes PNG and JPEG images of moderate size.',
    });
  }
  if (status >= 300 && status < 400) {
    return new RecipeError(
      `${model}: ${host} answers with a redirect (${status}), which could carry the key elsewhere`,
      {
        hint: 'Write the final address as `baseUrl`.',
      },
    );
  }
  if (status >= 400 && status < 500) {
    const hint =
      status === 404
        ? 'Check `baseUrl` (it usually ends in /v1) and the name of the model.'
        : 'The endpoint will never take this request: change the recipe.';
    return new RecipeError(reported, { hint });
  }
  // A refusal by status gave no tokens; behind a gateway that lost patience, the model may have gone on.
  return new ModelUnavailableError(reported, { charged: status === 504 });
}

/** Turns an error object that came inside a response of status 200 into what happens next. */
export function errorFromBody(error: unknown, context: ErrorContext): WellspringError {
  const { code, status, statusCode, type } = (
    typeof error === 'object' && error !== null ? error : {}
  ) as Record<string, unknown>;
  const body = JSON.stringify({ error: typeof error === 'string' ? { message: error } : error });
  const told = [statusCode, status, code].map(Number).find((value) => value >= 400 && value < 600);
  const named = /overloaded/i.test(String(type))
    ? 529
    : /rate_?limit/i.test(`${String(type)} ${String(code)}`)
      ? 429
      : 502;
  const found = errorFromResponse({ status: told ?? named, headers: {}, body }, context);
  // Inside a stream that had begun, tokens may have been made.
  return found instanceof ModelUnavailableError
    ? new ModelUnavailableError(found.message, { hint: found.hint, charged: true })
    : found;
}

/** Not where the bound on the output alone fills the context: then no item would do. */
function isPromptTooLong(body: string): boolean {
  if (!TOO_LONG.test(body)) return false;
  const bound = /max_(?:completion_)?tokens\D{0,60}too large:? (\d+)/i.exec(body);
  const context = /context (?:length|window)\D{0,20}(\d+)/i.exec(body);
  return bound === null || context === null || Number(bound[1]) < Number(context[1]);
}

/** Wraps what the network did: refused, reset, no such host, bad certificate. */
export function errorFromNetwork(
  cause: unknown,
  { model, host, credential }: ErrorContext,
): ModelUnavailableError {
  const { code, message } = cause as { code?: unknown; message?: unknown };
  const name = typeof code === 'string' ? code : '';
  const words = scrubWords(credential, String(message ?? cause)).slice(0, MAX_WORDS);
  const hint =
    name === 'ECONNREFUSED'
      ? `Is the server running at ${host}?`
      : name === 'ENOTFOUND' || name === 'EAI_AGAIN'
        ? `No address is known for ${host}: check \`baseUrl\` and the network.`
        : /CERT|TLS|SSL|SELF_SIGNED/.test(name)
          ? 'The certificate is not trusted: NODE_EXTRA_CA_CERTS can name your own authority.'
          : undefined;
  return new ModelUnavailableError(
    `${model}: no reply from ${host} (${name === '' ? words : `${name}: ${words}`})`,
    { hint, charged: !NEVER_CONNECTED.test(name) },
  );
}

/** The message in an error body of any common form, on one line, trimmed. */
function serverWords(body: string): string {
  let words = body;
  try {
    words = findMessage(JSON.parse(body)) ?? body;
  } catch {
    if (/^\s*</.test(body))
      words = body
        .slice(0, 20_000)
        .replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
        .replace(/<[^>]*>/g, ' ');
  }
  words = words.replace(/\s+/g, ' ').trim();
  return words.length > MAX_WORDS ? `${words.slice(0, MAX_WORDS)}…` : words;
}

function findMessage(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return findMessage(value[0]);
  if (typeof value !== 'object' || value === null) return undefined;
  const { error, message, detail, msg } = value as Record<string, unknown>;
  return findMessage(error) ?? findMessage(message) ?? findMessage(detail) ?? findMessage(msg);
}
