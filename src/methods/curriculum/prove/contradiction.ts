import type { Sample } from '../../../core/records/index.ts';
import type { CurriculumOptions } from '../options.ts';

/** What of a task cannot come from a part with these options: skill, level, form, voice, steps. */
export function contradictionOf(
  { kind, messages, tags, voice }: Sample,
  options: CurriculumOptions,
): string | undefined {
  const [low, high] = options.levels;
  const { skill, level } = tags;
  const shown = tags['form'];
  if (typeof skill !== 'string' || !options.skills.includes(skill)) {
    return `its part makes no tasks of the skill ${String(skill)}`;
  }
  if (typeof level !== 'number' || level < low || level > high) {
    return `its level is ${String(level)}, and its part's are ${low} to ${high}`;
  }
  if (!options.forms.some((one) => one === shown)) {
    return `it is put as ${String(shown)}, and its part's forms are ${options.forms.join(', ')}`;
  }
  const form = options.pairs ? 'preference' : 'task';
  if (kind !== form) return `it is of the kind ${kind}, and its part makes ${form}s`;
  if (voice !== options.voice) return `its voice is ${voice}, and its part's is ${options.voice}`;
  const reasoned = messages.some((message) => message.reasoning !== undefined);
  return reasoned === (options.reasoning && !options.pairs)
    ? undefined
    : `it ${reasoned ? 'shows' : 'lacks'} steps to its answer, and its part has reasoning: ${options.reasoning}`;
}
