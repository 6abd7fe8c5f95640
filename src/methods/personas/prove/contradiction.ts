import type { Sample } from '../../../core/records/index.ts';
import { listPersonas } from '../list-personas.ts';
import type { PersonasOptions } from '../options.ts';
import { CHECKS } from './replayers.ts';

/** What of a conversation cannot come from a part with these options: who asks, how long it is, how much it quotes. */
export function contradictionOf(
  { checks, context = [], evidence, messages, tags }: Sample,
  options: PersonasOptions,
): string | undefined {
  const { turns, sentences, maxSentences } = options;
  const asker = listPersonas(options).find(String(tags['persona']));
  if (asker === undefined) return `its part has no persona "${String(tags['persona'])}"`;
  const form = checks.find((check) => check.name === CHECKS.form);
  if (form?.detail?.['persona'] !== asker.description) {
    return `the check of its questions is of another persona than "${String(tags['persona'])}"`;
  }
  if (messages.length !== 2 * turns) {
    return `it has ${messages.length} messages, and its part asks ${turns} questions`;
  }
  if (context.length > sentences) {
    return `${context.length} sentences were shown, and its part shows ${sentences}`;
  }
  return evidence.length > turns * maxSentences
    ? `it quotes ${evidence.length} sentences, and its part at most ${maxSentences} a turn`
    : undefined;
}
