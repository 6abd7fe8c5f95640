/**
 * Refuses texts that repeat themselves, by the repetition table of Gopher (Rae et al. 2021, arXiv 2112.11446, table A1)
 * and the symbol ratios of its quality filter (A1.1). Each message is measured alone, since an answer may well quote its
 * question. Line, paragraph and n-gram measures need enough text to mean anything: see `minWords`, `minLines`.
 */
import { z } from 'zod';
import type { Check } from '../core/records/index.ts';
import { messageText } from '../core/records/index.ts';
import type { Draft, GateDefinition } from '../core/run/gate.ts';
import { programCheck, replayByChecking } from './replay-by-checking.ts';
import { measureRepetition } from './text/measure-repetition.ts';
import { namedMessages, withoutCode } from './text/conversation.ts';

/** Fractions of 1. Names: what repeats, then whether pieces or characters are counted. */
export const REPETITION_DEFAULTS = {
  // Rae et al. 2021, table A1.
  duplicateLines: 0.3,
  duplicateParagraphs: 0.3,
  duplicateLineCharacters: 0.2,
  duplicateParagraphCharacters: 0.2,
  top2gramCharacters: 0.2,
  top3gramCharacters: 0.18,
  top4gramCharacters: 0.16,
  duplicate5gramCharacters: 0.15,
  duplicate6gramCharacters: 0.14,
  duplicate7gramCharacters: 0.13,
  duplicate8gramCharacters: 0.12,
  duplicate9gramCharacters: 0.11,
  duplicate10gramCharacters: 0.1,
  // Rae et al. 2021, A1.1: symbols per word; lines that end in an ellipsis.
  hashesPerWord: 0.1,
  ellipsesPerWord: 0.1,
  ellipsisLines: 0.3,
  // Ours, for texts below `minWords`, to which the rest of the table would be unfair: only what is mostly repetition.
  shortDuplicate5gramCharacters: 0.5,
};
export type RepetitionMeasure = keyof typeof REPETITION_DEFAULTS;

const fraction = z.number().min(0);
const limits = z.strictObject(
  Object.fromEntries(
    Object.entries(REPETITION_DEFAULTS).map(([name, limit]) => [name, fraction.default(limit)]),
  ) as Record<RepetitionMeasure, z.ZodDefault<z.ZodNumber>>,
);

const options = z.strictObject({
  roles: z
    .array(z.enum(['system', 'user', 'assistant', 'tool']))
    .min(1)
    .default(['assistant']),
  /** The greatest fraction that passes, by measure. */
  limits: limits.prefault({}),
  /** Words from which n-grams and symbols are judged by the table. */
  minWords: z.int().positive().default(50),
  /** Lines (or paragraphs) from which their repetition is judged. */
  minLines: z.int().min(2).default(5),
  /** `skip` leaves out what stands between ``` fences: closing braces repeat by nature. */
  code: z.enum(['skip', 'count']).default('skip'),
});
export type RepetitionOptions = z.infer<typeof options>;

export const repetition: GateDefinition<RepetitionOptions> = {
  name: 'repetition',
  version: 1,
  summary: 'refuses texts that repeat lines, paragraphs or word sequences (Gopher rules)',
  options,
  open: (chosen) => ({ scope: 'item', check: (draft) => checkRepetition(draft, chosen) }),
  replay: (chosen) => replayByChecking((draft) => checkRepetition(draft, chosen)),
};

function checkRepetition(draft: Draft, chosen: RepetitionOptions): Check {
  const breaches: { where: string; measure: string; measured: number; limit: number }[] = [];
  // How near the worst measure of all messages came to its limit; above 1 is a breach.
  let score = 0;
  let judged = 0;
  for (const { where, message } of namedMessages(draft)) {
    if (!chosen.roles.includes(message.role)) continue;
    const whole = messageText(message);
    const measures = measureRepetition(chosen.code === 'skip' ? withoutCode(whole) : whole, chosen);
    judged++;
    for (const [measure, measured] of Object.entries(measures) as [RepetitionMeasure, number][]) {
      const limit = chosen.limits[measure];
      if (limit > 0) score = Math.max(score, measured / limit);
      if (measured > limit) breaches.push({ where, measure, measured: round(measured), limit });
    }
  }
  const detail = { judged, ...(breaches.length > 0 ? { breaches: breaches.slice(0, 10) } : {}) };
  return programCheck(repetition, breaches.length === 0 ? 'pass' : 'fail', detail, round(score));
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
