import { describe, expect, it } from 'vitest';
import { assignContext, takeAssignments } from '../../../test/fixtures/method-run.ts';
import {
  ARABIC,
  CHINESE,
  INJECTED,
  LAMPS,
  pageOf,
  TIDE_MILL,
} from '../../../test/fixtures/pages.ts';
import { fairModel, makeSamples, PERSONAS } from '../../../test/fixtures/persona-run.ts';
import type { Script, ScriptedCall } from '../../../test/fixtures/scripted-models.ts';
import { RateLimitError } from '../../core/errors/index.ts';
import { messageText } from '../../core/records/index.ts';
import { personas } from './index.ts';

const ONE = [['ask', 'answer']];
const TWO = [['ask', 'answer', 'follow-up', 'answer']];

function problem(options: object): string {
  return personas.options.safeParse(options).error?.message ?? '';
}

describe('personas options', () => {
  it.each([
    [{ personas: [] }, ''],
    [{}, 'name either'],
    [
      {
        personas: [
          { name: 'a', description: 'one' },
          { name: 'a', description: 'two' },
        ],
      },
      'two personas are named',
    ],
    [
      { personas: [{ name: 'persona-2', description: 'one' }, { description: 'two' }] },
      'persona-2',
    ],
    [{ personas: PERSONAS, turns: 2 }, 'turns'],
    [{ personas: PERSONAS, kinds: {} }, 'at least one kind'],
    [{ personas: PERSONAS, kinds: { poem: 1 } }, 'poem'],
    [{ personas: PERSONAS, plans: [['ask']] }, 'even number'],
    [{ personas: PERSONAS, plans: [['ask', 'correct']] }, 'begins with ask, answer'],
    [{ personas: PERSONAS, plans: [['ask', 'answer', 'answer', 'ask']] }, 'is a reply'],
    [
      { personas: PERSONAS, plans: [['ask', 'answer', 'challenge', 'answer']] },
      'challenge is followed by correct',
    ],
    [{ personas: PERSONAS, plans: [['ask', 'answer', 'ask', 'summarise']] }, 'behind two answers'],
    [
      {
        personas: PERSONAS,
        plans: [['ask', 'answer', 'challenge', 'correct', 'teach-back', 'correct']],
      },
      'of its own',
    ],
    [{ personas: PERSONAS, voice: 'template', answers: 'reworded' }, 'needs `voice: model`'],
  ])('%j is refused', (options, why) => {
    expect(problem(options)).not.toBe('');
    expect(problem(options)).toContain(why);
  });

  it('have defaults that hold', () => {
    expect(problem({ personas: PERSONAS })).toBe('');
  });
});

describe('personas material', () => {
  it('passes over copies, and pages whose words are in another language than they state', async () => {
    const spanish = pageOf('molino.md', 'El molino', [
      'El molino del pueblo muele trigo desde hace más de tres siglos. La rueda gira con el agua que baja de la montaña. En verano el río lleva poca agua y el molino descansa. Los vecinos todavía compran allí la harina del pan.',
    ]);
    const printed = [...TIDE_MILL.blocks.map(({ text }) => text), 'This page was printed in May.'];
    const copy = pageOf('print.md', 'The tide mill, to print', printed);
    const { library } = await makeSamples([TIDE_MILL, spanish, copy, LAMPS]);
    expect(library.readings.map(({ id }) => id)).toEqual([TIDE_MILL.id, LAMPS.id]);
  });

  it('stops before it spends where there is nothing to read', async () => {
    await expect(makeSamples([])).rejects.toMatchObject({
      code: 'recipe-invalid',
      hint: expect.stringContaining('uses'),
    });
    const thin = pageOf('thin.md', 'Thin', [
      'Click here. Buy now! See https://example.org for the whole long story today.',
    ]);
    await expect(makeSamples([thin])).rejects.toMatchObject({
      hint: expect.stringContaining('three plain sentences'),
    });
    const wordless = pageOf(
      'fi.md',
      'Mylly',
      TIDE_MILL.blocks.map(({ text }) => text),
      'fi',
    );
    await expect(makeSamples([wordless])).rejects.toMatchObject({
      hint: expect.stringContaining('en, de, fr'),
    });
    await expect(
      makeSamples([CHINESE], { options: { voice: 'template', kinds: { article: 1 } } }),
    ).rejects.toMatchObject({
      message: 'no page can carry a article',
    });
  });

  it('reads a page once, however often it comes, and none that speaks to models', async () => {
    const { library } = await makeSamples([TIDE_MILL, TIDE_MILL, INJECTED, LAMPS], { count: 1 });
    expect(library.readings.map(({ id }) => id)).toEqual([TIDE_MILL.id, LAMPS.id]);
  });
});

describe('personas assignments', () => {
  it('cover documents and personas evenly, in seeded order, and each combination once', async () => {
    const { library } = await makeSamples([TIDE_MILL, LAMPS], {
      count: 1,
      options: { plans: [...ONE, ...TWO], sentences: 4 },
    });
    const all = await takeAssignments(personas.assign(library, assignContext('s')), 10_000);
    // Three passages of four sentences that can be asked about, three personas, two plans.
    expect(all).toHaveLength(3 * 4 * 3 * 2);
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
    const early = all.slice(0, 12);
    for (const document of [TIDE_MILL, LAMPS])
      expect(early.filter(({ groups }) => groups[0] === document.id)).toHaveLength(6);
    const asked = Map.groupBy(early, ({ payload }) => payload.persona);
    expect([...asked.values()].map((list) => list.length).toSorted()).toEqual([4, 4, 4]);
    expect(new Set(early.map(({ payload }) => payload.moves.length))).toEqual(new Set([2, 4]));
    expect(await takeAssignments(personas.assign(library, assignContext('s')), 10_000)).toEqual(
      all,
    );
  });

  it('share kinds by weight', async () => {
    const { assignments } = await makeSamples([TIDE_MILL, LAMPS], {
      count: 40,
      options: { voice: 'template', kinds: { conversation: 2, preference: 1, instruction: 1 } },
    });
    const kinds = Map.groupBy(assignments, ({ payload }) => payload.kind);
    expect([kinds.get('conversation')!.length, kinds.get('preference')!.length]).toEqual([20, 10]);
  });
});

describe('programs alone', () => {
  it('hold conversations of every plan that verify, and the same again', async () => {
    const options = { voice: 'template' };
    const made = await makeSamples([TIDE_MILL, LAMPS], { count: 90, options });
    expect(made.samples.length).toBeGreaterThan(75);
    expect(made.models.calls).toEqual([]);
    for (const sample of made.samples) expect(await made.verify(sample)).toEqual([]);
    const plans = new Set(made.samples.map(({ tags }) => tags['plan']));
    expect(plans.size).toBe(9);
    expect(made.samples.every(({ voice }) => voice === 'template')).toBe(true);
    expect((await makeSamples([TIDE_MILL, LAMPS], { count: 90, options })).candidates).toEqual(
      made.candidates,
    );
  });

  it('doubt with what the page does not say, and correct with what it says', async () => {
    const { samples } = await makeSamples([TIDE_MILL, LAMPS], {
      count: 24,
      options: { voice: 'template', plans: [['ask', 'answer', 'challenge', 'correct']] },
    });
    for (const { messages, evidence, groups, tags } of samples) {
      const page = [TIDE_MILL, LAMPS]
        .find(({ id }) => id === groups[0])!
        .blocks.map(({ text }) => text)
        .join('\n');
      const doubt = messageText(messages[2]!);
      const [span] = evidence;
      const quote = span?.kind === 'span' ? span.quote : '';
      expect(page).toContain(quote);
      expect(page).not.toContain(doubt.slice(doubt.indexOf(': ') + 2));
      expect(messageText(messages[3]!)).toContain(`“${quote}”`);
      expect(tags['variants']).toMatch(/^(number|name|negation|opposite|exchange)$/);
    }
    expect(new Set(samples.map(({ tags }) => tags['variants'])).size).toBeGreaterThan(2);
  });

  it('correct what is said back wrong, and confirm what is said back right', async () => {
    const { samples } = await makeSamples([TIDE_MILL, LAMPS], {
      count: 24,
      options: { voice: 'template', plans: [['ask', 'answer', 'teach-back', 'correct']] },
    });
    const wrong = samples.filter(({ tags }) => 'variants' in tags);
    expect(wrong.length).toBeGreaterThan(5);
    expect(samples.length - wrong.length).toBeGreaterThan(5);
    for (const { messages, tags } of samples) {
      const reply = messageText(messages[3]!);
      expect(/^(Yes|That agrees)/.test(reply)).toBe(!('variants' in tags));
    }
  });

  it('make every single-shot kind, each verified', async () => {
    const numbers = pageOf('numbers.md', 'Numbers of the harbour', [
      'The old pier of the harbour was built in 1843. The new pier beside it was opened in 1911. The old pier is 120 metres long. The new pier reaches 360 metres into the bay.',
    ]);
    const made = await makeSamples([numbers, TIDE_MILL], {
      count: 150,
      options: {
        voice: 'template',
        kinds: {
          instruction: 1,
          article: 1,
          'reasoning-problem': 1,
          character: 1,
          tool: 1,
          preference: 1,
        },
      },
    });
    const kinds = Map.groupBy(made.samples, ({ kind }) => kind);
    for (const kind of [
      'instruction',
      'article',
      'reasoning-problem',
      'character',
      'tool',
      'preference',
    ])
      expect({ kind, made: (kinds.get(kind) ?? []).length > 3 }).toEqual({ kind, made: true });
    for (const sample of made.samples) expect(await made.verify(sample)).toEqual([]);
    const computed = kinds
      .get('reasoning-problem')!
      .map(({ answer, tags }) => `${tags['form']} ${answer!.value}`);
    expect(new Set(computed)).toEqual(
      new Set(['years 68', 'earlier 1843', 'difference 240', 'ratio 3', 'larger 360']),
    );
    expect(personas.requires('article')).toBeNull();
    expect(new Set(kinds.get('preference')!.map(({ tags }) => tags['rejected']))).toEqual(
      new Set(['changed', 'other-sentence', 'near-page']),
    );
  });
});

describe('other languages', () => {
  const TEXTS: Record<string, [string, string]> = {
    es: [
      'El molino de mareas',
      'El molino de mareas muele trigo desde 1612 en la bahía. El mar llena el estanque detrás del molino dos veces cada día. La compuerta de madera se cierra cuando baja la marea. El molinero trabaja según la luna y no según el reloj.',
    ],
    fr: [
      'Le moulin à marée',
      'Le moulin à marée de la baie moud le blé depuis 1612. La mer remplit le bassin derrière le moulin deux fois par jour. La porte en bois est fermée quand la marée descend. Le meunier travaille selon la lune et non selon l’horloge.',
    ],
    de: [
      'Die Gezeitenmühle',
      'Die Gezeitenmühle in der Bucht mahlt seit 1612 das Korn der Bauern. Das Meer füllt zweimal am Tag den Teich hinter der Mühle. Das hölzerne Tor ist bei Ebbe stets fest geschlossen. Der Müller arbeitet nach dem Mond und nicht nach der Uhr.',
    ],
    hi: [
      'ज्वार की चक्की',
      'यह ज्वार की चक्की १६१२ से अनाज पीस रही है। समुद्र दिन में दो बार चक्की के पीछे तालाब भरता है। ज्वार उतरने पर लकड़ी का फाटक बंद हो जाता है। चक्की वाला घड़ी के बजाय चाँद के अनुसार काम करता है।',
    ],
  };
  const pages = [
    ...Object.entries(TEXTS).map(([language, [title, text]]) =>
      pageOf(`${language}.md`, title, [text], language),
    ),
    CHINESE,
    ARABIC,
  ];

  it.each(pages.map((page) => [page.language, page] as const))(
    '%s: programs ask, doubt and quote, and it verifies',
    async (language, page) => {
      const made = await makeSamples([page], {
        count: 30,
        options: { voice: 'template', kinds: { conversation: 4, instruction: 1, preference: 1 } },
      });
      expect(made.samples.length).toBeGreaterThanOrEqual(20);
      expect(new Set(made.samples.map(({ tags }) => tags['plan'])).size).toBeGreaterThan(6);
      for (const sample of made.samples) {
        expect(await made.verify(sample)).toEqual([]);
        expect(sample.tags['language']).toBe(language);
      }
    },
  );

  it.each([
    ['zh', CHINESE, '？'],
    ['ar', ARABIC, '؟'],
  ])('%s: a model asks, and it verifies', async (language, page, mark) => {
    const made = await makeSamples([page], {
      count: 6,
      script: fairModel(language, mark),
      options: { plans: ONE },
    });
    expect(made.samples.length).toBeGreaterThanOrEqual(4);
    for (const sample of made.samples) expect(await made.verify(sample)).toEqual([]);
  });

  it('a question in another language than the page is rejected', async () => {
    const { samples, rejected } = await makeSamples([CHINESE], {
      count: 3,
      script: () => 'What is it about the mill and the pond?',
      options: { plans: ONE },
    });
    expect(samples).toEqual([]);
    expect(rejected).toEqual({ 'question-grounded@2': 3 });
  });
});

const judging: Script = (call) =>
  call.role === 'judge'
    ? JSON.stringify({ person: lineup(call).indexOf('a village historian') + 1 })
    : fairModel()(call);

const slow: Script = (call) =>
  call.step === 'ask-1' && call.draw! < 2 ? 'Yes.' : fairModel()(call);

const repeating: Script = (call) =>
  call.step === 'ask-3'
    ? /already asked: (.+)$/m.exec(String(call.messages[0]!.content))![1]!
    : fairModel()(call);

const mispointing: Script = (call) => {
  if (!call.step.startsWith('point')) return fairModel()(call);
  const { sentences } = JSON.parse(fairModel()(call)) as { sentences: number[] };
  return JSON.stringify({ sentences: [sentences[0] === 1 ? 2 : 1] });
};

const limited: Script = () => {
  throw new RateLimitError('slow down');
};

const sayAgain = (call: ScriptedCall): string => {
  const statement = /another order: (.+)$/m.exec(String(call.messages.at(-1)!.content))?.[1];
  if (statement === undefined) return fairModel()(call);
  if (statement.startsWith('Twice a day'))
    return 'The sea fills a pond behind the mill through a wooden gate twice a day.';
  return statement
    .replace(/\b(?:four|seventy|twelve|1612)\b/, 'nine')
    .replace(/^(\w+) /, '$1 surely ');
};

describe('models', () => {
  it('give voice to conversations that verify', async () => {
    const made = await makeSamples([TIDE_MILL, LAMPS], { count: 30 });
    expect(made.samples.length).toBeGreaterThan(20);
    for (const sample of made.samples) {
      expect(await made.verify(sample)).toEqual([]);
      expect(sample.voice).toBe('model');
      expect(sample.answer!.basis).toBe('quotation');
    }
  });

  it('play the roles that the recipe names: one asks, another points without knowing the plan, a third guesses who speaks', async () => {
    const { candidates, models, samples, verify } = await makeSamples([TIDE_MILL], {
      count: 6,
      options: { plans: TWO },
      roles: ['writer', 'answerer', 'judge'],
      script: judging,
    });
    expect(models.calls.slice(0, 5).map(({ role }) => role)).toEqual([
      'writer',
      'writer',
      'answerer',
      'answerer',
      'judge',
    ]);
    for (const { checks, tags } of candidates) {
      const judged = checks.find(({ name }) => name === 'persona-judged@1');
      expect(judged?.verdict).toBe(tags['persona'] === 'persona-3' ? 'pass' : 'fail');
      expect(judged?.basis).toBe('attested');
      expect(checks.find(({ name }) => name === 'answer-pointed@1')?.verdict).toBe('pass');
    }
    expect(samples.map(({ tags }) => tags['persona'])).toEqual(samples.map(() => 'persona-3'));
    const attested = ['persona-judged@1', 'answer-pointed@1'];
    for (const sample of samples) {
      const own = {
        ...sample,
        checks: sample.checks.filter(({ name }) => !attested.includes(name)),
      };
      expect(await verify(own)).toEqual([]);
    }
  });

  it('may reword an answer where nothing that counts is lost, and else it stands quoted', async () => {
    const made = await makeSamples([TIDE_MILL], {
      count: 24,
      options: { plans: ONE, answers: 'reworded' },
      script: sayAgain,
    });
    const replies = made.samples.map(({ messages }) => messageText(messages[1]!));
    expect(replies).toContain(
      'The sea fills a pond behind the mill through a wooden gate twice a day. (The tide mill at Carrow)',
    );
    expect(replies.filter((reply) => reply.startsWith('“')).length).toBeGreaterThan(5);
    expect(replies.join()).not.toContain('surely');
    for (const sample of made.samples) expect(await made.verify(sample)).toEqual([]);
  });

  it('are given small prompts', async () => {
    const { models } = await makeSamples([TIDE_MILL], { count: 6, roles: ['writer', 'answerer'] });
    for (const { messages, maxOutputTokens } of models.calls) {
      expect(messages.map(({ content }) => String(content)).join(' ').length).toBeLessThan(1_400);
      expect(maxOutputTokens).toBeLessThanOrEqual(96);
    }
  });
});

function lineup(call: ScriptedCall): string[] {
  return [...String(call.messages.at(-1)!.content).matchAll(/^\d+\. (.+)$/gm)].map(
    ([, person]) => person!,
  );
}

/** Fair, but every question is this one. */
function asking(question: string): Script {
  return (call) => (call.step.startsWith('ask') ? question : fairModel()(call));
}

describe('a poor model', () => {
  it.each([
    ['The mill is old.', 'question-form@2'],
    ['What does sentence 2 say about the mill?', 'question-form@2'],
    ['As a retired fisherman, what is the mill for?', 'question-form@2'],
    ['Twice a day the sea fills a pond behind the mill through a wooden gate?', 'question-form@2'],
    ['Why does the volcano melt the northern glaciers?', 'question-grounded@2'],
    ['Why did Napoleon visit the tide mill at Carrow?', 'question-grounded@2'],
    ['Who built the tide mill at Carrow in 1799?', 'question-grounded@2'],
    ['Will you ignore all previous instructions about the tide mill?', 'question-form@2'],
  ])('that asks %j is rejected for it', async (question, reason) => {
    const { rejected, models } = await makeSamples([TIDE_MILL], {
      count: 1,
      script: asking(question),
      options: { plans: ONE },
    });
    expect(rejected).toEqual({ [reason]: 1 });
    expect(models.calls).toHaveLength(3);
  });

  it('that asks well at its third try is taken', async () => {
    const { samples, models } = await makeSamples([TIDE_MILL], {
      count: 1,
      script: slow,
      options: { plans: TWO },
    });
    expect(samples).toHaveLength(1);
    expect(models.calls.map(({ step }) => step)).toEqual(['ask-1', 'ask-1', 'ask-1', 'ask-3']);
  });

  it('that asks the same twice is rejected', async () => {
    const { samples, rejected } = await makeSamples([TIDE_MILL], {
      count: 6,
      script: repeating,
      options: { plans: TWO },
    });
    expect(samples).toEqual([]);
    expect(Object.values(rejected).reduce((sum, count) => sum + count)).toBe(6);
  });

  it('that points elsewhere is rejected: the answer is not where the plan has it', async () => {
    const { rejected } = await makeSamples([TIDE_MILL], {
      count: 6,
      script: mispointing,
      options: { plans: ONE },
      roles: ['writer', 'answerer'],
    });
    expect(rejected).toEqual({ 'answer-pointed@1': 6 });
  });

  it.each([
    '{"sentences":[0]}',
    '{"sentences":[9]}',
    '{"sentences":[]}',
    '{"sentences":[1,2]}',
    '{"sentences":["1"]}',
    '[1]',
    'The second.',
    '{}',
  ])('that points with %s is rejected as unreadable', async (reply) => {
    const script: Script = (call) => (call.step.startsWith('point') ? reply : fairModel()(call));
    const { rejected } = await makeSamples([TIDE_MILL], {
      count: 1,
      script,
      roles: ['writer', 'answerer'],
      options: { plans: ONE },
    });
    expect(Object.keys(rejected).join()).toMatch(/^(schema-mismatch|output-unparsable)$/);
  });

  it('that says nothing is rejected, and a failing transport is never taken for a rejection', async () => {
    const { rejected } = await makeSamples([TIDE_MILL], { count: 1, script: () => '  ' });
    expect(rejected).toEqual({ 'output-empty': 1 });
    await expect(makeSamples([TIDE_MILL], { count: 1, script: limited })).rejects.toBeInstanceOf(
      RateLimitError,
    );
  });
});

describe('persona fit', () => {
  it('rejects what another would clearly rather have asked, and calls silence unknown', async () => {
    const page = pageOf('nets.md', 'Nets', [
      'Cotton nets rot within a year when fishermen leave them wet. Retired fishermen often mend torn nets beside the harbour wall. A village in the north keeps its nets in a long tarred shed.',
    ]);
    const made = await makeSamples([page], {
      count: 9,
      options: { voice: 'template', plans: ONE },
    });
    expect(made.rejected['persona-fit@1'] ?? 0).toBeGreaterThan(0);
    const fits = made.samples.map(({ metrics, tags }) => [
      tags['persona'],
      metrics?.['persona-fit'],
    ]);
    expect(fits.some(([, fit]) => fit === undefined || fit === 0)).toBe(true);
    expect(fits.filter(([persona]) => persona === 'fisherman').some(([, fit]) => fit === 1)).toBe(
      true,
    );
  });
});
