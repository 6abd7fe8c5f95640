import type { Random } from '../../../src/core/random.ts';
import type { Inline } from './inline.ts';
import { ACTS, ADJECTIVES, ADVERBS, type Field, REASONS } from './vocabulary.ts';

/** Sentences; a slot stands in braces. No sentence comes twice in a paper, so that each has one place. */
const SENTENCES = [
  'We {act} {count} {things} at {place} with {tool}, {reason}.',
  'The {quantity} of {things} was {adverb} lower than that of {things2}, by {number} on average.',
  'In {place}, {method} reduced the {quantity} from {number} to {number2}.',
  'One {adjective} baseline without {method} reached only {number}, {reason}.',
  'For {math}, the {quantity} stays within {range} of the reference.',
  'None of the {count} {things} failed during the trial; {count2} were {act} afterwards.',
  'Let {math} be the number of {things} and {math2} the {quantity} that {tool} reports.',
  'This is {adverb} more {adjective} than {method}, which needs {count} passes over the {things}.',
  'The first trial — {count} hours at {place} — confirmed the effect, {reason}.',
  'It is often said that “{method} costs nothing”; our ledger of {count} {things} says otherwise.',
  '{Method} and {method2} differ in {quantity} by less than {percent}, well inside the noise of {tool}.',
  'We refrain from {method} wherever the {quantity} exceeds {number}, {reason}.',
  'Both {things} and {things2} were {act} before {method} was switched on.',
  'With {math} fixed, doubling the {things} raises the {quantity} by {percent}.',
  'The coefficients are offline estimates: they come from {place} and were {act} in {year}.',
  'Between {year} and {year2}, {place} supplied {count} {things}, of which {percent} were {adjective}.',
  'An {adjective2} choice of {math} leaves the {quantity} unaffected, {reason}.',
  'Neither {method} nor {method2} explains the remaining {number} of {quantity}.',
  'We did not find {adjective} {things} at {place}, despite {count} attempts.',
  'After {count} repetitions the {quantity} settled at {number}, with a spread of {range}.',
  'What remains is the {quantity}: it flattens once {math} and rises again for {adjective} {things}.',
  'The workflow has two stages, {method} followed by {method2}, and each can be {act} on its own.',
  'Field staff at {place} filled in {count} forms; {percent} of them mention {things}.',
  'All {things} were {act} twice, first by {tool} and then by hand, {reason}.',
  'If {math}, then {method} is {adverb} cheaper than {method2}; otherwise the order is reversed.',
  'Our estimate of {number} for the {quantity} agrees with an independent count of {count2} {things}.',
  'The same holds for {things2}, where {method} gives {number} instead of {number2}.',
  'Such {adjective} behaviour would be difficult to see in fewer than {count} {things}.',
  'To keep the comparison fair, {method2} was given the same {tool2} and the same {count} {things}.',
  'A second reader {act} {percent} of the {things} and disagreed in {count2} cases.',
  'The residual {quantity} scales as {math}, which {tool} can resolve above {number}.',
  '{Method} fits this setting, {reason}, and {things} from {place} are no exception.',
  'Because {things} drift, we {act} them every {count} minutes and kept the median.',
  'We set {math} throughout; other values changed the {quantity} by at most {number}.',
  'On {weekday} the {quantity} was {adverb} higher, an artefact of {tool2}.',
  'By contrast, {things2} from {place} showed a {quantity} of {number}, {reason}.',
  'The finding is robust: leaving out any one of the {count2} {things} shifts it by {percent} or less.',
  'Earlier drafts used {code} for this step; the released files use {code2}.',
  'Here _{emph}_ means that a single pass over the {things} suffices.',
  'Taken together, the {things} lost {number} of {quantity} in {count2} days.',
  '{Things} that were {act} late are listed separately, {reason}.',
  'The offset between {tool} and {tool2} is {math}, small against {number}.',
  'No {adjective} difference was left after {method}: the {quantity} read {number} in either case.',
  'Whether {method} helps depends on {quantity}; below {number} it does not.',
];

const CITING = [
  '{Method} was first described by {citet} and later refined for {things} {citep}.',
  'Similar figures for {quantity} have been reported {citep}, {reason}.',
  '{citet} {act} {count} {things} and found {percent} of them {adjective}.',
  'Unlike earlier work {citep}, we treat {things} and {things2} alike.',
  'The {quantity} of {things} follows the rule given by {citet}.',
  'Several groups {citep3} have asked whether {method} is {adjective} at scale.',
  'For a survey of {method2}, see {citet}; for {things2}, see the account in the literature {citep2}.',
  'A proof for {math} is known {citep}, but it does not cover {adjective} {things}.',
  'Our simulator extends the one used in previous trials {citep2} by {method}.',
];

const WEEKDAYS = ['Mondays', 'Tuesdays', 'Fridays', 'holidays', 'weekends'];
const CODE = [
  'fit_offset',
  'read.csv',
  'drift(t)',
  'maxIter',
  'run_all.sh',
  'flush()',
  'config.toml',
  'sample_rate',
];
const EMPHASIS = ['offline', 'sufficient', 'self-affine', 'first-fit', 'flow-aware'];
const NOTES = [
  'We thank the operators at {place} for {count} hours of {tool2}.',
  'The raw {things} take {count} files; a copy is kept at {place}.',
  'Counting {things2} as well would give {number}.',
  'This differs from {method2} only when {math}.',
  'All values of {quantity} are medians over {count} {things} unless stated otherwise.',
];

/** Writes the prose of one paper, in the words of its field. */
export interface Prose {
  sentence(): Inline[];
  citing(): Inline[];
  paragraph(sentences: number, citing?: number): Inline[];
  note(): Inline[];
  /** Fills the slots of any template. */
  fill(template: string): Inline[];
  math(): { math: string; plain: string };
}

export function createProse(
  random: Random,
  field: Field,
  drawKeys: (count: number) => string[],
): Prose {
  const used = new Set<string>();

  const fill = (template: string): Inline[] => {
    const [method, method2] = random.shuffle(field.methods);
    const [things, things2] = random.shuffle(field.things);
    const [tool, tool2] = random.shuffle(field.tools);
    const [quantity, unit] = random.pick(field.quantities);
    const year = 1987 + random.integer(30);
    const inlines: Inline[] = [];
    const push = (piece: Inline): void => {
      if (piece === '') return;
      const last = inlines.at(-1);
      if (typeof piece === 'string' && typeof last === 'string')
        inlines[inlines.length - 1] = last + piece;
      else inlines.push(piece);
    };
    for (const part of template.split(/(\{[A-Za-z0-9]+\}|_\{emph\}_)/)) {
      const slot = /^\{([A-Za-z0-9]+)\}$/.exec(part)?.[1];
      if (part === '_{emph}_') push({ face: 'emph', text: random.pick(EMPHASIS) });
      else if (slot === undefined) push(part);
      else if (slot.startsWith('math')) push(drawMath(random));
      else if (slot.startsWith('code')) push({ face: 'texttt', text: random.pick(CODE) });
      else if (slot === 'citet') push({ cite: drawKeys(1), textual: true });
      else if (slot.startsWith('citep'))
        push({ cite: drawKeys(slot === 'citep' ? 1 : Number(slot.slice(5))), textual: false });
      else push(word(slot));
    }
    return inlines;

    function word(slot: string): string {
      switch (slot) {
        case 'method':
          return method!;
        case 'method2':
          return method2!;
        case 'Method':
          return capital(method!);
        case 'things':
          return things!;
        case 'Things':
          return capital(things!);
        case 'things2':
          return things2!;
        case 'tool':
          return tool!;
        case 'tool2':
          return bare(tool2!);
        case 'quantity':
          return quantity;
        case 'area':
          return field.area;
        case 'place':
          return random.pick(field.places);
        case 'act':
          return random.pick(ACTS);
        case 'adverb':
          return random.pick(ADVERBS);
        case 'adjective':
          return random.pick(ADJECTIVES);
        case 'adjective2':
          return random.pick(['efficient', 'even', 'unusual', 'offline', 'inexact']);
        case 'reason':
          return random.pick(REASONS);
        case 'count':
          return String(12 + random.integer(900));
        case 'count2':
          return String(2 + random.integer(60));
        case 'year':
          return String(year);
        case 'year2':
          return String(year + 1 + random.integer(7));
        case 'percent':
          return `${(1 + random.integer(480) / 10).toFixed(1)}%`;
        case 'range':
          return `${1 + random.integer(4)}–${6 + random.integer(9)}${unitOf(unit)}`;
        case 'number':
        case 'number2':
          return `${(random.integer(9000) / 100).toFixed(1 + random.integer(2))}${unitOf(unit)}`;
        case 'weekday':
          return random.pick(WEEKDAYS);
        default:
          throw new Error(`unknown slot ${slot}`);
      }
    }
  };
  const fresh = (templates: readonly string[]): Inline[] => {
    for (;;) {
      const inlines = fill(random.pick(templates));
      const key = inlines.filter((piece) => typeof piece === 'string').join('');
      if (used.has(key)) continue;
      used.add(key);
      return capitalise(inlines);
    }
  };
  const sentence = (): Inline[] => fresh(SENTENCES);
  const citing = (): Inline[] => fresh(CITING);
  return {
    sentence,
    citing,
    fill: (template) => capitalise(fill(template)),
    note: () => fresh(NOTES),
    math: () => drawMath(random),
    paragraph(sentences, cited = 0) {
      const order = random.shuffle(Array.from({ length: sentences }, (_, index) => index < cited));
      return order.flatMap((cites, index) => [
        ...(index === 0 ? [] : [' ']),
        ...(cites ? citing() : sentence()),
      ]);
    },
  };
}

const bare = (tool: string): string => tool.replace(/^(?:an?|the) /, '');
const unitOf = (unit: string): string => (unit === '%' ? '%' : `\u00a0${unit}`);
export const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
const capitalise = (inlines: Inline[]): Inline[] =>
  typeof inlines[0] === 'string' ? [capital(inlines[0]), ...inlines.slice(1)] : inlines;

const GREEK = [
  ['\\alpha', 'α'],
  ['\\beta', 'β'],
  ['\\gamma', 'γ'],
  ['\\lambda', 'λ'],
  ['\\sigma', 'σ'],
  ['\\theta', 'θ'],
  ['\\mu', 'µ'],
  ['\\tau', 'τ'],
] as const;

/** A small formula for running text: its LaTeX, and its glyphs from left to right. */
function drawMath(random: Random): { math: string; plain: string } {
  const letter = random.pick(['n', 'm', 'k', 'x', 'y', 't', 'N', 'T', 'D']);
  const [latex, glyph] = random.pick(GREEK);
  const whole = 2 + random.integer(400);
  const tenth = (random.integer(900) / 1000).toFixed(2);
  switch (random.integer(13)) {
    case 0:
      return { math: `${letter} = ${whole}`, plain: `${letter} = ${whole}` };
    case 1:
      return { math: `${latex} = ${tenth}`, plain: `${glyph} = ${tenth}` };
    case 2:
      return { math: `${letter}_{i} < ${whole}`, plain: `${letter}i < ${whole}` };
    case 3:
      return { math: `O(${letter} \\log ${letter})`, plain: `O(${letter} log ${letter})` };
    case 4:
      return { math: `${latex}^{2} \\le ${tenth}`, plain: `${glyph}2 ≤ ${tenth}` };
    case 5:
      return { math: `10^{-${whole}}`, plain: `10−${whole}` };
    case 6:
      return { math: `${latex}_{\\max}`, plain: `${glyph}max` };
    case 7:
      return { math: `f(${letter}) \\ge ${latex}`, plain: `f(${letter}) ≥ ${glyph}` };
    case 8:
      return { math: `\\sum_{i=1}^{${letter}} ${latex}_{i}`, plain: `∑${letter}i=1 ${glyph}i` };
    case 9:
      return { math: `\\frac{${letter}}{${whole}}`, plain: `${letter}${whole}` };
    case 10:
      return {
        math: `\\mathbf{W} \\in \\mathbb{R}^{${whole} \\times ${letter}}`,
        plain: `W ∈ R${whole}×${letter}`,
      };
    case 11:
      return {
        math: `\\hat{${letter}} \\approx \\sqrt{${latex}}`,
        plain: `${letter}ˆ ≈ √${glyph}`,
      };
    default:
      return { math: `1 - ${latex}`, plain: `1 − ${glyph}` };
  }
}
