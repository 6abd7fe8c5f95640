import { createRequire } from 'node:module';
import { isEnglish } from '../../../../core/text/content-words.ts';

/** What programs say around a page's own words, in one language. `{x}` is what is asked about or claimed. */
export interface Frames {
  /** What does the page say about {x}? */
  about: string[];
  /** The same, once the conversation is under way. */
  further: string[];
  /** Which words are missing in {x}? */
  missing: string[];
  /** {x} is a false variant. */
  challenge: string[];
  /** {q} are quotations, {t} the title, as in all replies. */
  correct: string[];
  confirm: string[];
  /** Before a question: what it is needed for. */
  apply: string[];
  sumUp: string[];
  summary: string[];
  teachBack: string[];
  /** Everything that the page has about {x}. */
  list: string[];
  /** {a} and {b} are quantities as they stand, {s} quotations. */
  difference: string[];
  ratio: string[];
  larger: string[];
  years: string[];
  earlier: string[];
  computed: string;
  chosen: string;
}

const FRAMES = createRequire(import.meta.url)('./frames.json') as Record<string, Frames>;

/** Languages that programs can hold a conversation in. */
export const FRAME_LANGUAGES: readonly string[] = Object.keys(FRAMES);

/** Undefined where there are none: English ones stand for `und`, never for another language. */
export function framesOf(language: string): Frames | undefined {
  return isEnglish(language) ? FRAMES['en'] : FRAMES[language];
}

/** Puts values into a frame, each `{name}` once, so that a value's own braces stay. */
export function fill(frame: string, values: Record<string, string>): string {
  return frame.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
