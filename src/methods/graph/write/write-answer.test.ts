import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { importWorld, openWorld, tellWorld } from '../../../../test/fixtures/graph-world.ts';
import { createMemoryStore } from '../../../../test/fixtures/memory-store.ts';
import { faultsOf, sealSample, writeContext } from '../../../../test/fixtures/method-run.ts';
import { type Script, scriptedModels } from '../../../../test/fixtures/scripted-models.ts';
import { spanProver, type Prover } from '../../../core/proof/index.ts';
import type { Candidate } from '../../../core/records/index.ts';
import { createRandom } from '../../../core/random.ts';
import type { Assignment, Method, ModelAccess } from '../../../core/run/method.ts';
import { loadPrompts } from '../../../core/run/prompts.ts';
import { executeQuery } from '../assign/execute-query.ts';
import { AssignOptions } from '../assign/options.ts';
import type { QueryForm, QueryPayload } from '../assign/query.ts';
import { sampleQueries } from '../assign/sample-queries.ts';
import { findEdge } from '../assign/unanswerable.ts';
import type { GraphContent } from '../knowledge-graph.ts';
import { CHECKS } from '../prove/checks.ts';
import { openScorer } from '../prove/open-scorer.ts';
import { provers } from '../prove/provers.ts';
import { replayers, requirementOf } from '../prove/replayers.ts';
import { orderGraph } from '../store/order-graph.ts';
import { keptTexts, ThoughtGraph } from '../thought/thought-graph.ts';
import { composeQuestion } from './compose-question.ts';
import { gatherContext } from './gather-context.ts';
import type { GraphWriting } from './material-port.ts';
import { writeAnswer } from './write-answer.ts';

const method = {
  name: 'graph',
  version: 1,
  provers,
  replayers,
  requires: requirementOf,
  prompts: loadPrompts(new URL('prompts/', import.meta.url)),
} as unknown as Method;

const store = createMemoryStore();
let world: GraphWriting;
const drawn = new Map<string, Assignment<QueryPayload>[]>();
const silent = scriptedModels([], () => '');

const open = (options: Partial<GraphWriting['options']>): GraphWriting => ({
  ...world,
  options: { ...world.options, ...options },
});

function write(
  assignment: Assignment<QueryPayload>,
  material: GraphWriting,
  models: ModelAccess = silent,
): Promise<Candidate[]> {
  return writeAnswer(
    assignment,
    material,
    writeContext(method, models, store, `seed/${assignment.key}`),
  );
}

const draw = async (material: GraphWriting, count: number): Promise<Assignment<QueryPayload>[]> => {
  const options = AssignOptions.parse({ unanswerable: 0.3, countWithin: 'graph' });
  const { graph, communities } = material;
  const taken: Assignment<QueryPayload>[] = [];
  for await (const one of sampleQueries(
    { graph, communities, options },
    { seed: 'write', signal: new AbortController().signal },
  )) {
    if (taken.push(one) === count) break;
  }
  return taken;
};

const ofForm = (form: QueryForm): Assignment<QueryPayload>[] =>
  drawn
    .get('told')!
    .filter(({ payload }) => payload.query.form === form && payload.withheld === null);

/** Faults of an attested check are none: verify finds its record intact and asks no further. */
async function faults(candidate: Candidate, assignment: Assignment): Promise<string[]> {
  const attested = candidate.checks.filter(({ basis }) => basis === 'attested');
  expect(attested.every(({ verdict }) => verdict === 'pass')).toBe(true);
  const checks = candidate.checks.filter(({ basis }) => basis === 'replayed');
  return faultsOf(sealSample({ ...candidate, checks }, method, assignment), method, store, [
    spanProver as Prover,
  ]);
}

beforeAll(async () => {
  world = await openWorld(store, await tellWorld(store));
  drawn.set('told', await draw(world, 400));
});

describe('questions', () => {
  it('name their anchors, vary with the seed, and stay the same for the same seed', () => {
    const { query } = ofForm('2p')[0]!.payload;
    const asked = (seed: number) => composeQuestion(world.graph, query, createRandom(seed))!;
    const all = new Set(Array.from({ length: 40 }, (_, seed) => asked(seed)));
    expect(all.size).toBeGreaterThanOrEqual(3);
    for (const question of all) {
      expect(question).toContain(query.anchors[0]!);
      expect(question).toMatch(/^\p{Lu}.*\?$/u);
    }
    expect(asked(7)).toBe(asked(7));
  });

  it('of an anchor whose name another has are not asked', async () => {
    const content = await tellWorld(store);
    const { query } = ofForm('2p')[0]!.payload;
    const entities = content.entities.map((entity) =>
      entity.id === 'Kelp' ? { ...entity, aliases: [query.anchors[0]!] } : entity,
    );
    const material = await openWorld(store, orderGraph({ ...content, entities }));
    await expect(write(ofForm('2p')[0]!, material)).rejects.toMatchObject({
      reason: 'anchor-ambiguous',
    });
  });
});

describe('what is shown', () => {
  it('is what retrieval found, with the gold passages that it missed, and nothing that opens another way', async () => {
    for (const assignment of drawn.get('told')!.slice(0, 150)) {
      const candidates = await write(assignment, world).catch((error: { reason?: string }) => {
        if (error.reason !== 'withheld-with-gold') throw error;
        return [];
      });
      for (const candidate of candidates) {
        expect(candidate.checks.map(({ name, verdict }) => `${name} ${verdict}`)).not.toContain(
          `${CHECKS.context} fail`,
        );
        const gold = candidate.context!.filter((passage) => passage.gold).length;
        expect(candidate.context!.length).toBeLessThanOrEqual(Math.max(8, gold));
      }
    }
  });

  it('leaves out what opens another way to the same answer', async () => {
    const content = await tellWorld(store);
    const { entities, predicates, facts } = content;
    const said = (predicate: string) =>
      facts.filter((fact) => predicates[fact.predicate]!.id === predicate);
    const bornIn = new Map(said('born-in').map(({ subject, object }) => [subject, object]));
    // A second founder, born in the same village as the first, told where another firm's founder was.
    const [first, other, twin] = said('founder').flatMap((gold) =>
      said('founder').flatMap((spare) =>
        [...bornIn.keys()]
          .filter(
            (person) =>
              spare.subject !== gold.subject &&
              person !== gold.object &&
              bornIn.get(person) === bornIn.get(gold.object),
          )
          .map((person) => [gold, spare, person] as const),
      ),
    )[0]!;
    const changed = facts.map((fact) =>
      fact === other ? { ...fact, subject: first.subject, object: twin } : fact,
    );
    const material = await openWorld(store, orderGraph({ ...content, facts: changed }), {
      passages: 32,
    });
    const { graph } = material;
    const [firm, person, village] = [first.subject, first.object, bornIn.get(first.object)!].map(
      (at) => entities[at]!.id,
    ) as [string, string, string];
    const query = { form: '2p' as const, anchors: [firm], predicates: ['founder', 'born-in'] };
    expect(executeQuery(graph, query).proofs).toHaveLength(2);
    const path = [
      { subject: firm, predicate: 'founder', object: person },
      { subject: person, predicate: 'born-in', object: village },
    ];
    const all = graph.passages.map((_, passage) => ({ passage, score: 1 }));
    const blind = { ...material, retrieve: async () => all };
    const edges = path.map((edge) => findEdge(graph, edge)!);
    const needs = { query, question: '', anchors: [], withheld: null, distractors: [] };
    const { passages } = await gatherContext(
      blind,
      { ...needs, path: edges, told: edges },
      createRandom('two ways'),
    );
    const shown = await Promise.all(passages!.map((passage) => material.passageText(passage)));
    expect(shown.length).toBeGreaterThan(20);
    expect(shown.join('\n')).not.toContain(`founded by ${entities[other.object]!.name}`);
    // Nor is it asked: `the founder` of what two have founded is nobody.
    const plan = { hops: 2, documents: 2, communities: 1 };
    const payload = { query, answers: [village], path, bridges: [person], distractors: [] };
    await expect(
      write({ key: 'two-ways', groups: [], payload: { ...payload, withheld: null, plan } }, blind),
    ).rejects.toMatchObject({ reason: 'path-unproved' });
  });

  it('rejects what retrieval did not find, where it may not be added', async () => {
    const blind = { ...open({ addMissingGold: false }), retrieve: async () => [] };
    await expect(write(ofForm('2p')[0]!, blind)).rejects.toMatchObject({
      reason: 'evidence-not-retrieved',
    });
    const [candidate] = await write(ofForm('2p')[0]!, { ...world, retrieve: async () => [] });
    expect(candidate!.metrics).toEqual({ retrievedGold: 0 });
    expect(candidate!.context!.every(({ gold }) => gold)).toBe(true);
    expect(await faults(candidate!, ofForm('2p')[0]!)).toEqual([]);
  });

  it('never says what is withheld', async () => {
    const twins = drawn.get('told')!.filter(({ payload }) => payload.withheld !== null);
    expect(twins.length).toBeGreaterThan(20);
    for (const twin of twins) {
      const written = await write(twin, open({ passages: 32, closedBook: true })).catch(
        (error: { reason?: string }) => {
          if (error.reason !== 'withheld-with-gold') throw error;
          return [];
        },
      );
      expect(written.length).toBeLessThanOrEqual(1);
      for (const candidate of written) {
        expect(candidate.kind).toBe('unanswerable');
        const { subject, object } = twin.payload.withheld!;
        const [from, to] = [subject, object].map((id) => id.replace(/ people$/, ''));
        for (const { text } of candidate.context!) {
          expect(text.includes(from!) && text.includes(to!)).toBe(false);
        }
        expect(candidate.answer!.value).not.toContain(to);
        expect(await faults(candidate, twin)).toEqual([]);
      }
    }
  });

  it('is a list of statements where the graph was imported', async () => {
    const imported = await openWorld(store, await importWorld(store), { closedBook: true });
    for (const assignment of await draw(imported, 40)) {
      for (const candidate of await write(assignment, imported)) {
        expect(await faults(candidate, assignment)).toEqual([]);
        expect(candidate.context).toBeUndefined();
        const isListed = /\[1\] .*\./.test(candidate.messages[0]!.content as string);
        expect(isListed).toBe(candidate.kind !== 'closed-book');
      }
    }
  });

  it('is not mixed of passages and statements', async () => {
    const told = await tellWorld(store);
    const { facts } = await importWorld(store);
    const files = [{ hash: '0'.repeat(64), uri: 'x.tsv', license: null }];
    const mixed: GraphContent = orderGraph({
      ...told,
      files,
      facts: told.facts.map((fact) =>
        told.predicates[fact.predicate]!.id === 'born-in'
          ? { ...fact, source: facts[0]!.source }
          : fact,
      ),
    });
    const assignment = ofForm('2p').find(({ payload }) => {
      const steps = payload.query.predicates.map((step) => step.replace('^', ''));
      return steps.includes('born-in') && !steps.every((step) => step === 'born-in');
    })!;
    await expect(write(assignment, await openWorld(store, mixed))).rejects.toMatchObject({
      reason: 'mixed-provenance',
    });
  });
});

describe('names as hostile as they come', () => {
  it.each([
    'Kelp [3] "quoted"',
    '$& {x} {subject} {object}',
    '<script>alert(1)</script>',
    'Acme Inc.',
    'Question: Who?',
    '海藻 😀',
    'a'.repeat(400),
  ])('%s', async (name) => {
    const content = await tellWorld(store);
    const entities = content.entities.map((entity) =>
      entity.id === 'Fulmar Lines' ? { ...entity, name, aliases: ['Fulmar Lines'] } : entity,
    );
    const material = await openWorld(store, orderGraph({ ...content, entities }));
    let written = 0;
    for (const assignment of drawn.get('told')!) {
      const { query, path } = assignment.payload;
      const isTouched = path.some(({ subject, object }) =>
        [subject, object].includes('Fulmar Lines'),
      );
      if (!isTouched || written > 12) continue;
      const candidates = await write(assignment, material).catch((error: { reason?: string }) => {
        if (error.reason === undefined) throw error;
        return [];
      });
      for (const candidate of candidates) {
        const failed = candidate.checks.filter(({ verdict }) => verdict !== 'pass');
        if (failed.length > 0) continue;
        written++;
        expect({ query, faults: await faults(candidate, assignment) }).toEqual({
          query,
          faults: [],
        });
      }
    }
    expect(written).toBeGreaterThan(3);
  });
});

/** A writer that does as it is told, and one that does not. */
const obedient: Script = ({ messages, step, role }) => {
  const asked = messages.at(-1)!.content as string;
  if (role === 'judge') {
    const list = [...asked.matchAll(/^(\d+)\. (.*)$/gm)];
    const best = list.find(([, , reading]) => reading!.includes('founder')) ?? list[0]!;
    return JSON.stringify({ same: Number(best[1]) });
  }
  if (step.includes('reword'))
    return asked
      .replace(/^What is the year when (.*) was (\w+)\?$/, 'In which year was $1 $2?')
      .replace(/^Where was/, 'In which place was')
      .replace(/^Can you name/, 'What is')
      .replace(/^Think of (.*)\. Where was this person born\?$/, 'In what place was $1 born?');
  const [, fact] =
    /Fact: (.*)\n/.exec(asked) ?? /Fact: (.*)\n/.exec(messages[0]!.content as string)!;
  const [, number] =
    /Passage \[(\d+)\]/.exec(messages.at(-1)!.content as string) ??
    /Passage \[(\d+)\]/.exec(messages.at(-3)!.content as string)!;
  return `It is said that ${fact} [${number}].`.replace('It is said that ', '');
};

const foundersBirth = (): Assignment<QueryPayload> =>
  ofForm('2p').find(({ payload }) => payload.query.predicates.join() === 'founder,born-in')!;

describe('a model’s voice', () => {
  it('rewords and states hops, and all of it verifies', async () => {
    const models = scriptedModels(['writer'], obedient);
    let reworded = 0;
    for (const assignment of drawn.get('told')!.slice(0, 60)) {
      const material = open({ voice: 'model', closedBook: true });
      const written = await write(assignment, material, models).catch(() => []);
      for (const candidate of written) {
        expect(await faults(candidate, assignment)).toEqual([]);
        if (candidate.voice === 'model') reworded++;
      }
    }
    expect(reworded).toBeGreaterThan(60);
    expect(new Set(models.calls.map(({ step }) => step.split('/').at(-1)))).toContain('state-hop');
  });

  it('falls back on our own words where what it says does not hold', async () => {
    const assignment = foundersBirth();
    const { bridges, answers } = assignment.payload;
    const babble: Script = ({ step }) =>
      step.includes('reword')
        ? `Where was ${bridges[0]}, founder of it all, born?`
        : `${answers[0]} was never the place of ${bridges[0]} [9].`;
    const models = scriptedModels(['writer'], babble);
    const [candidate] = await write(assignment, open({ voice: 'model', tries: 2 }), models);
    expect(candidate!.voice).toBe('template');
    expect(await faults(candidate!, assignment)).toEqual([]);
    // Four rewordings, and for each hop one statement and two tries to mend it.
    expect(models.calls).toHaveLength(4 + 2 * 3);
    const hash = candidate!.checks.find(({ name }) => name === CHECKS.thought)!.detail!['graph'];
    const thoughts = ThoughtGraph.parse(await store.record(hash as string));
    const fit = thoughts.nodes.find(({ id }) => id === 'fit')!;
    expect(Object.values(fit.verdicts).map(({ reason }) => reason)).toEqual(
      Array<string>(4).fill(Object.values(fit.verdicts)[0]!.reason),
    );
    expect(fit.kept).toEqual([]);
    expect(keptTexts(thoughts, 'question')).toHaveLength(1);
  });

  it('takes a rewording only where the second reader points back at the form', async () => {
    const assignment = foundersBirth();
    const asks =
      (points: (list: RegExpMatchArray[]) => number): Script =>
      (call) => {
        if (call.role !== 'judge')
          return call.step.includes('reword')
            ? `In which place was the founder of ${assignment.payload.query.anchors[0]} born?`
            : obedient(call);
        const asked = call.messages.at(-1)!.content as string;
        return JSON.stringify({ same: points([...asked.matchAll(/^(\d+)\. (.*)$/gm)]) });
      };
    const material = open({ voice: 'model', judge: 'judge' });
    const template = composeQuestion(
      world.graph,
      assignment.payload.query,
      createRandom(`seed/${assignment.key}`).fork('question'),
    )!;
    const questionOf = async (script: Script): Promise<string> => {
      const [candidate] = await write(
        assignment,
        material,
        scriptedModels(['writer', 'judge'], script),
      );
      expect(await faults(candidate!, assignment)).toEqual([]);
      return candidate!.messages[0]!.content as string;
    };
    const right = await questionOf(
      asks((list) => Number(list.find(([, , text]) => text === template)![1])),
    );
    const wrong = await questionOf(
      asks((list) => Number(list.find(([, , text]) => text !== template)![1])),
    );
    expect(right).toContain('In which place was the founder');
    expect(wrong).toContain(template);
  });
});

const reader =
  (knows: (shown: string) => boolean, answer: () => string): Script =>
  ({ messages }) =>
    knows(messages[0]!.content as string) ? `I think ${answer()}` : 'unknown';

const verdictOf = async (knows: (shown: string, gold: string[]) => boolean) => {
  const assignment = ofForm('3p').find(({ payload }) => payload.plan.documents === 3)!;
  const [plain] = await write(assignment, world);
  const gold = plain!.context!.filter((passage) => passage.gold).map(({ text }) => text);
  const { value } = plain!.answer!;
  const models = scriptedModels(
    ['reader'],
    reader(
      (shown) => knows(shown, gold),
      () => value,
    ),
  );
  const [candidate] = await write(assignment, open({ necessity: 'reader' }), models);
  return {
    check: candidate!.checks.find(({ name }) => name === CHECKS.necessity)!,
    models,
    gold,
  };
};

describe('the test of necessity', () => {
  it('passes where all is needed, and asks each case once', async () => {
    const { check, models, gold } = await verdictOf((shown, all) =>
      all.every((text) => shown.includes(text)),
    );
    expect(check).toMatchObject({ verdict: 'pass', basis: 'attested' });
    expect(gold.length).toBe(3);
    expect(models.calls).toHaveLength(2 + 3 + 3);
  });

  it('fails where less will do, or all does not', async () => {
    for (const knows of [
      () => true,
      () => false,
      (shown: string, gold: string[]) => shown.includes(gold[0]!),
      (shown: string, gold: string[]) => shown.includes(gold[0]!) && shown.includes(gold[1]!),
    ]) {
      expect((await verdictOf(knows)).check.verdict).toBe('fail');
    }
  });

  it('is unknown, not passed, where a reply cannot be read', async () => {
    const assignment = ofForm('2p')[0]!;
    const models = scriptedModels(['reader'], () => ' ');
    const [candidate] = await write(assignment, open({ necessity: 'reader' }), models);
    expect(candidate!.checks.at(-1)).toMatchObject({ name: CHECKS.necessity, verdict: 'unknown' });
  });
});

const scored = (falls: boolean, name = 'trained'): GraphWriting => ({
  ...world,
  scorer: {
    name,
    revision: 'f'.repeat(64),
    chain: async (_anchor, _steps, without) => {
      const { entities } = world.graph;
      const scores = new Float32Array(entities.length).fill(0.1);
      const isHidden = without !== undefined && falls;
      for (const { payload } of ofForm('2p').slice(0, 1))
        scores[world.graph.entityById.get(payload.answers[0]!)!] = isHidden ? 0.05 : 0.9;
      return scores;
    },
  },
});

describe('the shortcut test', () => {
  it('passes where the answer falls without its path, and fails where it stands', async () => {
    const assignment = ofForm('2p')[0]!;
    const [fell] = await write(assignment, scored(true));
    expect(fell!.checks.at(-1)).toMatchObject({
      name: CHECKS.shortcutTrained,
      basis: 'attested',
      verdict: 'pass',
      detail: { rank: 1 },
    });
    expect(fell!.tags['shortcut']).toBe('tested');
    const [stood] = await write(assignment, scored(false));
    expect(stood!.checks.at(-1)!.verdict).toBe('fail');
    const [untested] = await write(assignment, world);
    expect(untested!.tags['shortcut']).toBe('not-tested');
    const [meets] = await write(ofForm('2i')[0]!, scored(true));
    expect(meets!.tags['shortcut']).toBe('not-applicable');
  });

  const weights = new URL('../gnn/ultra/weights/ultra.bin', import.meta.url);
  const reason = existsSync(weights) ? '' : ' (skipped: the weights are not shipped yet)';
  it.skipIf(reason !== '')(`is replayed with the shipped weights${reason}`, async () => {
    const material = { ...world, scorer: await openScorer(world.graph) };
    let tested = 0;
    for (const assignment of ofForm('2p').slice(0, 6)) {
      const [candidate] = await write(assignment, material);
      const check = candidate!.checks.find(({ name }) => name === CHECKS.shortcut)!;
      if (check.verdict !== 'pass') continue;
      tested++;
      expect(await faults(candidate!, assignment)).toEqual([]);
      const forged = structuredClone(candidate!);
      forged.checks.find(({ name }) => name === CHECKS.shortcut)!.detail!['rankHidden'] = 99;
      expect(await faults(forged, assignment)).not.toEqual([]);
    }
    expect(tested).toBeGreaterThan(0);
  });
});

it('writes the same twice, byte for byte', async () => {
  for (const assignment of drawn.get('told')!.slice(0, 20)) {
    const twice = [1, 2].map(() => write(assignment, open({ closedBook: true })).catch(String));
    const [first, second] = await Promise.all(twice);
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
  }
});
