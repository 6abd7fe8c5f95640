import { z } from 'zod';
import { HUB_SIZE } from './hub/hub-size.ts';

/** Someone who reads and asks. */
export const Persona = z.strictObject({
  /** Short, for tags; by default the persona's place in the list: `persona-1`. */
  name: z.string().trim().min(1).max(60).optional(),
  /** Who it is, in one sentence: `a retired fisherman who mends nets`. */
  description: z.string().trim().min(3).max(400),
});
export type Persona = z.infer<typeof Persona>;

/** A stretch of the sampled hub: personas by index, made when they are needed. */
export const HubStretch = z.strictObject({
  seed: z.union([z.string(), z.int()]).transform(String).default('0'),
  from: z.int().nonnegative().default(0),
  count: z.int().positive(),
});
export type HubStretch = z.infer<typeof HubStretch>;

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
    /** Instead of a list: so many personas of the hub. */
    hub: HubStretch.optional(),
    /** Questions in a conversation, each answered from sentences that no earlier answer quoted. */
    turns: z.int().min(1).max(4).default(2),
    /** Sentences of a page that are put before the answerer together. */
    sentences: z.int().min(3).max(8).default(4),
    /** Most sentences that one answer may quote. */
    maxSentences: z.int().min(1).max(3).default(2),
    /** Tries of each question, and twice as many of each pointer, until one passes its check. */
    draws: z.int().min(1).max(16).default(3),
  })
  .refine(({ personas, hub }) => (personas === undefined) !== (hub === undefined), {
    error: 'name either `personas` or `hub: { count: … }`',
  })
  .refine(({ hub }) => hub === undefined || hub.from + hub.count <= HUB_SIZE, {
    error: `the hub ends at ${HUB_SIZE}`,
    path: ['hub'],
  });
export type PersonasOptions = z.infer<typeof PersonasOptions>;

export function personaName(persona: Persona, index: number): string {
  return persona.name ?? `persona-${index + 1}`;
}
