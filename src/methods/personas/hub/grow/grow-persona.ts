import { z } from 'zod';
import { ItemRejectedError } from '../../../../core/errors/index.ts';
import type { Document } from '../../../../core/records/index.ts';
import type { CallRecord } from '../../../../core/records/index.ts';
import type { ModelAccess, Prompt, RoleCaller } from '../../../../core/run/method.ts';
import {
  createPrompt,
  loadPrompts,
  oneLine,
  promptMessages,
} from '../../../../core/run/prompts.ts';
import { isEnglish } from '../../../../core/text/content-words.ts';
import type { UsableSentence } from '../../prepare/usable-sentences.ts';
import { soundsLikeInstruction } from '../../prove/instruction-phrases.ts';
import { personaId, type StoredPersona } from '../stored/stored-persona.ts';
import {
  type Fault,
  faultOfDescription,
  faultOfExample,
  faultOfGround,
  faultOfKinship,
} from './persona-form.ts';
import { type Relationship, RELATIONSHIPS, type Way, WAYS } from './relationships.ts';

/** A persona that a model wrote and the checks let stand; or why none did, with the last wording. */
export type Grown = { persona: StoredPersona } | (Fault & { text: string });

export const GROW_DEFAULTS = { draws: 2, maxOutputTokens: 160 };

const TEXTS = loadPrompts(new URL('prompts/', import.meta.url));
const PROMPTS = Object.fromEntries(
  Object.entries(TEXTS).map(([name, { version, text }]) => [
    name,
    createPrompt(`${name}@${version}`, text),
  ]),
) as Record<'persona-of-text' | 'persona-of-persona', Prompt>;

/** What the prompts show as replies. */
const EXAMPLES = Object.values(TEXTS).flatMap(({ text }) =>
  [...text.matchAll(/"persona":"([^"]+)"/g)].map(([, example]) => example!),
);

const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/**
 * Text-to-persona (Ge and others 2024, arXiv 2406.20094): who writes, reads, likes or dislikes a passage. The sentences are
 * shown numbered, the model points at those that show it, and the program keeps the spans: nothing of a page is quoted by a
 * model. Raises what stops a run; a refusal or an unreadable reply is a fault.
 */
export async function growFromText(
  passage: readonly UsableSentence[],
  way: Way,
  { hash, document }: { hash: string; document: Document },
  models: ModelAccess,
  draws = GROW_DEFAULTS.draws,
): Promise<Grown> {
  const { language, uri, license } = document;
  const schema = z.strictObject({
    persona: z.string(),
    sentences: z.array(z.int().min(1).max(passage.length)).min(1).max(passage.length),
  });
  const values = {
    sentences: passage.map(({ text }, at) => `${at + 1}. ${oneLine(text)}`).join('\n'),
    way: WAYS[way],
    ...manner(language),
  };
  return drawGrown(
    models.role('writer'),
    PROMPTS['persona-of-text'],
    values,
    schema,
    draws,
    (value, call) => {
      const pointed = [...new Set(value.sentences)]
        .toSorted((a, b) => a - b)
        .map((n) => passage[n - 1]!);
      const fault =
        faultOfExample(value.persona, language, EXAMPLES) ??
        faultOfDescription(
          value.persona,
          language,
          passage.map(({ text }) => text),
        ) ??
        faultOfGround(value.persona, language, [
          ...pointed.map(({ text }) => text),
          document.title,
        ]);
      if (fault !== undefined) return fault;
      const spans = pointed.map(({ block, start, end, text }) => ({
        block,
        start,
        end,
        quote: text,
      }));
      return {
        persona: {
          id: personaId(value.persona),
          description: value.persona,
          language,
          how: 'from-text',
          attributes: {},
          lineage: { document: hash, uri, license, way, spans, ...lineageOf(call) },
        },
      };
    },
  );
}

/** Persona-to-persona: who stands in a relationship to a persona. The parent's words are data: one that addresses a model is not asked about. */
export async function growFromPersona(
  parent: StoredPersona,
  relationship: Relationship,
  round: number,
  models: ModelAccess,
  draws = GROW_DEFAULTS.draws,
): Promise<Grown> {
  const { description, language } = parent;
  if (soundsLikeInstruction(description))
    return {
      reason: 'speaks-to-models',
      detail: 'the parent addresses a language model',
      text: '',
    };
  const schema = z.strictObject({ persona: z.string() });
  const values = {
    persona: oneLine(description),
    relationship: RELATIONSHIPS[relationship],
    ...manner(language),
  };
  return drawGrown(
    models.role('writer'),
    PROMPTS['persona-of-persona'],
    values,
    schema,
    draws,
    (value, call) => {
      const fault =
        faultOfExample(value.persona, language, EXAMPLES) ??
        faultOfDescription(value.persona, language, [description]) ??
        faultOfKinship(value.persona, language, description);
      if (fault !== undefined) return fault;
      return {
        persona: {
          id: personaId(value.persona),
          description: value.persona,
          language,
          how: 'from-persona',
          attributes: {},
          lineage: { parent: parent.id, relationship, round, ...lineageOf(call) },
        },
      };
    },
  );
}

async function drawGrown<Reply extends { persona: string }>(
  caller: RoleCaller,
  prompt: Prompt,
  values: Record<string, string>,
  schema: z.ZodType<Reply>,
  draws: number,
  judge: (reply: Reply, call: CallRecord) => { persona: StoredPersona } | Fault,
): Promise<Grown> {
  let last: Fault & { text: string } = {
    reason: 'no-draw',
    detail: 'no draw was asked for',
    text: '',
  };
  for (let draw = 0; draw < draws; draw++) {
    try {
      const { value, call } = await caller.object({
        step: 'persona',
        messages: promptMessages(prompt.render(values)),
        maxOutputTokens: GROW_DEFAULTS.maxOutputTokens,
        temperature: draw === 0 ? 0.7 : 1,
        prompt,
        draw,
        schema,
        schemaName: 'persona',
        attempts: 1,
      });
      const reply = { ...value, persona: value.persona.normalize('NFC').trim() };
      const judged = judge(reply, call);
      if ('persona' in judged) return judged;
      last = { ...judged, text: reply.persona };
    } catch (error) {
      if (!(error instanceof ItemRejectedError)) throw error;
      last = { reason: error.reason, detail: error.message, text: '' };
    }
  }
  return last;
}

function manner(language: string): { language: string; opening: string } {
  return {
    language: language === 'und' ? 'English' : (languageNames.of(language) ?? language),
    opening: isEnglish(language) ? ' that begins with "A" or "An"' : '',
  };
}

function lineageOf({
  model,
  revision,
  prompt,
  journalKey,
}: CallRecord): Partial<StoredPersona['lineage']> {
  return { model, revision, prompt, journalKey };
}
