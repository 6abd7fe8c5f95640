/**
 * Keeps conversations that are in the languages that the recipe names. Identification by eld (character n-grams, 60
 * languages), message by message; code between ``` fences is no language and is left out.
 */
import { z } from 'zod';
import { RecipeError } from '../core/errors/index.ts';
import type { Check } from '../core/records/index.ts';
import { messageText } from '../core/records/index.ts';
import type { Draft, GateDefinition } from '../core/run/gate.ts';
import { codePointLength } from '../core/text/code-points.ts';
import { programCheck, replayByChecking } from './replay-by-checking.ts';
import { namedMessages, withoutCode } from './text/conversation.ts';

export const LANGUAGE_DEFAULTS = {
  /** Letters below which a message says too little of its language. */
  minLetters: 20,
  /** eld's score, 0 to 1, below which the language is unknown; a sentence comes out at 0.6 to 0.9. */
  minConfidence: 0.4,
  /** Characters that are looked at; more changes nothing but the time. */
  maxCharacters: 4000,
};

const options = z.strictObject({
  /** ISO 639-1 codes. */
  allow: z.array(z.string().regex(/^[a-z]{2}$/, 'a language is two letters, as in "en"')).min(1),
  roles: z
    .array(z.enum(['system', 'user', 'assistant', 'tool']))
    .min(1)
    .default(['user', 'assistant']),
  /** Whether one conversation may hold several of the allowed languages (translation, language lessons). */
  mixed: z.boolean().default(false),
  minLetters: z.int().positive().default(LANGUAGE_DEFAULTS.minLetters),
  minConfidence: z.number().min(0).max(1).default(LANGUAGE_DEFAULTS.minConfidence),
  /** What becomes of a sample whose language cannot be told. */
  unknown: z.enum(['reject', 'accept']).default('reject'),
});
export type LanguageOptions = z.infer<typeof options>;

export const language: GateDefinition<LanguageOptions> = {
  name: 'language',
  version: 1,
  summary: 'keeps conversations in the named languages',
  options,
  async open(chosen) {
    const { eld } = await import('eld/extrasmall');
    const known = Object.values(eld.info().Languages);
    const unknown = chosen.allow.filter((code) => !known.includes(code));
    if (unknown.length > 0) {
      throw new RecipeError(`language: ${unknown.join(', ')} cannot be told from other languages`, {
        hint: `known: ${known.toSorted().join(', ')}`,
      });
    }
    return { scope: 'item', check: (draft) => checkLanguage(draft, chosen, eld) };
  },
  replay: (chosen) =>
    replayByChecking(async (draft) =>
      checkLanguage(draft, chosen, (await import('eld/extrasmall')).eld),
    ),
};

/** What we use of eld. */
interface Detector {
  detect(text: string): {
    language: string;
    isReliable(): boolean;
    getScores(): Record<string, number>;
  };
}

interface Identified {
  where: string;
  /** `und` where it could not be told. */
  language: string;
  confidence: number;
}

function checkLanguage(draft: Draft, chosen: LanguageOptions, detector: Detector): Check {
  const messages: Identified[] = [];
  for (const { where, message } of namedMessages(draft)) {
    if (!chosen.roles.includes(message.role)) continue;
    const found = identify(messageText(message), chosen, detector);
    if (found !== undefined) messages.push({ where, ...found });
  }
  const told = messages.filter((message) => message.language !== 'und');
  const detail = { allow: chosen.allow, messages: messages.map((message) => ({ ...message })) };
  const outside = told.find((message) => !chosen.allow.includes(message.language));
  if (outside !== undefined) {
    const reason = `${outside.where} is ${outside.language}, not ${chosen.allow.join(' or ')}`;
    return programCheck(language, 'fail', { ...detail, reason });
  }
  const languages = [...new Set(told.map((message) => message.language))];
  if (languages.length > 1 && !chosen.mixed) {
    const reason = `the conversation mixes ${languages.join(' and ')}; 'mixed: true' allows it`;
    return programCheck(language, 'fail', { ...detail, reason });
  }
  if (told.length > 0 && told.length === messages.length)
    return programCheck(language, 'pass', detail);
  const reason =
    messages.length === 0
      ? `no message has ${chosen.minLetters} letters to tell a language by`
      : `the language of ${messages.find((message) => message.language === 'und')!.where} cannot be told (eld finds none, or none with confidence ${chosen.minConfidence})`;
  const verdict = chosen.unknown === 'accept' ? 'pass' : 'unknown';
  return programCheck(language, verdict, { ...detail, reason, unknown: chosen.unknown });
}

/** Undefined for a text that is too short to tell. */
function identify(
  text: string,
  chosen: LanguageOptions,
  detector: Detector,
): Omit<Identified, 'where'> | undefined {
  const prose = withoutCode(text).slice(0, LANGUAGE_DEFAULTS.maxCharacters).toWellFormed();
  const letters = codePointLength(prose.replace(/[^\p{L}\p{M}]+/gu, ''));
  // A Chinese, Japanese or Korean character says as much as several letters.
  const dense = prose.match(/[\p{Script=Han}\p{Script=Kana}\p{Script=Hira}\p{Script=Hang}]/gu);
  if (letters + 4 * (dense?.length ?? 0) < chosen.minLetters) return undefined;
  const found = detector.detect(prose);
  const confidence = Math.round((found.getScores()[found.language] ?? 0) * 1e4) / 1e4;
  const told = found.isReliable() && confidence >= chosen.minConfidence;
  return { language: told ? found.language : 'und', confidence };
}
