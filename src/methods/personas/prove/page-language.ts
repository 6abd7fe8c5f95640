import { shareOfScript } from '../../../core/text/scripts.ts';
import { identifyLanguage } from '../../../sources/files/language-name.ts';

export const LIMITS = { leastOfScript: 0.6, leastLetters: 60 };

/**
 * Why messages are not in the language of their page, or undefined. Each is in its script; what a model wrote, taken together and
 * where it is long enough to tell, is not known to be another language. `und` pages are held to nothing.
 */
export async function faultOfLanguage(
  messages: readonly string[],
  written: readonly string[],
  language: string,
): Promise<string | undefined> {
  if (language === 'und') return undefined;
  const strange = messages.find((text) => shareOfScript(text, language) < LIMITS.leastOfScript);
  if (strange !== undefined) return `“${strange.slice(0, 60)}” is not in the script of ${language}`;
  const text = written.join('\n');
  if ((text.match(/\p{L}/gu)?.length ?? 0) < LIMITS.leastLetters) return undefined;
  const found = await identifyLanguage([{ kind: 'paragraph', text, headings: [] }]);
  return found === 'und' || found === language || language.startsWith(`${found}-`)
    ? undefined
    : `the questions are in ${found}, and the page is in ${language}`;
}
