import { faultOfWording } from '../../../core/text/faithful-wording.ts';
import type { PersonaDraft, Scene, Turn } from '../kinds/persona-kind.ts';
import { titleOf } from '../kinds/words/quote-of.ts';
import { type CheckKey } from '../write/checks.ts';
import { type Bodies, textOf, wordsOfReader } from '../write/compose-candidate.ts';
import { faultOfData } from './page-is-data.ts';
import { faultOfLanguage } from './page-language.ts';
import { faultOfFit } from './persona-fit.ts';
import { faultOfForm } from './question-form.ts';
import { faultOfGrounds } from './question-grounded.ts';
import { faultOfTurns } from './turns-differ.ts';

/** A sample as its plan gives it, with the words that a model gave it. */
export interface Spoken {
  scene: Scene;
  draft: PersonaDraft;
  bodies: Bodies;
}

type Fault = (spoken: Spoken) => string | undefined | Promise<string | undefined>;

/** Why a sample does not pass, by check; writing and verifying ask the same functions. `draft` is replayed for itself. */
export const FAULTS: Record<Exclude<CheckKey, 'draft'>, Fault> = {
  quotes: (spoken) =>
    firstFault(slotsOf(spoken, 'statement'), ({ turn, body }) =>
      faultOfStatement(spoken, turn, body),
    ),
  form: (spoken) =>
    firstFault(slotsOf(spoken, 'question'), ({ body }) =>
      faultOfForm(
        body,
        textsOf(spoken),
        spoken.scene.plan.reader.description,
        spoken.scene.page.document.language,
      ),
    ),
  grounded: (spoken) =>
    firstFault(slotsOf(spoken, 'question'), ({ turn, body }) =>
      faultOfQuestion(spoken, turn, body),
    ),
  differ: (spoken) =>
    faultOfTurns(
      slotsOf(spoken, 'question').map(({ body }) => body),
      spoken.scene.page.document.language,
    ),
  pair: faultOfPair,
  language: (spoken) =>
    faultOfLanguage(
      saidIn(spoken),
      slotsOf(spoken, 'question').map(({ body }) => body),
      spoken.scene.page.document.language,
    ),
  data: (spoken) => faultOfData(saidIn(spoken), writtenBy(spoken)),
  fit: ({ draft, bodies, scene }) => faultOfFit(wordsOfReader(draft, bodies), scene.plan),
};

export function faultOfQuestion(
  { scene, draft }: Spoken,
  { slot }: Turn,
  body: string,
): string | undefined {
  if (slot?.as !== 'question') return 'it is no question';
  const { document } = scene.page;
  return faultOfGrounds(body, {
    shown: draft.shown.map(({ text }) => text),
    cited: [slot.about],
    title: titleOf(document),
    language: document.language,
  });
}

/** A statement stands as the program has it, or is put in other words that keep its sense; replies only where the part allows it. */
export function faultOfStatement(
  { scene }: Spoken,
  { slot, body: own, role }: Turn,
  body: string,
): string | undefined {
  if (slot?.as !== 'statement' || body === own) return undefined;
  const { voice, answers } = scene.plan;
  if (voice !== 'model' || (role === 'assistant' && answers !== 'reworded'))
    return `“${body}” is not the quotation`;
  const fault = faultOfWording(body, slot.says, scene.page.document.language);
  return fault === undefined ? undefined : `“${body}” ${fault}`;
}

/** The chosen answer quotes the page where the question is; the rejected one is not there. */
function faultOfPair({ scene, draft }: Spoken): string | undefined {
  const { page, plan, passage } = scene;
  const [says, other] = [draft.chosen, draft.rejected].map(
    (text) => /“(.+)”/su.exec(text ?? '')?.[1],
  );
  if (says !== passage[plan.focus]!.text) return 'the chosen answer is not the quotation';
  if (other === undefined || other === says) return 'the two answers do not differ';
  const isOnPage = page.document.blocks.some(({ text }) => text.includes(other));
  if (isOnPage === (draft.tags['rejected'] === 'other-sentence')) return undefined;
  return isOnPage
    ? 'the page says what the rejected answer says'
    : 'the rejected sentence is none of the page';
}

interface Slotted {
  turn: Turn;
  body: string;
}

/** Turns whose body a model may have given, with what stands there. */
function slotsOf({ draft, bodies }: Spoken, as: 'question' | 'statement'): Slotted[] {
  return draft.turns.flatMap((turn, at) =>
    turn.slot?.as === as ? [{ turn, body: bodies?.[at] ?? turn.body }] : [],
  );
}

function writtenBy({ draft, bodies }: Spoken): string[] {
  return draft.turns.flatMap(({ body }, at) => {
    const said = bodies?.[at] ?? body;
    return said === body ? [] : [said];
  });
}

function saidIn({ draft, bodies }: Spoken): string[] {
  const { turns, chosen, rejected } = draft;
  const said = turns.map((turn, at) => textOf(turn, bodies?.[at] ?? turn.body));
  return [...said, ...[chosen, rejected].filter((text) => text !== undefined)];
}

function textsOf({ draft }: Spoken): string[] {
  return draft.shown.map(({ text }) => text);
}

function firstFault<T>(
  items: readonly T[],
  faultOf: (item: T) => string | undefined,
): string | undefined {
  for (const item of items) {
    const fault = faultOf(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
