import { type Random } from '../../src/core/random.ts';
import { messageText, type Sample } from '../../src/core/records/index.ts';
import { splitWords } from '../../src/core/text/sentences.ts';
import { rivalsOf } from '../../src/methods/personas/assign/plan-of.ts';
import type { PersonaList } from '../../src/methods/personas/list-personas.ts';
import { replaceEverywhere } from './forgery.ts';

function span(copy: Sample, at = 0) {
  const found = copy.evidence[at];
  if (found?.kind !== 'span') throw new Error('no span');
  return found;
}

function inQuote(copy: Sample, pattern: RegExp, put: string): void {
  const { quote } = span(copy);
  replaceEverywhere(copy, quote, quote.replace(pattern, put));
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

/** Changes of a sample of any kind that contradict the stored page or the plan; `other` is another sample of the same run. */
export const PERSONA_CHANGES: Record<string, (copy: Sample, other: Sample) => void> = {
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
    inQuote(copy, /(?<=\p{L} )\p{Lu}\p{Ll}{2,}|(?<=^The )\p{Ll}+/u, 'Avalon'),
  'denial in a quote, wherever it stands': (copy) => inQuote(copy, / (\w+s) /, ' never $1 '),
  'number in a reply': (copy) =>
    inMessage(
      copy,
      'assistant',
      (text) => text.replace(/\d/, '8').replace(/\btwelve\b/, 'nine'),
      -1,
    ),
  'name in a reply': (copy) =>
    inMessage(
      copy,
      'assistant',
      (text) => text.replace(/(?<=\p{Ll} )\p{Lu}\p{Ll}{2,}/u, 'Avalon'),
      -1,
    ),
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

/** Puts another of the part's personas into tags and plan, with the others who might have asked. */
export function swapPersona(copy: Sample, personas: PersonaList, at: number): void {
  const readers = Array.from({ length: personas.length }, (_unused, index) => personas.at(index));
  const now = readers.findIndex(({ name }) => name === copy.tags['persona']);
  const put = (now + 1 + (at % (readers.length - 1))) % readers.length;
  copy.tags['persona'] = readers[put]!.name;
  detail(copy)['reader'] = { ...readers[put]! };
  detail(copy)['rivals'] = rivalsOf(personas, put).map((rival) => ({ ...rival }));
}

/** Puts a denial, a doubt or another word into one of the reader's turns. */
export function contradictFreely(copy: Sample, random: Random): void {
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
}
