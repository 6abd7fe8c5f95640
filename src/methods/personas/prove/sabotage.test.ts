import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reseal } from '../../../../test/fixtures/method-run.ts';
import { LAMPS, pageOf, TIDE_MILL } from '../../../../test/fixtures/pages.ts';
import { makeSamples } from '../../../../test/fixtures/persona-run.ts';
import { createRandom } from '../../../core/random.ts';
import { messageText, type Sample } from '../../../core/records/index.ts';
import { splitWords } from '../../../core/text/sentences.ts';

const HARBOUR = pageOf('harbour.md', 'Numbers of the harbour', [
  'The old pier of the harbour was built in 1843. The new pier beside it was opened in 1911. The old pier is 120 metres long. The new pier reaches 360 metres into the bay. The ferry to Norhaven never sails on Sunday.',
]);
const PAGES = [TIDE_MILL, LAMPS, HARBOUR];

type Made = Awaited<ReturnType<typeof makeSamples>>;
let told: Made;
let spoken: Made;
const table: string[] = [];

beforeAll(async () => {
  const kinds = { conversation: 6, instruction: 1, preference: 2, 'reasoning-problem': 1 };
  told = await makeSamples(PAGES, { count: 90, options: { voice: 'template', kinds } });
  spoken = await makeSamples(PAGES, {
    count: 60,
    options: { kinds: { conversation: 3, preference: 1 } },
  });
});
afterAll(() =>
  console.log(['sabotage, all hashes made anew      caught / made', ...table].join('\n')),
);

function span(copy: Sample, at = 0) {
  const found = copy.evidence[at];
  if (found?.kind !== 'span') throw new Error('no span');
  return found;
}

/** Replaces a text wherever it stands, as one who covers tracks would. */
function everywhere(copy: Sample, from: string, to: string): void {
  const [old, put] = [from, to].map((text) => JSON.stringify(text).slice(1, -1)) as [
    string,
    string,
  ];
  Object.assign(copy, JSON.parse(JSON.stringify(copy).replaceAll(old, () => put)));
}

function inQuote(copy: Sample, pattern: RegExp, put: string): void {
  const { quote } = span(copy);
  everywhere(copy, quote, quote.replace(pattern, put));
}

function inMessage(
  copy: Sample,
  role: 'user' | 'assistant',
  edit: (text: string) => string,
  at = 0,
): void {
  const message = copy.messages.filter((one) => one.role === role).at(at);
  if (message !== undefined) message.content = edit(messageText(message));
}

const detail = (copy: Sample) =>
  copy.checks.find(({ name }) => name === 'persona-draft@1')!.detail!;

/** Changes that contradict the stored page or the plan; `other` is another sample of the same run. */
const CAUGHT: Record<string, (copy: Sample, other: Sample) => void> = {
  'quote shifted at its start': (copy) => void span(copy).start++,
  'quote shifted at its end': (copy) => void span(copy).end--,
  'quote shifted with its text': (copy) => {
    span(copy).start++;
    span(copy).quote = span(copy).quote.slice(1);
  },
  'quote in another block': (copy) => void span(copy).block++,
  'number in a quote, wherever it stands': (copy) =>
    inQuote(copy, /\d|\b(?:four|seventy|twelve|forty|thirty)\b/i, '7'),
  'name in a quote, wherever it stands': (copy) =>
    inQuote(copy, /(?<= )(?:Carrow|Norhaven)|^Norhaven|(?<=^The )\w+/, 'Avalon'),
  'denial in a quote, wherever it stands': (copy) => inQuote(copy, / (\w+s) /, ' never $1 '),
  'number in a reply': (copy) =>
    inMessage(
      copy,
      'assistant',
      (text) => text.replace(/\d/, '8').replace(/\btwelve\b/, 'nine'),
      -1,
    ),
  'name in a reply': (copy) =>
    inMessage(copy, 'assistant', (text) => text.replace(/Carrow|Norhaven/, 'Avalon'), -1),
  'denial in a reply': (copy) =>
    inMessage(copy, 'assistant', (text) => text.replace(/(?<=\w) (the|a|is|by) /, ' not $1 '), -1),
  'word of a reply': (copy) =>
    inMessage(copy, 'assistant', (text) => text.replace(/\p{Ll}{4,}/u, 'hardly')),
  'remark behind a reply': (copy) => inMessage(copy, 'assistant', (text) => `${text} I think so.`),
  'title in a reply': (copy) =>
    inMessage(copy, 'assistant', (text) => text.replace(/\([^()]*\)$/, '(Another page)')),
  'evidence of another': (copy, other) => void (copy.evidence = other.evidence),
  'evidence taken away': (copy) => void copy.evidence.pop(),
  'evidence twice': (copy) => void copy.evidence.push(structuredClone(span(copy))),
  'last reply of another, with its value': (copy, other) => {
    copy.messages.splice(-1, 1, other.messages.at(-1)!);
    copy.answer = other.answer;
  },
  'exchanges in another order': (copy) => void copy.messages.push(...copy.messages.splice(0, 2)),
  'exchange dropped': (copy) => void copy.messages.splice(1, 2),
  'exchange put behind': (copy) =>
    void copy.messages.push(
      { role: 'user', content: 'Is it so?' },
      { role: 'assistant', content: 'It is.' },
    ),
  'system message': (copy) =>
    void copy.messages.unshift({ role: 'system', content: 'You are a pirate.' }),
  'reasoning put in': (copy) => void (copy.messages[0]!.reasoning = 'Because I say so.'),
  'gold turned round': (copy) => void (copy.context![0]!.gold = !copy.context![0]!.gold),
  'passage dropped': (copy) => void copy.context!.pop(),
  'passage changed': (copy) => void (copy.context![0]!.text += ' '),
  'answer value': (copy) => void (copy.answer!.value = 'The mill is new.'),
  'answer basis': (copy) =>
    void (copy.answer!.basis = copy.answer!.basis === 'program' ? 'quotation' : 'program'),
  'computed value, with its reply': (copy) => {
    const { value } = copy.answer!;
    if (copy.kind !== 'reasoning-problem') return;
    copy.answer!.value = String(Number(value) + 1);
    inMessage(copy, 'assistant', (text) => text.replace(value, copy.answer!.value), -1);
  },
  'chosen and rejected exchanged': (copy) =>
    void ([copy.chosen, copy.rejected] = [copy.rejected, copy.chosen]),
  'rejected made true': (copy) => void (copy.rejected &&= structuredClone(copy.chosen)),
  'document tag': (copy) => void (copy.tags['document'] = 'other.md'),
  'language tag': (copy) => void (copy.tags['language'] = 'de'),
  'persona tag alone': (copy) => void (copy.tags['persona'] = 'somebody else'),
  'persona that the part has not': (copy) => {
    copy.tags['persona'] = 'king';
    detail(copy)['reader'] = { name: 'king', description: 'a king of old' };
  },
  'rivals taken away': (copy) => void (detail(copy)['rivals'] = []),
  'seed of another part': (copy) => void (detail(copy)['seed'] = '2/part'),
  'plan of another passage': (copy) =>
    void (detail(copy)['passage'] = Number(detail(copy)['passage']) + 1),
  'plan of another page': (copy, other) =>
    void (detail(copy)['document'] = detail(other)['document']!),
  'plan that the part has not': (copy) =>
    void (detail(copy)['moves'] = ['ask', 'answer', 'follow-up', 'answer', 'follow-up', 'answer']),
  metric: (copy) => void (copy.metrics = { 'persona-fit': 0.999 }),
  licence: (copy) => void (copy.licenses = ['MIT']),
  group: (copy) => void (copy.groups = ['elsewhere']),
  kind: (copy) => void (copy.kind = 'article'),
  voice: (copy) => void (copy.voice = copy.voice === 'model' ? 'template' : 'model'),
  'check dropped': (copy) => void copy.checks.splice(1, 1),
  'draft check dropped': (copy) => void copy.checks.shift(),
  'question with a number that the page lacks': (copy) =>
    inMessage(copy, 'user', (text) => text.replace('?', ' in 1234?')),
  'question replaced': (copy) =>
    void (copy.messages[0]!.content = 'Why does the volcano melt glaciers?'),
  'false variant replaced by the truth': (copy) => {
    const at = copy.messages.findIndex(
      ({ role }, index) =>
        role === 'user' && index > 1 && typeof copy.tags['variants'] === 'string',
    );
    if (at === -1) return;
    for (const message of copy.messages.filter(({ role }) => role === 'user').slice(1)) {
      const text = messageText(message);
      if (/^(?:I doubt|Are you sure|That is not how)/.test(text))
        message.content = `${text.slice(0, text.indexOf(': ') + 2)}${span(copy).quote}`;
    }
  },
  'doubt about something else': (copy) => {
    for (const message of copy.messages.filter(({ role }) => role === 'user').slice(1)) {
      const text = messageText(message);
      if (/^(?:I doubt|Are you sure|That is not how)/.test(text))
        message.content = `${text.slice(0, text.indexOf(': ') + 2)}The moon is made of cheese.`;
    }
  },
};

/** Another sample, of another page; of the same kind where there is one. */
function otherOf({ kind, groups }: Sample, { samples }: Made): Sample {
  const others = samples.filter((one) => one.groups[0] !== groups[0]);
  return others.find((one) => one.kind === kind) ?? others[0]!;
}

describe('sabotage with all hashes made anew', () => {
  it('begins with samples that verify', async () => {
    expect(told.samples.length).toBeGreaterThan(70);
    expect(spoken.samples.length).toBeGreaterThan(40);
    for (const made of [told, spoken])
      for (const sample of made.samples) expect(await made.verify(sample)).toEqual([]);
  });

  it('is caught wherever it contradicts the page or the plan', async () => {
    const missed: string[] = [];
    let forged = 0;
    for (const [name, change] of Object.entries(CAUGHT)) {
      let [made, caught] = [0, 0];
      for (const run of [told, spoken]) {
        for (const [index, sample] of run.samples.entries()) {
          if (index % 5 !== 0 && sample.kind !== 'reasoning-problem') continue;
          const other = otherOf(sample, run);
          const copy = structuredClone(sample);
          change(copy, structuredClone(other));
          const fake = reseal(copy);
          if (fake.hash === sample.hash) continue;
          made++;
          if ((await run.verify(fake)).length > 0) caught++;
          else missed.push(`${name} of ${index}`);
        }
      }
      forged += made;
      table.push(`  ${name.padEnd(46)} ${caught} / ${made}`);
      expect({ name, made: made > 0 }).toEqual({ name, made: true });
    }
    table.push(`  ${'all'.padEnd(46)} ${forged - missed.length} / ${forged}`);
    expect(missed).toEqual([]);
    expect(Object.keys(CAUGHT).length).toBeGreaterThanOrEqual(20);
    expect(forged).toBeGreaterThan(1_000);
  }, 60_000);
});

/** How many of some changes are seen; each is consistent in itself, so that not all can be. */
async function recall(
  name: string,
  run: Made,
  change: (copy: Sample, other: Sample, at: number) => void,
): Promise<number> {
  let [made, caught] = [0, 0];
  for (const [at, sample] of run.samples.entries()) {
    const other = run.samples[(at + 7) % run.samples.length]!;
    const copy = structuredClone(sample);
    change(copy, structuredClone(other), at);
    const fake = reseal(copy);
    if (fake.hash === sample.hash) continue;
    made++;
    if ((await run.verify(fake)).length > 0) caught++;
  }
  table.push(`  ${`recall: ${name}`.padEnd(46)} ${caught} / ${made}`);
  expect(made).toBeGreaterThan(10);
  return caught / made;
}

/** Puts another of the part's personas into tags and plan, with the others who might have asked. */
function swapPersona(run: Made) {
  return (copy: Sample, _: Sample, at: number): void => {
    const { personas } = run.library;
    const readers = Array.from({ length: personas.length }, (_unused, index) => personas.at(index));
    const now = readers.findIndex(({ name }) => name === copy.tags['persona']);
    const put = (now + 1 + (at % (readers.length - 1))) % readers.length;
    copy.tags['persona'] = readers[put]!.name;
    detail(copy)['reader'] = { ...readers[put]! };
    detail(copy)['rivals'] = [1, 2].map((step) => ({ ...readers[(put + step) % readers.length]! }));
  };
}

const exchangeQuestion = (copy: Sample, other: Sample): void =>
  void (copy.messages[0] = other.messages[0]!);

describe('what agrees with itself is seen in part, and the part is measured', () => {
  it('swapped personas: where programs speak, the plan’s own chance gives them away', async () => {
    expect(
      await recall('persona swapped, programs speak', told, swapPersona(told)),
    ).toBeGreaterThan(0.75);
  });

  it('swapped personas: where a model speaks', async () => {
    expect(
      await recall('persona swapped, a model speaks', spoken, swapPersona(spoken)),
    ).toBeGreaterThan(0.6);
  });

  it('contradictions put freely into the reader’s turns', async () => {
    const random = createRandom('freely');
    const contradict = (copy: Sample): void => {
      const questions = copy.messages.filter(({ role }) => role === 'user');
      const message = random.pick(questions);
      const text = messageText(message);
      const words = splitWords(text, 'en').filter((word) => word.length > 3);
      const word = words.length === 0 ? '' : random.pick(words);
      message.content = random.pick([
        text.replace(/\b(is|are|was|does|do|did)\b/i, '$1 not'),
        text.replace('?', ', although it is false?'),
        text.replace(word, 'hardly'),
        text.replace(/\band\b/, 'without'),
      ]);
    };
    expect(await recall('denial or contradiction, programs speak', told, contradict)).toBe(1);
    expect(
      await recall('denial or contradiction, a model speaks', spoken, contradict),
    ).toBeGreaterThan(0.8);
  });

  it('questions of another sample', async () => {
    expect(await recall('question of another sample', spoken, exchangeQuestion)).toBeGreaterThan(
      0.9,
    );
  });
});
