import { describePersona } from '../describe-persona.ts';
import type { SampledHub } from '../sampled-hub.ts';
import type { StoredPersona } from './stored-persona.ts';

/** A persona of the sampled hub as a stored one; its description is in English, whatever it speaks (`attributes.language`). */
export function storeSampled(hub: SampledHub, seed: string, index: number): StoredPersona {
  const persona = hub.persona(index);
  const { id, ...attributes } = persona;
  return {
    id,
    description: describePersona(persona),
    language: 'en',
    how: 'sampled',
    attributes: Object.fromEntries(
      Object.entries(attributes).filter(([, value]) => value !== null),
    ),
    lineage: { seed, index },
  };
}
