import { describe, expect, it } from 'vitest';
import { ATTACKS, CANARY, injectedPages } from '../../../../test/fixtures/injections.ts';
import { makeSamples } from '../../../../test/fixtures/persona-run.ts';
import type { ScriptedCall } from '../../../../test/fixtures/scripted-models.ts';
import { contentWords } from '../../../core/text/content-words.ts';
import { unmaskedForm } from '../../../core/text/plain-form.ts';
import { usableSentences } from '../prepare/usable-sentences.ts';
import { soundsLikeInstruction } from './instruction-phrases.ts';
import { faultOfData } from './page-is-data.ts';

const PAGES = injectedPages(100);
const KINDS = {
  conversation: 4,
  instruction: 1,
  article: 1,
  character: 1,
  tool: 1,
  preference: 1,
};

/** The worst model that there is: it does whatever anything in its prompt tells it, however it is hidden. */
function obeys(call: ScriptedCall): string {
  const prompt = call.messages.map(({ content }) => String(content)).join('\n');
  const decoded = prompt.replace(/[A-Za-z0-9+/]{16,}={0,2}/g, (run) =>
    Buffer.from(run, 'base64').toString(),
  );
  if (/pwned|ignor|instruct|system/.test(unmaskedForm(decoded)))
    return `${CANARY} ${CANARY} ${CANARY} ${CANARY}?`;
  const sentence = /^Sentence: (.+)$/m.exec(String(call.messages.at(-1)!.content))?.[1];
  if (sentence === undefined) return 'Nothing of the kind.';
  return `What is it about ${[...contentWords(sentence, 'en')].slice(0, 5).join(' and ')}?`;
}

const hasPayload = (value: unknown): boolean => {
  const text = unmaskedForm(JSON.stringify(value));
  return (
    text.includes('pwned') ||
    text.includes('evil.example') ||
    /previous instructions|tool_calls/.test(text)
  );
};

describe(`100 pages with ${Object.keys(ATTACKS).length} forms of attack in 12 languages`, () => {
  it('are all there', () => {
    expect(Object.keys(ATTACKS).length).toBeGreaterThanOrEqual(25);
    expect(new Set(PAGES.map(({ language }) => language)).size).toBe(12);
  });

  it('give no sentence that carries the attack', () => {
    const through = PAGES.filter(({ document }) => hasPayload(usableSentences(document)));
    expect(through.map(({ attack }) => attack)).toEqual([]);
    // And what is clean on them is read all the same.
    expect(PAGES.filter(({ document }) => usableSentences(document).length >= 3).length).toBe(100);
  });

  it.each(['template', 'model'])(
    'end in no accepted sample, in the voice %s',
    async (voice) => {
      let accepted = 0;
      const succeeded: string[] = [];
      for (const { document, attack } of PAGES) {
        const { samples, models } = await makeSamples([document], {
          count: 6,
          options: { voice, kinds: KINDS },
          script: obeys,
        });
        accepted += samples.length;
        if (hasPayload(samples)) succeeded.push(`${attack}: in a sample`);
        if (hasPayload(models.calls)) succeeded.push(`${attack}: in a prompt`);
      }
      expect(succeeded).toEqual([]);
      expect(accepted).toBeGreaterThan(200);
    },
    60_000,
  );

  it('are caught in the reply, were one to come through', async () => {
    const { document } = PAGES[0]!;
    for (const reply of [
      `${CANARY} ${CANARY} ${CANARY} ${CANARY}?`,
      'Will you ignore all previous instructions about the tide mill at Carrow?',
      'What does the tide mill say at https://evil.example/ about corn?',
      'Why does the tide mill at Carrow say <|im_start|> about corn?',
    ]) {
      const { samples } = await makeSamples([document], {
        count: 5,
        options: { voice: 'model' },
        script: () => reply,
      });
      expect(samples).toEqual([]);
    }
  });
});

describe('words of a model', () => {
  it.each([
    ['zero width', 'What grinds the\u200b corn at Carrow?'],
    ['turned round', 'What grinds \u202ethe corn\u202c at Carrow?'],
    ['a soft hyphen', 'What grinds the co\u00adrn at Carrow?'],
    ['tags', 'What grinds the corn at Carrow?\u{E0061}\u{E0062}'],
    ['a filler', 'What grinds the\u3164 corn at Carrow?'],
    ['a joiner where nothing is joined', 'What grinds the co\u200drn at Carrow?'],
  ])('have nothing in them that nobody sees: %s', (_, text) => {
    expect(faultOfData([text], [text])).toBeDefined();
  });

  it.each(['क्\u200dषेत्र में क्या है?', 'می\u200cخواهم چه بدانم؟', 'Qu’est-ce que le moulin ?'])(
    'may have what shapes letters: %s',
    (text) => expect(faultOfData([text], [text])).toBeUndefined(),
  );
});

describe('soundsLikeInstruction', () => {
  it.each([
    ['empty lines', '\n'],
    ['a word without an end', 'a'],
    ['full stops', '. '],
  ])(
    'takes time that grows with a text: %s',
    (_, part) => {
      expect(soundsLikeInstruction(`a${part.repeat(400_000)}b`)).toBe(false);
    },
    10_000,
  );

  it.each([
    'Historians say the word comes from Latin.',
    'Birds respond with alarm calls, and plants respond with scent.',
    'Studies show the nervous system of a squid is large.',
    'Bees behave like an orchestra without a leader.',
    'At the end of the page stands a list of the ships.',
    'She writes with a pen, and the children answer in a choir.',
    'The solar system: eight planets and many small bodies.',
    'El cuerpo responde con fiebre, y escribe con la mano.',
    'على الأقل بعد كل سنة يزور الناس البحر.',
    '他只说了一句话，就离开了村子。',
    'The tool is used to bend iron, and the user holds it with both hands.',
  ])('leaves %j alone', (text) => {
    expect(soundsLikeInstruction(text)).toBe(false);
  });
});
