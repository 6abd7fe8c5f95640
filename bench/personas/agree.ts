import { messageText, type Sample } from '../../src/core/records/index.ts';
import { shareOfScript } from '../../src/core/text/scripts.ts';
import { identifyLanguage } from '../../src/sources/files/language-name.ts';

/** How many samples have a language, and how many of them show it in their words. */
export interface Agreement {
  samples: number;
  /** Of each message at least nine in ten letters are of the language's script. */
  script: number;
  /** What is said, taken together, is recognised as the language, which the sample's tag names. */
  identified: number;
  /** Recognised as another, or as none: which, and how often. */
  otherwise: Record<string, number>;
}

const LEAST_OF_SCRIPT = 0.9;

/** Holds the words of samples to the language that their tag names, which is their page's. */
export async function agree(samples: readonly Sample[]): Promise<Agreement> {
  const found: Agreement = { samples: 0, script: 0, identified: 0, otherwise: {} };
  for (const { tags, messages } of samples) {
    const language = String(tags['language']);
    if (language === 'und') continue;
    found.samples++;
    const texts = messages.map(messageText);
    if (texts.every((text) => shareOfScript(text, language) >= LEAST_OF_SCRIPT)) found.script++;
    const text = texts.join('\n');
    const said = await identifyLanguage([{ kind: 'paragraph', text, headings: [] }]);
    if (said === language) found.identified++;
    else {
      const otherwise = `${language} taken for ${said}`;
      found.otherwise[otherwise] = (found.otherwise[otherwise] ?? 0) + 1;
    }
  }
  return found;
}
