import { canonicalJson } from '../../../core/hash.ts';
import type { Sample } from '../../../core/records/index.ts';
import { rivalsAmong, rivalsOf } from '../assign/plan-of.ts';
import { Plan } from '../kinds/plan.ts';
import {
  listPersonas,
  type PersonaList,
  storedPersonaName,
  storedStretchOf,
} from '../list-personas.ts';
import type { PersonasOptions } from '../options.ts';
import { CHECKS } from '../write/checks.ts';

/** What of a sample cannot come from a part with these options and this seed: who asks and who else might, kind, plan, voice. */
export function contradictionOf(
  { checks }: Sample,
  options: PersonasOptions,
  _material: string,
  seed: string,
): string | undefined {
  const read = Plan.safeParse(checks.find(({ name }) => name === CHECKS.draft)?.detail);
  if (!read.success) return 'it has no plan';
  const plan = read.data;
  const { kind, moves } = plan;
  const otherwise = contradictionOfReaders(plan, options);
  if (otherwise !== undefined) return otherwise;
  if (plan.seed !== seed) return `its plan is of the seed ${plan.seed}, and its part of ${seed}`;
  if (options.kinds[kind] === undefined) return `its part makes no ${kind}`;
  if (kind === 'conversation' && !options.plans.some((one) => one.join() === moves.join()))
    return `its part has no plan ${moves.join(' ')}`;
  if (kind !== 'conversation' && moves.length > 0) return `a ${kind} has no plan of turns`;
  if (plan.voice !== options.voice || plan.answers !== options.answers)
    return `its part speaks in the voice ${options.voice}, answers ${options.answers}`;
  return plan.size === options.sentences
    ? undefined
    : `its passages have up to ${plan.size} sentences, and those of its part ${options.sentences}`;
}

function contradictionOfReaders(
  { reader, rivals }: Plan,
  options: PersonasOptions,
): string | undefined {
  const stored = storedStretchOf(options);
  if (stored !== undefined) {
    // Whom the part drew lies in its material, which verify does not have; a name is the hash of its description.
    if (rivals.length !== rivalsAmong(stored.count))
      return `its part holds ${rivalsAmong(stored.count)} others beside who asks, not ${rivals.length}`;
    const named = [reader, ...rivals];
    if (new Set(named.map(({ name }) => name)).size < named.length)
      return 'who asks is also among the others who might have asked';
    const wrong = named.find(({ name, description }) => storedPersonaName(description) !== name);
    return wrong && `the persona "${wrong.name}" is described otherwise than its name says`;
  }
  const personas = listPersonas(options);
  const index = indexOf(reader.name, personas, options);
  if (index === undefined) return `its part has no persona "${reader.name}"`;
  if (personas.at(index).description !== reader.description)
    return `its part describes the persona "${reader.name}" otherwise`;
  return canonicalJson(rivals) === canonicalJson(rivalsOf(personas, index))
    ? undefined
    : 'the others who might have asked are not those of its part';
}

function indexOf(
  name: string,
  personas: PersonaList,
  { hub }: PersonasOptions,
): number | undefined {
  if (personas.find(name) === undefined) return undefined;
  if (hub !== undefined) return Number(name.slice('hub-'.length)) - hub.from;
  for (let index = 0; index < personas.length; index++)
    if (personas.at(index).name === name) return index;
  return undefined;
}
