import { describe, expect, it } from 'vitest';
import { scriptedModels } from '../../../../test/fixtures/scripted-models.ts';
import { smallGraph, type SmallFact } from '../../../../test/fixtures/small-graph.ts';
import { ModelRefusalError } from '../../../core/errors/model-refusal-error.ts';
import { createPrompt, loadPrompts } from '../../../core/run/prompts.ts';
import { detectCommunities } from '../communities/detect-communities.ts';
import { answerByModel } from './answer-by-model.ts';
import { answerByTemplate } from './answer-by-template.ts';
import { answerOverReports } from './answer-over-reports.ts';
import { openRetriever } from './open-retriever.ts';
import type { RetrievalMode } from './retriever.ts';

const FACTS: SmallFact[] = [
  { subject: 'The Silver Tide', predicate: 'directed-by', object: 'Ada Lind', document: 0 },
  { subject: 'Ada Lind', predicate: 'born-in', object: 'Norhaven', document: 1 },
  { subject: 'Kessel', predicate: 'located-in', object: 'Veyland', document: 2, line: 12 },
];
const QUESTION = 'Where was the director of The Silver Tide born?';

async function ask(mode: RetrievalMode, question = QUESTION, reply: () => string = () => '{}') {
  const small = smallGraph(FACTS);
  const communities = detectCommunities(small.graph);
  const retriever = await openRetriever({ ...small, communities });
  const retrieved = await retriever.retrieve(question, { mode, limit: 3 });
  const models = scriptedModels(['answerer'], reply);
  const prompts = loadPrompts(new URL('./prompts/', import.meta.url));
  const ports = {
    caller: models.role('answerer'),
    prompt: (name: 'answer' | 'points' | 'overview') => createPrompt(name, prompts[name]!.text),
    isNameWord: () => false,
  };
  return {
    calls: models.calls,
    byTemplate: () => answerByTemplate(retrieved, retriever, small),
    byModel: () => answerByModel(question, retrieved, small, ports),
    overReports: () => answerOverReports(question, retrieved, retriever.reports(), small, ports),
  };
}

describe('answerByTemplate', () => {
  it('states the facts of the chain, each with the sentence that says it', async () => {
    const answer = await (await ask('multi-hop')).byTemplate();
    expect(answer).toMatchObject({ voice: 'template', isFound: true, text: null });
    expect(answer.statements.slice(0, 2)).toEqual([
      {
        text: 'The Silver Tide directed by Ada Lind.',
        quotations: [
          expect.objectContaining({
            quote: 'The Silver Tide directed by Ada Lind.',
            title: 'Text 0',
            uri: 'text-0.md',
            passage: 0,
          }),
        ],
      },
      {
        text: 'Ada Lind born in Norhaven.',
        quotations: [expect.objectContaining({ quote: 'Ada Lind born in Norhaven.' })],
      },
    ]);
  });

  it('names the line of what was imported', async () => {
    const answer = await (await ask('local', 'Where is Kessel located?')).byTemplate();
    expect(answer.statements[0]).toEqual({
      text: 'Kessel located in Veyland.',
      quotations: [{ uri: 'triples.tsv', line: 12 }],
    });
  });

  it('says that nothing is found', async () => {
    for (const mode of ['multi-hop', 'local', 'lexical'] as const) {
      const answer = await (await ask(mode, 'Who wrote Xanadu?')).byTemplate();
      expect(answer).toMatchObject({ isFound: false, statements: [] });
    }
  });

  it('lists reports with citations', async () => {
    const answer = await (await ask('global')).byTemplate();
    expect(answer.isFound).toBe(true);
    expect(answer.statements[0]!.text).toMatch(/entities.*facts/);
    expect(answer.statements[0]!.quotations.length).toBeGreaterThan(0);
  });
});

const reply = (sentences: number[], answer: string) => () => JSON.stringify({ sentences, answer });

describe('answerByModel', () => {
  it('quotes the sentences that the model points at', async () => {
    const asked = await ask('multi-hop', QUESTION, reply([2, 4, 4], 'Norhaven'));
    const answer = await asked.byModel();
    const prompt = String(asked.calls[0]!.messages.at(-1)!.content);
    expect(prompt).toContain('2. The Silver Tide directed by Ada Lind.');
    expect(answer).toMatchObject({ voice: 'model', isFound: true, text: 'Norhaven', dropped: {} });
    expect(answer.statements.map(({ text }) => text)).toEqual([
      'The Silver Tide directed by Ada Lind.',
      'Ada Lind born in Norhaven.',
    ]);
    for (const { text, quotations } of answer.statements) {
      expect(quotations).toEqual([expect.objectContaining({ quote: text })]);
    }
  });

  it('drops a wording that brings a name or a number, and pointers to nothing', async () => {
    const invented = await (await ask('multi-hop', QUESTION, reply([4], 'In Oslo'))).byModel();
    expect(invented).toMatchObject({ isFound: true, text: null, dropped: { 'foreign-name': 1 } });
    const nowhere = await (
      await ask('multi-hop', QUESTION, reply([0, 99, 2.5], 'Norhaven'))
    ).byModel();
    expect(nowhere).toMatchObject({
      isFound: false,
      text: null,
      statements: [],
      dropped: { 'no-such-sentence': 3 },
    });
    const none = await (await ask('multi-hop', QUESTION, reply([], ''))).byModel();
    expect(none).toMatchObject({ isFound: false, dropped: {} });
  });

  it('asks nothing where there is nothing to point at, and counts what cannot be read', async () => {
    const asked = await ask('multi-hop', 'Who wrote Xanadu?', reply([1], 'x'));
    expect(await asked.byModel()).toMatchObject({ isFound: false });
    expect(asked.calls).toHaveLength(0);
    const unread = await (await ask('multi-hop', QUESTION, () => 'Norhaven!')).byModel();
    expect(unread.isFound).toBe(false);
    expect(Object.values(unread.dropped)).toEqual([1]);
    const refused = await ask('multi-hop', QUESTION, () => {
      throw new ModelRefusalError('no');
    });
    expect(Object.values((await refused.byModel()).dropped)).toEqual([1]);
  });
});

describe('answerOverReports', () => {
  it('takes points of each report and sums up those that cite', async () => {
    let turn = 0;
    const asked = await ask('global', 'What is there about Ada Lind?', () =>
      turn++ === 0
        ? JSON.stringify({
            points: [
              { text: 'Ada Lind was born in Norhaven.', facts: [1, 2, 3], helps: 9 },
              { text: 'Ada Lind was born in Oslo.', facts: [1, 2], helps: 9 },
              { text: 'Of no help.', facts: [1], helps: 0 },
            ],
          })
        : JSON.stringify({
            sentences: [
              { text: 'Norhaven is where Ada Lind was born.', points: [1] },
              { text: 'It is lovely there.', points: [] },
            ],
          }),
    );
    const answer = await asked.overReports();
    expect(asked.calls.map(({ step }) => step.split('/')[0])).toEqual(['points', 'overview']);
    expect(answer).toMatchObject({
      isFound: true,
      text: 'Norhaven is where Ada Lind was born.',
      dropped: { 'foreign-name': 1, 'no-pointer': 1 },
    });
    expect(answer.statements[0]!.quotations.length).toBeGreaterThan(0);
  });

  it('finds nothing where no point holds', async () => {
    const asked = await ask('global', 'What is there about Ada Lind?', () => '{"points": []}');
    expect(await asked.overReports()).toMatchObject({ isFound: false, text: null, statements: [] });
    expect(asked.calls).toHaveLength(1);
  });
});
