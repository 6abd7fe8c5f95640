import { CredentialError } from '../../errors/index.ts';
import { PROVIDER_FACTS, type RemoteModelOptions } from './remote-options.ts';

/** Own servers are given stand-ins (`EMPTY`, `none`): words that must stay in replies. No provider's key is so short. */
const SHORTEST_SECRET = 12;

/** A key that cannot be printed: it lives in the closures of these functions alone. */
export interface Credential {
  /** What to do when the endpoint refuses the key, or the lack of one. */
  advice: string;
  /** The header to send; undefined where the endpoint needs no key. */
  header(): [name: string, value: string] | undefined;
  /** A text without the key, whole or as servers echo it. */
  scrub(text: string): string;
}

/**
 * Reads the key from the environment. Throws CredentialError where a key is needed and absent, or unfit for a header.
 * An `openai-compatible` endpoint is anybody's server: it is sent a key only where the recipe names the variable, or
 * where its address comes from OPENAI_BASE_URL, which stands beside OPENAI_API_KEY in the same environment.
 */
export function readCredential(options: RemoteModelOptions): Credential {
  const { provider, apiKeyEnv, environment = process.env } = options;
  const { keyEnv, authorize } = PROVIDER_FACTS[provider];
  const variable = apiKeyEnv ?? keyEnv;
  const ownAddress = options.baseUrl !== undefined || (options.replicas ?? []).length > 0;
  const isStranger = provider === 'openai-compatible' && apiKeyEnv === undefined && ownAddress;
  const key = isStranger ? undefined : environment[variable]?.trim();
  if (key === undefined || key === '') {
    if (provider === 'openai-compatible' && apiKeyEnv === undefined)
      return {
        advice: 'No key was sent: name the variable that holds one, as in `apiKeyEnv: MY_KEY`.',
        header: () => undefined,
        scrub: scrubKnownForms,
      };
    throw new CredentialError(
      `${provider}/${options.model} needs a key, and ${variable} is not set`,
      {
        hint: `Set ${variable} in the environment or in a .env file.`,
      },
    );
  }
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new CredentialError(`${variable} holds characters that no key has`, {
      hint: `Set ${variable} to the key alone, without blanks or quotes.`,
    });
  }
  const base64 = Buffer.from(key).toString('base64');
  const secret = key.length >= SHORTEST_SECRET;
  const forms = secret
    ? [...new Set([key, encodeURIComponent(key), base64, base64.replace(/=+$/, '')])]
    : [];
  return {
    advice: `Check ${variable} and what its account may use.`,
    header: () => authorize(key),
    scrub(text) {
      let clean = text;
      for (const form of forms) if (clean.includes(form)) clean = clean.replaceAll(form, '[key]');
      return clean;
    },
  };
}

/** Scrubs a server's words for people: the key itself, and what looks like a key or a part of one (`sk-…`, `Bearer …`). */
export function scrubWords(credential: Credential, text: string): string {
  return scrubKnownForms(credential.scrub(text));
}

function scrubKnownForms(text: string): string {
  return text
    .replace(/\b(?:sk|pk|rk|gsk|xai|hf|key)[-_][\w*.-]{6,}/gi, '[key]')
    .replace(/\bAIza[\w*-]{10,}/g, '[key]')
    .replace(/\b(bearer|basic)\s+[\w*.~+/=-]{6,}/gi, '$1 [key]');
}
