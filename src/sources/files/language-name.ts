import type { Block } from '../../core/records/index.ts';

/** A language tag (`en-US`, `eng`, `EN_gb`) as ISO 639-1, or 639-3 where there is none; null for what is no tag. */
export function normaliseLanguage(tag: string | null | undefined): string | null {
  const text = tag?.trim().replaceAll('_', '-') ?? '';
  if (text === '') return null;
  try {
    const { language } = new Intl.Locale(text);
    return language === 'mul' || language === 'zxx' ? null : language;
  } catch {
    return null;
  }
}

const SAMPLE_CHARACTERS = 4000;
/** Fewer letters than this do not tell a language. */
const MIN_LETTERS = 20;

/** Identifies the language of blocks from the first 4,000 characters of their prose; `und` where that is too little. */
export async function identifyLanguage(blocks: readonly Block[]): Promise<string> {
  const prose = blocks.filter(
    ({ kind }) => kind !== 'code' && kind !== 'furniture' && kind !== 'equation',
  );
  let sample = '';
  for (const { text } of prose.length > 0 ? prose : blocks) {
    if (sample.length >= SAMPLE_CHARACTERS) break;
    sample += `${text.slice(0, SAMPLE_CHARACTERS - sample.length)}\n`;
  }
  const letters = sample.match(/\p{L}/gu) ?? [];
  const ideographs =
    sample.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu) ?? [];
  // An ideograph says as much as a few letters do.
  if (letters.length + 3 * ideographs.length < MIN_LETTERS) return 'und';
  const { eld } = await import('eld/extrasmall');
  const found = eld.detect(sample.toWellFormed());
  return found.isReliable() ? (normaliseLanguage(found.language) ?? 'und') : 'und';
}
