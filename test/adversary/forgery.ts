import type { Random } from '../../src/core/random.ts';
import type { Check, Sample, SpanEvidence, TraceEvidence } from '../../src/core/records/index.ts';
import type { OpenedDataset } from './reseal.ts';

/** One family of changes that contradict the stored material, made to one sample at a time. */
export interface Forgery {
  family: string;
  /** Which samples it can be made to. */
  of(sample: Sample): boolean;
  /** Changes the sample in place; false where this sample gives no occasion. */
  edit(sample: Sample, context: ForgeryContext): boolean | void;
  /** What verify must say of the sample: the contradiction by name. */
  seen: RegExp;
  /** Whether other samples may be found at fault with it, as where a group is torn apart. */
  spreads?: boolean;
}

export interface ForgeryContext {
  dataset: OpenedDataset;
  random: Random;
  /** Another sample of the same part with other evidence. */
  other: Sample;
}

export const isTalk = (sample: Sample): boolean => sample.kind === 'conversation';
export const isTrace = (sample: Sample): boolean => sample.method === 'curriculum';
export const isTask = (sample: Sample): boolean => sample.kind === 'task';
export const isPair = (sample: Sample): boolean => sample.kind === 'preference';
export const isReworded = (sample: Sample): boolean => sample.lineage.part === 'reworded';
export const isReasoned = (sample: Sample): boolean => sample.lineage.part === 'tasks';
export const isAny = (): boolean => true;

export const span = (sample: Sample, at = 0): SpanEvidence => sample.evidence[at] as SpanEvidence;
export const trace = (sample: Sample): TraceEvidence => sample.evidence[0] as TraceEvidence;

/** The text of a message that is plain text, as all of ours are. */
export const said = (sample: Sample, at: number): string =>
  sample.messages.at(at)!.content as string;

export function say(sample: Sample, at: number, content: string): void {
  sample.messages.at(at)!.content = content;
}

export function checkOf(sample: Sample, name: string): Check {
  const found = sample.checks.find((check) => check.name.startsWith(`${name}@`));
  if (found === undefined) throw new Error(`${sample.id} has no check ${name}`);
  return found;
}

/** Replaces a text wherever it stands in the sample, as one who covers tracks would. */
export function replaceEverywhere(sample: Sample, from: string, to: string): boolean {
  const [old, put] = [from, to].map((text) => JSON.stringify(text).slice(1, -1)) as [
    string,
    string,
  ];
  const before = JSON.stringify(sample);
  const after = before.replaceAll(old, put);
  Object.assign(sample, JSON.parse(after));
  return after !== before;
}
