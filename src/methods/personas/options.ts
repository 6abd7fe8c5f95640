import { z } from 'zod';
import { HUB_SIZE } from './hub/hub-size.ts';
import { DEFAULT_PLANS, Moves } from './kinds/moves.ts';
import { PERSONA_KINDS } from './kinds/plan.ts';

/** Someone who reads and asks. */
export const Persona = z.strictObject({
  /** Short, for tags; by default the persona's place in the list: `persona-1`. */
  name: z.string().trim().min(1).max(60).optional(),
  /** Who it is, in one sentence: `a retired fisherman who mends nets`. */
  description: z.string().trim().min(3).max(400),
});
export type Persona = z.infer<typeof Persona>;

/** A stretch of the sampled hub: personas by index, made when they are needed. */
export interface HubStretch {
  seed: string;
  from: number;
  count: number;
}

/** A stretch of a stored hub: its personas in the order of the hub, or those that fit, as they were when the part was prepared. */
export interface StoredStretch {
  /** The hub's folder, from the recipe's own. */
  dir: string;
  from: number;
  count: number;
  /** `age >= 30 and occupation like '%nurse%'`. */
  where?: string | undefined;
}

/** Personas of a stored hub that a part may draw: they are held in memory. */
const MOST_STORED = 1_000_000;

const Stretch = z
  .strictObject({
    seed: z.union([z.string(), z.int()]).transform(String).optional(),
    dir: z.string().min(1).optional(),
    from: z.int().nonnegative().default(0),
    count: z.int().positive(),
    where: z.string().min(1).optional(),
  })
  .refine(({ dir, seed }) => dir === undefined || seed === undefined, {
    error: '`seed` is of the sampled hub, and `dir` names a stored one',
  })
  .refine(({ dir, where }) => dir !== undefined || where === undefined, {
    error: '`where` needs `dir`: the sampled hub is not searched',
    path: ['where'],
  })
  .refine(({ dir, count }) => dir === undefined || count <= MOST_STORED, {
    error: `a part draws at most ${MOST_STORED} personas of a stored hub`,
    path: ['count'],
  })
  .refine(({ dir, from, count }) => dir !== undefined || from + count <= HUB_SIZE, {
    error: `the hub ends at ${HUB_SIZE}`,
  })
  .transform(({ seed = '0', dir, where, from, count }): HubStretch | StoredStretch =>
    dir === undefined
      ? { seed, from, count }
      : { dir, from, count, ...(where !== undefined && { where }) },
  );

/** What a recipe's part may say under `options` for `method: personas`. */
export const PersonasOptions = z
  .strictObject({
    personas: z
      .array(Persona)
      .min(1)
      .superRefine((personas, context) => {
        const names = personas.map(personaName);
        const twice = names.find((name, index) => names.indexOf(name) !== index);
        if (twice !== undefined) {
          context.addIssue({ code: 'custom', message: `two personas are named "${twice}"` });
        }
      })
      .optional(),
    /** Instead of a list: so many personas of the sampled hub, or of a stored one. */
    hub: Stretch.optional(),
    /** What is made, by weight; a kind that is left out is not made. */
    kinds: z
      .partialRecord(z.enum(PERSONA_KINDS), z.number().positive())
      .refine((kinds) => Object.keys(kinds).length > 0, { error: 'name at least one kind' })
      .default({ conversation: 1 }),
    /** Conversations: plans of 2 to 8 turns, each as often as the others. */
    plans: z
      .array(Moves)
      .min(1)
      .default(DEFAULT_PLANS.map((moves) => [...moves])),
    /** `template`: programs write all words, and no model is needed. `model`: the role `writer` speaks for the reader. */
    voice: z.enum(['template', 'model']).default('model'),
    /** `reworded`: a model may put a quotation in other words, where every word that counts is kept; else it stands. */
    answers: z.enum(['quoted', 'reworded']).default('quoted'),
    /** Sentences of a page that make a passage, at most. */
    sentences: z.int().min(3).max(8).default(5),
    /** Tries of each wording, until one passes its check. */
    draws: z.int().min(1).max(16).default(3),
  })
  .refine(({ personas, hub }) => (personas === undefined) !== (hub === undefined), {
    error: 'name either `personas` or `hub: { count: … }`',
  })
  .refine(({ voice, answers }) => voice === 'model' || answers === 'quoted', {
    error: '`answers: reworded` needs `voice: model`',
    path: ['answers'],
  });
export type PersonasOptions = z.infer<typeof PersonasOptions>;

export function personaName(persona: Persona, index: number): string {
  return persona.name ?? `persona-${index + 1}`;
}
