import { z } from 'zod';

/** Someone who reads and asks. */
export const Persona = z.strictObject({
  /** Short, for tags; by default the persona's place in the list: `persona-1`. */
  name: z.string().trim().min(1).max(60).optional(),
  /** Who it is, in one sentence: `a retired fisherman who mends nets`. */
  description: z.string().trim().min(3).max(400),
});
export type Persona = z.infer<typeof Persona>;

/** What a recipe's part may say under `options` for `method: personas`. */
export const PersonasOptions = z.strictObject({
  personas: z
    .array(Persona)
    .min(1)
    .superRefine((personas, context) => {
      const names = personas.map(personaName);
      const twice = names.find((name, index) => names.indexOf(name) !== index);
      if (twice !== undefined) {
        context.addIssue({ code: 'custom', message: `two personas are named "${twice}"` });
      }
    }),
  /** Questions in a conversation, each answered from sentences that no earlier answer quoted. */
  turns: z.int().min(1).max(4).default(2),
  /** Sentences of a page that are put before the answerer together. */
  sentences: z.int().min(3).max(8).default(4),
  /** Most sentences that one answer may quote. */
  maxSentences: z.int().min(1).max(3).default(2),
  /** Tries of each question, and twice as many of each pointer, until one passes its check. */
  draws: z.int().min(1).max(16).default(3),
});
export type PersonasOptions = z.infer<typeof PersonasOptions>;

export function personaName(persona: Persona, index: number): string {
  return persona.name ?? `persona-${index + 1}`;
}
