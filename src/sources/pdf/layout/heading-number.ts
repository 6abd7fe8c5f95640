import { readRoman } from './read-roman.ts';

/** The number of a heading, read off its start. */
export interface HeadingNumber {
  /** As printed: `3.2`, `IV.`, `Appendix A`. */
  label: string;
  /** `3.2`, `IV`, `A`. */
  number: string;
  /** Its parts as counts: `3.2` is 3, 2; `IV` is 4; `A.1` is 1, 1. */
  path: number[];
  kind: 'arabic' | 'roman' | 'letter' | 'counter' | 'appendix';
  /** Code points of the label and the space behind it; 0 where nothing follows. */
  length: number;
  /** Whether a point, a bracket or a second part shows that it is a number and not a word. */
  marked: boolean;
}

const APPENDIX = /^(appendix\s+([A-Z](?:\.\d{1,2})*|[IVX]+|\d+)(?:\s*[:.–—-])?)(?:\s+|$)/i;
const CHAPTER = /^((?:section|chapter|part)\s+(\d+(?:\.\d+)*|[IVX]+)(?:\s*[:.–—-])?)\s+/i;
const ARABIC = /^((\d{1,2}(?:\.\d{1,2}){0,4})\.?)\s+(?=\S)/;
const ROMAN = /^(([IVX]{1,6})\.)\s+(?=\S)/;
const LETTER = /^(([A-Z])((?:\.\d{1,2}){0,4})([.)]?))\s+(?=\S)/;
const COUNTER = /^((\d{1,2}|[a-z])\))\s+(?=\S)/;

/** Several readings may hold (`I.` counts as roman and as a letter): the likelier first. */
export function readHeadingNumber(text: string): HeadingNumber[] {
  const found: HeadingNumber[] = [];
  const make = (
    match: RegExpExecArray,
    number: string,
    path: (number | null)[],
    kind: HeadingNumber['kind'],
    marked: boolean,
  ): void => {
    if (path.some((part) => part === null)) return;
    // An appendix may have no title but its number.
    const length = match[0].length === text.length ? 0 : [...match[0]].length;
    found.push({ label: match[1]!, number, path: path as number[], kind, length, marked });
  };
  const appendix = APPENDIX.exec(text);
  if (appendix !== null) {
    const path = appendix[2]!.split('.').map(countOf);
    make(appendix, appendix[2]!.toUpperCase(), path, 'appendix', true);
    return found;
  }
  const chapter = CHAPTER.exec(text);
  if (chapter !== null) {
    const parts = chapter[2]!
      .split('.')
      .map((part) => (/\d/.test(part) ? Number(part) : readRoman(part)));
    make(chapter, chapter[2]!, parts, /\d/.test(chapter[2]!) ? 'arabic' : 'roman', true);
    return found;
  }
  const arabic = ARABIC.exec(text);
  if (arabic !== null) {
    const marked = arabic[1]!.includes('.');
    make(arabic, arabic[2]!, arabic[2]!.split('.').map(Number), 'arabic', marked);
  }
  const roman = ROMAN.exec(text);
  if (roman !== null) make(roman, roman[2]!, [readRoman(roman[2]!)], 'roman', true);
  const letter = LETTER.exec(text);
  if (letter !== null) {
    const rest = letter[3]!
      .split('.')
      .filter((part) => part !== '')
      .map(Number);
    const path = [letter[2]!.codePointAt(0)! - 64, ...rest];
    make(letter, letter[2]! + letter[3]!, path, 'letter', rest.length > 0 || letter[4] !== '');
  }
  const counter = COUNTER.exec(text);
  if (counter !== null) {
    const value = /\d/.test(counter[2]!) ? Number(counter[2]) : counter[2]!.codePointAt(0)! - 96;
    make(counter, counter[2]!, [value], 'counter', true);
  }
  return found;
}

function countOf(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  return text.length === 1 ? text.toUpperCase().codePointAt(0)! - 64 : readRoman(text);
}
