import { summarisePersona } from './hub/describe-persona.ts';
import { openSampledHub } from './hub/sampled-hub.ts';
import { type PersonasOptions, personaName } from './options.ts';

/** Someone who asks, as prompts and tags name them. */
export interface NamedPersona {
  name: string;
  description: string;
}

/** The personas of a part: a list, or a stretch of the hub of which each is made when it is asked for. */
export interface PersonaList {
  length: number;
  /** Raises RangeError outside. */
  at(index: number): NamedPersona;
  /** By name, or undefined. */
  find(name: string): NamedPersona | undefined;
}

export function listPersonas({
  personas,
  hub,
}: Pick<PersonasOptions, 'personas' | 'hub'>): PersonaList {
  if (hub !== undefined) {
    const sampled = openSampledHub(hub.seed);
    const at = (index: number): NamedPersona => {
      if (!(index >= 0 && index < hub.count)) throw new RangeError(`there is no persona ${index}`);
      const number = hub.from + index;
      return { name: `hub-${number}`, description: summarisePersona(sampled.persona(number)) };
    };
    return {
      length: hub.count,
      at,
      find(name) {
        const index = Number(/^hub-(\d+)$/.exec(name)?.[1] ?? Number.NaN) - hub.from;
        return index >= 0 && index < hub.count && name === `hub-${index + hub.from}`
          ? at(index)
          : undefined;
      },
    };
  }
  const named = (personas ?? []).map((persona, index) => ({
    name: personaName(persona, index),
    description: persona.description,
  }));
  return {
    length: named.length,
    at(index) {
      const found = named[index];
      if (found === undefined) throw new RangeError(`there is no persona ${index}`);
      return found;
    },
    find: (name) => named.find((persona) => persona.name === name),
  };
}
