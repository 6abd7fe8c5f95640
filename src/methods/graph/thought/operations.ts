import { ItemRejectedError } from '../../../core/errors/index.ts';
import type { ModelAccess } from '../../../core/run/method.ts';
import type { OperationKind, ThoughtNode } from './thought-graph.ts';

/** A text on its way through the graph, with the last that was said of it. */
export interface Thought {
  id: string;
  text: string;
  score: number | null;
}

/** What an operation is given. */
export interface Work {
  /** The thoughts that the nodes before it kept. */
  inputs: readonly Thought[];
  /** Models whose calls are named after the thought that they are for, and counted for the node. */
  modelsFor(thought: string): ModelAccess;
  /** The name of the node's thought with this number. */
  name(number: number): string;
}

type Kept = Pick<ThoughtNode, 'made' | 'scores' | 'verdicts' | 'kept' | 'lost'>;

/** A node of a plan: what it waits for, and what it does then. */
export interface Operation {
  kind: OperationKind;
  after: readonly string[];
  perform(work: Work): Promise<Kept>;
}

type Made = string | readonly string[];
/** Why a text may not stand, or undefined. A program; models judge through `score`. */
export type Validate = (text: string) => string | undefined;

/** `n` draws (default 1) for each thought before it, or `n` out of nothing; a draw may give several thoughts. */
export function generate(options: {
  after?: readonly string[];
  n?: number;
  write(input: Thought | undefined, draw: number, models: ModelAccess): Promise<Made> | Made;
}): Operation {
  const { after = [], n = 1, write } = options;
  return operation('generate', after, (work) => {
    const inputs = after.length === 0 ? [undefined] : work.inputs;
    const draws = inputs.flatMap((input) =>
      Array.from({ length: n }, (_, draw) => ({
        from: input === undefined ? [] : [input.id],
        make: (models: ModelAccess) => write(input, draw, models),
      })),
    );
    return drawAll(work, draws);
  });
}

/** `n` thoughts (default 1), each made of all thoughts before it. */
export function aggregate(options: {
  after: readonly string[];
  n?: number;
  merge(inputs: readonly Thought[], draw: number, models: ModelAccess): Promise<string> | string;
}): Operation {
  const { after, n = 1, merge } = options;
  return operation('aggregate', after, (work) => {
    const from = work.inputs.map(({ id }) => id);
    const draws = Array.from({ length: n }, (_, draw) => ({
      from,
      make: (models: ModelAccess) => merge(work.inputs, draw, models),
    }));
    return drawAll(work, draws);
  });
}

/**
 * Scores each thought from 0 to 1: the product of what programs say; a model judges last, and only what no program
 * scored 0. A judge that gives nothing readable scores 0.
 */
export function score(options: {
  after: readonly string[];
  scorers: readonly ((text: string) => number)[];
  judge?: ((text: string, models: ModelAccess) => Promise<number>) | undefined;
}): Operation {
  const { after, scorers, judge } = options;
  return operation('score', after, async (work) => {
    const lost: Record<string, number> = {};
    const scored = await settleAll(
      work.inputs.map(async ({ id, text }): Promise<[string, number]> => {
        const said = scorers.reduce((product, scorer) => product * scorer(text), 1);
        if (said === 0 || judge === undefined) return [id, said];
        const judged = await readable(judge(text, work.modelsFor(id)), lost);
        return [id, said * (judged ?? 0)];
      }),
    );
    return { made: [], scores: Object.fromEntries(scored), verdicts: {}, kept: idsOf(work), lost };
  });
}

/** Keeps the `n` thoughts with the highest scores; of equals, the earlier. */
export function keepBest(options: { after: readonly string[]; n?: number }): Operation {
  const { after, n = 1 } = options;
  return operation('keep-best', after, async ({ inputs }) => {
    const unscored = inputs.find((thought) => thought.score === null);
    if (unscored !== undefined) throw new TypeError(`thought ${unscored.id} was never scored`);
    const best = inputs.toSorted((a, b) => b.score! - a.score!).slice(0, n);
    return { ...NOTHING, kept: best.map(({ id }) => id) };
  });
}

export function keepValid(options: { after: readonly string[]; validate: Validate }): Operation {
  const { after, validate } = options;
  return operation('keep-valid', after, async ({ inputs }) => {
    const verdicts = inputs.map(({ id, text }) => [id, verdictOf(validate(text))] as const);
    const kept = verdicts.flatMap(([id, { valid }]) => (valid ? [id] : []));
    return { ...NOTHING, verdicts: Object.fromEntries(verdicts), kept };
  });
}

/** Has each thought improved until it is valid, `tries` times at most; keeps the valid ones. */
export function validateAndImprove(options: {
  after: readonly string[];
  tries: number;
  validate: Validate;
  improve(text: string, reason: string, models: ModelAccess): Promise<string> | string;
}): Operation {
  const { after, tries, validate, improve } = options;
  return operation('validate-and-improve', after, async (work) => {
    const lost: Record<string, number> = {};
    const chains = await settleAll(
      work.inputs.map(async (input, row) => {
        const made: ThoughtNode['made'] = [];
        let { id, text } = input;
        const verdicts: [string, ThoughtNode['verdicts'][string]][] = [];
        for (let done = 0; ; done++) {
          const reason = validate(text);
          verdicts.push([id, verdictOf(reason)]);
          if (reason === undefined) return { made, verdicts, kept: [id] };
          if (done === tries) return { made, verdicts, kept: [] };
          const next = work.name(row * tries + done);
          const better = await readable(improve(text, reason, work.modelsFor(next)), lost);
          if (better === undefined) continue;
          made.push({ id: next, text: better, from: [id] });
          [id, text] = [next, better];
        }
      }),
    );
    return {
      made: chains.flatMap(({ made }) => made),
      scores: {},
      verdicts: Object.fromEntries(chains.flatMap(({ verdicts }) => verdicts)),
      kept: chains.flatMap(({ kept }) => kept),
      lost,
    };
  });
}

/** Holds the thoughts before it to what a program knows, and goes on with that. */
export function groundTruth(options: {
  after: readonly string[];
  truth: string;
  /** Why a thought does not come to the truth, or undefined. */
  contradicts: Validate;
}): Operation {
  const { after, truth, contradicts } = options;
  return operation('ground-truth', after, async ({ inputs, name }) => {
    const verdicts = inputs.map(({ id, text }) => [id, verdictOf(contradicts(text))] as const);
    const from = verdicts.flatMap(([id, { valid }]) => (valid ? [id] : []));
    const made = [{ id: name(0), text: truth, from }];
    return { ...NOTHING, made, verdicts: Object.fromEntries(verdicts), kept: [name(0)] };
  });
}

/** Waits for all, then gives all or throws what the first of them threw: nothing is left running behind an error. */
export async function settleAll<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(promises);
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}

const NOTHING: Kept = { made: [], scores: {}, verdicts: {}, kept: [], lost: {} };

function operation(
  kind: OperationKind,
  after: readonly string[],
  perform: Operation['perform'],
): Operation {
  return { kind, after, perform };
}

interface Draw {
  from: string[];
  make(models: ModelAccess): Promise<Made> | Made;
}

async function drawAll(work: Work, draws: readonly Draw[]): Promise<Kept> {
  const lost: Record<string, number> = {};
  const results = await settleAll(
    draws.map(async ({ from, make }, number) => {
      const models = work.modelsFor(work.name(number));
      const text = await readable((async () => make(models))(), lost);
      const name = work.name(number);
      return [text ?? []].flat().map((one, part) => ({
        id: part === 0 ? name : `${name}.${part}`,
        text: one,
        from,
      }));
    }),
  );
  const made = results.flat();
  return { ...NOTHING, made, kept: made.map(({ id }) => id), lost };
}

/** What a draw gave; undefined, and counted, where the model's reply is of no use. Other errors pass through. */
async function readable<T>(
  promise: Promise<T> | T,
  lost: Record<string, number>,
): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (!(error instanceof ItemRejectedError)) throw error;
    lost[error.reason] = (lost[error.reason] ?? 0) + 1;
    return undefined;
  }
}

const verdictOf = (reason: string | undefined): ThoughtNode['verdicts'][string] => ({
  valid: reason === undefined,
  reason: reason ?? '',
});

const idsOf = ({ inputs }: Work): string[] => inputs.map(({ id }) => id);
