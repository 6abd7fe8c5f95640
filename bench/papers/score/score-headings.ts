import { type Tree, treeEditDistance } from '../../tables/tree-edit-distance.ts';
import type { Truth } from '../truth.ts';
import { bareText, likeness } from './normalise.ts';
import type { Reading } from './reading.ts';
import { pairUp, type Share, type Tally } from './tally.ts';
import { titleForms } from './title-forms.ts';

export interface Heading {
  title: string;
  level: number;
}

export const titleLikeness = (a: string, b: string): number =>
  Math.max(...titleForms(a).flatMap((left) => titleForms(b).map((right) => likeness(left, right))));

const LEAST = 0.95;
/** Blocks with a heading of their own that some call a section and some do not: neither right nor wrong. */
const NEUTRAL = /^(?:abstract|keywords|contents)$/;

export function trueHeadings(truth: Truth): Heading[] {
  return truth.elements
    .filter(({ kind, runIn }) => kind === 'heading' && runIn !== true)
    .map(({ text, level }) => ({ title: text, level: level! }));
}

/** What the reader calls headings, without the paper's title, the abstract, and run-in headings that it found. */
export function readHeadings(truth: Truth, reading: Reading): Heading[] {
  const runIns = truth.elements.filter(({ runIn }) => runIn === true).map(({ text }) => text);
  return reading.chunks
    .filter(({ kind }) => kind === 'heading')
    .map(({ text, level }) => ({ title: text, level: level ?? 1 }))
    .filter(
      ({ title }) =>
        !NEUTRAL.test(bareText(title)) &&
        titleLikeness(title, truth.title) < LEAST &&
        !runIns.some((runIn) => titleLikeness(title.replace(/[.:]$/, ''), runIn) >= LEAST),
    );
}

/** Section titles: letters and digits alike to 95 %, with or without the number. */
export function scoreHeadings(truth: Truth, reading: Reading): Tally {
  const gold = trueHeadings(truth);
  const found = readHeadings(truth, reading);
  const right = pairUp(gold, found, (a, b) => titleLikeness(a.title, b.title), LEAST).length;
  return { right, claimed: found.length, gold: gold.length };
}

/** 1 − edit distance over the larger tree's size, roots not counted; given as what is alike of the whole. */
export function scoreHeadingTree(truth: Truth, reading: Reading): Share {
  const [gold, found] = [
    headingTree(trueHeadings(truth)),
    headingTree(readHeadings(truth, reading)),
  ];
  const whole = Math.max(treeSize(gold), treeSize(found)) - 1;
  const cost = treeEditDistance(gold, found, (a, b) => (titleLikeness(a, b) >= LEAST ? 0 : 1));
  return { part: Math.max(0, whole - cost), whole };
}

/** Headings under the last one that is less deep. */
export function headingTree(headings: readonly Heading[]): Tree<string> {
  const root: Tree<string> = { label: '', children: [] };
  const open: { tree: Tree<string>; level: number }[] = [{ tree: root, level: -Infinity }];
  for (const { title, level } of headings) {
    while (open.at(-1)!.level >= level) open.pop();
    const tree: Tree<string> = { label: title, children: [] };
    open.at(-1)!.tree.children.push(tree);
    open.push({ tree, level });
  }
  return root;
}

const treeSize = ({ children }: Tree<string>): number =>
  1 + children.reduce((sum, child) => sum + treeSize(child), 0);
