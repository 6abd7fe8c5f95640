import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'parse5';
import { afterAll, describe, expect, it } from 'vitest';
import { scriptedModels } from '../../../../test/fixtures/scripted-models.ts';
import { systemClock } from '../../../core/clock.ts';
import { CancelledError, CredentialError, OutputParseError } from '../../../core/errors/index.ts';
import { openReplayModel } from '../../../core/model/replay-model.ts';
import { callerFor, type Roles } from '../../../core/run/caller.ts';
import { openJournal } from '../../../core/run/journal.ts';
import { createLedger } from '../../../core/run/ledger.ts';
import type { ModelAccess } from '../../../core/run/method.ts';
import { DEFAULT_RETRY } from '../../../core/run/pay.ts';
import { createRandom } from '../../../core/random.ts';
import { drawThoughts } from './draw-thoughts.ts';
import {
  aggregate,
  generate,
  groundTruth,
  keepBest,
  keepValid,
  score,
  validateAndImprove,
} from './operations.ts';
import type { Plan } from './order-plan.ts';
import { runThoughts } from './run-thoughts.ts';
import { costOfThoughts, keptTexts, ThoughtGraph } from './thought-graph.ts';

const signal = new AbortController().signal;
const none = scriptedModels([], () => '');
const run = (plan: Plan, models: ModelAccess = none): Promise<ThoughtGraph> =>
  runThoughts(plan, { models, signal });

const folder = mkdtempSync(join(tmpdir(), 'wellspring-thought-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function say(models: ModelAccess, content: string, step = 'say'): Promise<string> {
  const { text } = await models
    .role('writer')
    .text({ step, messages: [{ role: 'user', content }], maxOutputTokens: 400 });
  return text;
}

/** Sorting by merging, the paper's own case: parts are sorted and joined by a model that drops or doubles a number. */
const numbers = Array.from({ length: 64 }, () => 0).map(
  (
    (random) => () =>
      random.integer(10)
  )(createRandom('sort')),
);
const listOf = (text: string): number[] => JSON.parse(text) as number[];
const ascending = (list: readonly number[]): number[] => list.toSorted((a, b) => a - b);

const count = (from: readonly number[], value: number): number =>
  from.filter((one) => one === value).length;

/** Numbers out of order, and numbers too many or too few: the paper's error scope. */
function errorsOf(text: string, wanted: readonly number[]): number {
  const list = listOf(text);
  const disorder = list.filter((value, at) => at > 0 && value < list[at - 1]!).length;
  return Array.from({ length: 10 }, (_, value) =>
    Math.abs(count(list, value) - count(wanted, value)),
  ).reduce((sum, one) => sum + one, disorder);
}

const scoreOf =
  (wanted: readonly number[]) =>
  (text: string): number =>
    1 / (1 + errorsOf(text, wanted));

function sortPlan(list: readonly number[]): Plan {
  const plan: Record<string, Plan[string]> = {};
  const parts = [0, 1, 2, 3].map((part) => list.slice(part * 16, part * 16 + 16));
  plan['split'] = generate({ write: () => parts.map((part) => JSON.stringify(part)) });
  for (const [at, part] of parts.entries()) {
    plan[`part-${at}`] = keepValid({
      after: ['split'],
      validate: (text) => (text === JSON.stringify(part) ? undefined : 'of another branch'),
    });
    plan[`sort-${at}`] = generate({
      after: [`part-${at}`],
      n: 5,
      write: (input, _, models) => say(models, `sort ${input!.text}`),
    });
    plan[`score-${at}`] = score({ after: [`sort-${at}`], scorers: [scoreOf(part)] });
    plan[`best-${at}`] = keepBest({ after: [`score-${at}`] });
  }
  for (const [name, left, right, wanted] of [
    ['low', 'best-0', 'best-1', list.slice(0, 32)],
    ['high', 'best-2', 'best-3', list.slice(32)],
    ['all', 'low-best', 'high-best', list],
  ] as const) {
    plan[`${name}-merge`] = aggregate({
      after: [left, right],
      n: 5,
      merge: (inputs, _, models) =>
        say(models, `merge ${inputs.map(({ text }) => text).join(' ')}`),
    });
    plan[`${name}-score`] = score({ after: [`${name}-merge`], scorers: [scoreOf(wanted)] });
    plan[`${name}-best`] = keepBest({ after: [`${name}-score`] });
  }
  plan['mend'] = validateAndImprove({
    after: ['all-best'],
    tries: 3,
    validate: (text) => (errorsOf(text, list) === 0 ? undefined : `${errorsOf(text, list)} errors`),
    improve: (text, _, models) => say(models, `mend ${text}`),
  });
  plan['truth'] = groundTruth({
    after: ['mend'],
    truth: JSON.stringify(ascending(list)),
    contradicts: (text) => (errorsOf(text, list) === 0 ? undefined : 'not sorted'),
  });
  return plan;
}

/** Sorts and merges, wrong in a way that hangs on the step; mends for good at the second asking. */
function sorter(): ReturnType<typeof scriptedModels> {
  return scriptedModels(['writer'], ({ messages, step }) => {
    const [, verb, lists] = /^(\w+) (.*)$/s.exec(messages[0]!.content as string)!;
    const list = ascending([...lists!.matchAll(/\d+/g)].map(([digits]) => Number(digits)));
    if (verb === 'mend')
      return JSON.stringify(step.startsWith('mend/1') ? ascending(numbers) : list);
    const random = createRandom(`${step}/${lists}`);
    for (let slips = random.integer(3); slips > 0; slips--)
      list.splice(random.integer(list.length), 1);
    return JSON.stringify(list);
  });
}

/** Sorts with calls that take their time. */
const runWith = async (delay: (step: string) => number): Promise<string> => {
  const plain = sorter();
  const models: ModelAccess = {
    has: plain.has,
    role: (name) => ({
      ...plain.role(name),
      text: async (call) => {
        await systemClock.sleep(delay(call.step));
        return plain.role(name).text(call);
      },
    }),
  };
  return JSON.stringify(await run(sortPlan(numbers), models));
};

const merge = (): string => '';

describe('runThoughts', () => {
  it('sorts by merging, as in the paper, and is better than one draw', async () => {
    const models = sorter();
    const graph = await run(sortPlan(numbers), models);
    expect(ThoughtGraph.parse(JSON.parse(JSON.stringify(graph)))).toEqual(graph);
    expect(keptTexts(graph, 'truth')).toEqual([JSON.stringify(ascending(numbers))]);
    const drawn = graph.nodes.find(({ id }) => id === 'all-merge')!;
    const errors = drawn.made.map(({ text }) => errorsOf(text, numbers));
    const kept = errorsOf(keptTexts(graph, 'all-best')[0]!, numbers);
    expect(kept).toBe(Math.min(...errors));
    expect(kept).toBeLessThan(Math.max(...errors));
    // 4 × 5 sorts, 3 × 5 merges, and mends until the program is content.
    expect(costOfThoughts(graph).calls).toBe(models.calls.length);
    expect(models.calls.length).toBeGreaterThanOrEqual(35);
    expect(new Set(models.calls.map(({ step }) => step)).size).toBe(models.calls.length);
  });

  it('takes as many rounds as the longest chain, where one after the other takes one a call', async () => {
    let inFlight = 0;
    let rounds = 0;
    let widest = 0;
    let waiting: (() => void)[] = [];
    const plain = sorter();
    // All calls of a round are answered together, once nothing else can go on.
    const models: ModelAccess = {
      has: plain.has,
      role: (name) => ({
        ...plain.role(name),
        async text(call) {
          widest = Math.max(widest, ++inFlight);
          await new Promise<void>((resolve) => {
            if (waiting.push(resolve) === 1) {
              setTimeout(() => {
                rounds++;
                const all = waiting;
                waiting = [];
                for (const one of all) one();
              }, 5);
            }
          });
          inFlight--;
          return plain.role(name).text(call);
        },
      }),
    };
    const graph = await run(sortPlan(numbers), models);
    const { calls } = costOfThoughts(graph);
    const mends = graph.nodes.find(({ id }) => id === 'mend')!.calls;
    expect(rounds).toBe(3 + mends);
    expect(widest).toBe(20);
    expect(calls).toBe(35 + mends);
    const waves = Math.max(...graph.nodes.map(({ wave }) => wave));
    expect(waves).toBe(13);
    expect(graph.nodes.length).toBe(28);
  });

  it('gives the same record whichever call ends first', async () => {
    const early = await runWith((step) => step.length % 5);
    const late = await runWith((step) => createRandom(step).integer(8));
    expect(late).toBe(early);
  });

  it('broken off and run again, makes no call twice', async () => {
    const sent: string[] = [];
    const attempt = async (dieAfter: number): Promise<ThoughtGraph> => {
      const journal = await openJournal(folder);
      const stop = new AbortController();
      const script = sorter();
      const model = openReplayModel({
        replies: async (request) => {
          if (sent.length >= dieAfter) stop.abort(new CancelledError('killed'));
          if (stop.signal.aborted) throw stop.signal.reason as Error;
          // Under way at once, so that some are lost unpaid when it dies.
          await systemClock.sleep(1);
          sent.push(`${request.seed} ${JSON.stringify(request.messages)}`);
          const { text } = await script
            .role('writer')
            .text({ step: String(request.seed), messages: request.messages, maxOutputTokens: 400 });
          return text;
        },
      });
      const roles: Roles = new Map([['writer', [{ model, weight: 1, sampling: {} }]]]);
      const pay = {
        run: 'run',
        journal,
        ledger: createLedger({}),
        retry: DEFAULT_RETRY,
        clock: systemClock,
        onCall: () => {},
      };
      try {
        const { models } = callerFor({ id: 'a', seed: 'a' }, roles, pay, stop.signal);
        return await runThoughts(sortPlan(numbers), { models, signal: stop.signal });
      } finally {
        journal.close();
      }
    };
    await expect(attempt(23)).rejects.toThrow('killed');
    const before = sent.length;
    expect(before).toBeGreaterThanOrEqual(20);
    const graph = await attempt(Infinity);
    expect(new Set(sent).size).toBe(sent.length);
    expect(costOfThoughts(graph).calls).toBe(sent.length);
    const again = await attempt(0);
    expect(again).toEqual(graph);
    expect(costOfThoughts(graph).outputTokens).toBeGreaterThan(0);
  });

  it('refuses circles, itself included, and names that are not there, before anything is called', async () => {
    const models = sorter();
    const circle = {
      a: aggregate({ after: ['c'], merge }),
      b: aggregate({ after: ['a'], merge }),
      c: aggregate({ after: ['b'], merge }),
      d: generate({ write: (_, __, access) => say(access, 'sort 1') }),
    };
    await expect(run(circle, models)).rejects.toThrow(
      '"a" waits for "c" waits for "b" waits for "a"',
    );
    await expect(run({ a: aggregate({ after: ['a'], merge }) })).rejects.toThrow('circle');
    await expect(run({ a: aggregate({ after: ['toString'], merge }) })).rejects.toThrow(
      'no node "toString", for which "a" waits; it has: a',
    );
    expect(models.calls).toEqual([]);
    expect(await run({})).toEqual({ type: 'thought-graph', nodes: [] });
  });

  it('starts nothing new after a failure, and leaves nothing running', async () => {
    let open = 0;
    const models: ModelAccess = {
      has: () => true,
      role: () => ({
        ...none.role,
        text: async (call) => {
          open++;
          await systemClock.sleep(call.step.startsWith('bad') ? 1 : 15);
          open--;
          if (call.step.startsWith('bad')) throw new CredentialError('no key');
          return { text: 'x', reasoning: null, reply: {} as never, call: {} as never };
        },
        object: () => Promise.reject(new Error('unused')),
        embed: () => Promise.reject(new Error('unused')),
      }),
    };
    let after = 0;
    const plan: Plan = {
      bad: generate({ write: (_, __, access) => say(access, 'x') }),
      slow: generate({ write: () => systemClock.sleep(15).then(() => 'slow') }),
      next: generate({ after: ['slow'], write: () => `${++after}` }),
    };
    await expect(run(plan, models)).rejects.toThrow(CredentialError);
    expect({ open, after }).toEqual({ open: 0, after: 0 });
  });
});

describe('operations', () => {
  it('lose a draw that cannot be read, count it, and go on', async () => {
    const models = scriptedModels(['writer'], ({ step }) =>
      step.startsWith('say/1') ? ' ' : step,
    );
    const graph = await run(
      { say: generate({ n: 3, write: (_, __, access) => say(access, 'x', 'draw') }) },
      models,
    );
    expect(graph.nodes[0]).toMatchObject({
      kept: ['say/0', 'say/2'],
      lost: { 'output-empty': 1 },
      calls: 3,
    });
    expect(keptTexts(graph, 'say')).toEqual(['say/0/draw', 'say/2/draw']);
  });

  it('ask the judge last, and never of what a program refuses', async () => {
    const judged: string[] = [];
    const plan: Plan = {
      say: generate({ write: () => ['good', 'bad', 'fair', 'odd'] }),
      score: score({
        after: ['say'],
        scorers: [(text) => (text === 'bad' ? 0 : 1), (text) => (text === 'fair' ? 0.5 : 1)],
        judge: async (text) => {
          judged.push(text);
          if (text === 'odd') throw new OutputParseError('schema-mismatch', '', 'unreadable');
          return 0.8;
        },
      }),
      best: keepBest({ after: ['score'], n: 2 }),
    };
    const graph = await run(plan);
    expect(judged).toEqual(['good', 'fair', 'odd']);
    expect(graph.nodes[1]!.scores).toEqual({
      'say/0': 0.8,
      'say/0.1': 0,
      'say/0.2': 0.4,
      'say/0.3': 0,
    });
    expect(graph.nodes[1]!.lost).toEqual({ 'schema-mismatch': 1 });
    expect(keptTexts(graph, 'best')).toEqual(['good', 'fair']);
  });

  it('stop improving as soon as the program is content, and drop what never gets there', async () => {
    let asked = 0;
    const plan: Plan = {
      say: generate({ write: () => ['1', '9', 'never'] }),
      mend: validateAndImprove({
        after: ['say'],
        tries: 4,
        validate: (text) => (Number(text) >= 3 ? undefined : `${text} is below 3`),
        improve: (text) => (asked++, text === 'never' ? text : String(Number(text) + 1)),
      }),
    };
    const graph = await run(plan);
    const mend = graph.nodes[1]!;
    expect(keptTexts(graph, 'mend')).toEqual(['3', '9']);
    expect(asked).toBe(2 + 0 + 4);
    expect(mend.verdicts['say/0']).toEqual({ valid: false, reason: '1 is below 3' });
    expect(mend.verdicts['mend/1']).toEqual({ valid: true, reason: '' });
    expect(mend.made.find(({ id }) => id === 'mend/1')!.from).toEqual(['mend/0']);
  });

  it('refuse to keep the best of what was never scored', async () => {
    const plan: Plan = {
      say: generate({ write: () => 'x' }),
      best: keepBest({ after: ['say'] }),
    };
    await expect(run(plan)).rejects.toThrow('thought say/0 was never scored');
  });
});

describe('drawThoughts', () => {
  it('draws every node and arrow, and escapes what thoughts say', async () => {
    const graph = await run(
      {
        ...sortPlan(numbers),
        nasty: generate({ write: () => '</text><script>alert(1)</script>"&' }),
      },
      sorter(),
    );
    const svg = drawThoughts(graph);
    expect(svg).not.toContain('<script');
    expect(svg.match(/<g>/g)).toHaveLength(graph.nodes.length);
    const arrows = graph.nodes.reduce((sum, { after }) => sum + after.length, 0);
    expect(svg.match(/marker-end/g)).toHaveLength(arrows);
    expect(
      JSON.stringify(parse(svg), (key, value) => (key === 'parentNode' ? undefined : value)),
    ).not.toContain('"nodeName":"script"');
    expect(drawThoughts({ type: 'thought-graph', nodes: [] })).toContain('<svg');
    expect(drawThoughts(graph)).toBe(svg);
  });
});
