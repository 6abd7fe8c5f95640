import type { Facts, SizeClass } from './entry.ts';
import { FEATURES, type Feature } from './features.ts';

/**
 * Reads facts about nouns, a line each:
 *
 *     dog 3 4 | four-legs fur ?on-farms | tail paw | guard | brown
 *
 * word, size class, weight class; features that hold, those on which people would not agree marked with ?; parts; what
 * it is for, as verbs; its colour where nearly all have it. What is not named of the features of its class does not
 * hold. Throws on anything else: the lists are ours.
 */
export function parseFacts(text: string): Map<string, Facts> {
  const facts = new Map<string, Facts>();
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '') continue;
    const [head = '', features = '', parts = '', functions = '', colour = ''] = line.split('|');
    const [word, size, weight] = head.trim().split(' ');
    if (word === undefined || facts.has(word)) throw new TypeError(`told twice: ${line}`);
    const marks = list(features);
    facts.set(word, {
      size: sizeClass(size, line),
      weight: sizeClass(weight, line),
      features: marks.filter((mark) => !mark.startsWith('?')).map((mark) => feature(mark, line)),
      undecided: marks
        .filter((mark) => mark.startsWith('?'))
        .map((mark) => feature(mark.slice(1), line)),
      parts: list(parts),
      functions: list(functions),
      ...(colour.trim() !== '' && { colour: colour.trim() }),
    });
  }
  return facts;
}

function list(cell: string): string[] {
  return cell.split(' ').filter((word) => word !== '');
}

function sizeClass(digit: string | undefined, line: string): SizeClass {
  if (digit === undefined || !/^[1-5]$/.test(digit)) throw new TypeError(`no class: ${line}`);
  return Number(digit) as SizeClass;
}

function feature(name: string, line: string): Feature {
  if (!Object.hasOwn(FEATURES, name)) throw new TypeError(`no feature "${name}": ${line}`);
  return name as Feature;
}
