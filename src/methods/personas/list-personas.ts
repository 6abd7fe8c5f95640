import { z } from 'zod';
import { MaterialAlteredError, RecipeError } from '../../core/errors/index.ts';
import { type Hash, sha256 } from '../../core/hash.ts';
import type { Store } from '../../core/run/method.ts';
import { splitSentences } from '../../core/text/sentences.ts';
import { summarisePersona } from './hub/describe-persona.ts';
import { openSampledHub } from './hub/sampled-hub.ts';
import { openStoredHub } from './hub/stored/open-stored-hub.ts';
import { type PersonasOptions, personaName, type StoredStretch } from './options.ts';

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

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What a part drew from a stored hub: the hub's identity, and records of the personas, so that the material is whole without it. */
export const DrawnPersonas = z.strictObject({
  hub: hash,
  count: z.int().positive(),
  /** Hashes of records of {@link DRAWN_AT_ONCE} descriptions each. */
  records: z.array(hash),
});
export type DrawnPersonas = z.infer<typeof DrawnPersonas>;

const DrawnRecord = z.strictObject({
  type: z.literal('drawn-personas'),
  descriptions: z.array(z.string()),
});

const DRAWN_AT_ONCE = 1_000;
/** As long as a description in a recipe may be: it goes into prompts. */
const LONGEST = 400;

/** `hub: { dir }` among a part's options, or undefined. */
export function storedStretchOf({ hub }: Pick<PersonasOptions, 'hub'>): StoredStretch | undefined {
  return hub !== undefined && 'dir' in hub ? hub : undefined;
}

/**
 * Draws a part's personas from its stored hub into the store; undefined where the part names none. Raises RecipeError where
 * there are fewer than asked for, MaterialAlteredError where the hub is not what its manifest lists.
 */
export async function drawStoredPersonas(
  options: Pick<PersonasOptions, 'hub'>,
  store: Store,
  dirOf: (dir: string) => string,
  signal?: AbortSignal,
): Promise<DrawnPersonas | undefined> {
  const stretch = storedStretchOf(options);
  if (stretch === undefined) return undefined;
  const { dir, from, count, where } = stretch;
  const hub = await openStoredHub(dirOf(dir), { check: true });
  try {
    const records: Hash[] = [];
    const names = new Set<string>();
    let descriptions: string[] = [];
    let drawn = 0;
    const flush = async (): Promise<void> => {
      if (descriptions.length === 0) return;
      records.push(await store.putRecord({ type: 'drawn-personas', descriptions }));
      descriptions = [];
    };
    for await (const persona of hub.personas({ from, where })) {
      signal?.throwIfAborted();
      const description = fitForPrompts(persona.description);
      const name = storedPersonaName(description);
      // Two that differ only past what prompts take are one here.
      if (names.has(name)) continue;
      names.add(name);
      descriptions.push(description);
      drawn++;
      if (descriptions.length === DRAWN_AT_ONCE) await flush();
      if (drawn === count) break;
    }
    await flush();
    if (drawn < count) {
      const fitting = where === undefined ? 'has' : `has for “${where}”`;
      throw new RecipeError(
        `hub.count is ${count}, and the hub ${dir} ${fitting} ${drawn} from ${from} on`,
        { hint: 'lower `count` or `from`, widen `where`, or grow the hub' },
      );
    }
    return { hub: hub.hash, count, records };
  } finally {
    hub.close();
  }
}

/** Opens what {@link drawStoredPersonas} stored. */
export async function openDrawnPersonas(
  { count, records }: DrawnPersonas,
  store: Pick<Store, 'record'>,
): Promise<NamedPersona[]> {
  const personas: NamedPersona[] = [];
  for (const record of records) {
    const { descriptions } = DrawnRecord.parse(await store.record(record));
    for (const description of descriptions)
      personas.push({ name: storedPersonaName(description), description });
  }
  if (personas.length !== count)
    throw new MaterialAlteredError(
      `the part drew ${count} personas, and its records have ${personas.length}`,
    );
  return personas;
}

/** The name of a persona of a stored hub follows from its description, so that neither can be changed alone. */
export function storedPersonaName(description: string): string {
  return `stored-${sha256(description).slice(0, 16)}`;
}

/** As many of its first sentences as fit into prompts; of one that is longer, its beginning. */
function fitForPrompts(description: string): string {
  if (description.length <= LONGEST) return description;
  let kept = '';
  for (const { text } of splitSentences(description)) {
    if (kept.length + 1 + text.length > LONGEST) break;
    kept = kept === '' ? text : `${kept} ${text}`;
  }
  return kept === '' ? `${description.slice(0, LONGEST - 1).toWellFormed()}…` : kept;
}

/** `drawn`: what {@link openDrawnPersonas} gave, for a part whose personas are of a stored hub. Raises TypeError without it. */
export function listPersonas(
  { personas, hub }: Pick<PersonasOptions, 'personas' | 'hub'>,
  drawn?: readonly NamedPersona[],
): PersonaList {
  if (hub !== undefined && !('dir' in hub)) {
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
  if (hub !== undefined && drawn === undefined)
    throw new TypeError('the personas of a stored hub are opened from what the part drew');
  const named =
    drawn ??
    (personas ?? []).map((persona, index) => ({
      name: personaName(persona, index),
      description: persona.description,
    }));
  const byName = new Map(named.map((persona) => [persona.name, persona]));
  return {
    length: named.length,
    at(index) {
      const found = named[index];
      if (found === undefined) throw new RangeError(`there is no persona ${index}`);
      return found;
    },
    find: (name) => byName.get(name),
  };
}
