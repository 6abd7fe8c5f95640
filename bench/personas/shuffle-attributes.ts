import type { Random } from '../../src/core/random.ts';
import type { HubPersona } from '../../src/methods/personas/hub/persona.ts';
import type { SampledHub } from '../../src/methods/personas/hub/sampled-hub.ts';

/**
 * Plain attribute shuffling: every attribute is drawn from the same personas, each by itself. Marginals are the hub's to the last
 * persona, and no attribute knows of another.
 */
export function shuffleAttributes(personas: readonly HubPersona[], random: Random): HubPersona[] {
  const names = Object.keys(personas[0]!) as (keyof HubPersona)[];
  const columns = names
    .filter((name) => name !== 'id' && name !== 'group')
    .map((name) => [name, random.shuffle(personas)] as const);
  return personas.map((persona, at) => {
    const drawn = { ...persona };
    for (const [name, order] of columns) {
      Object.assign(drawn, { [name]: order[at]![name] });
      // A trade is one attribute, with the group that it belongs to.
      if (name === 'occupation') drawn.group = order[at]!.group;
    }
    return drawn;
  });
}

type Pair = (persona: HubPersona) => string | null;

const bandOf = (age: number): string => `${Math.floor(age / 5) * 5}`;

/** Attributes that belong together, two by two. */
const PAIRS: Record<string, Pair> = {
  'territory × language': ({ territory, language }) => `${territory} ${language}`,
  'age × education': ({ age, education }) => `${bandOf(age)} ${education}`,
  'age × status': ({ age, status }) => `${bandOf(age)} ${status}`,
  'age × household': ({ age, household }) => `${bandOf(age)} ${household}`,
  'status × trade': ({ status, group }) => `${status} ${group}`,
  'education × trade': ({ education, group }) => (group === null ? null : `${education} ${group}`),
  'education × occupation': ({ education, occupation }) =>
    occupation === null ? null : `${education} ${occupation}`,
};

/** What a stretch of the hub ever joins: what is not among it, its tables hold for impossible, or nearly. */
export function joinedIn(hub: SampledHub, from: number, count: number): Map<string, Set<string>> {
  const joined = new Map(Object.keys(PAIRS).map((name) => [name, new Set<string>()]));
  for (let index = from; index < from + count; index++) {
    const persona = hub.persona(index);
    for (const [name, pair] of Object.entries(PAIRS)) joined.get(name)!.add(String(pair(persona)));
  }
  return joined;
}

/** Share of personas of whom some pair is never joined; and of each pair. */
export function neverJoined(
  personas: readonly HubPersona[],
  joined: ReadonlyMap<string, ReadonlySet<string>>,
): { any: number; pairs: Record<string, number> } {
  const counts = Object.fromEntries(Object.keys(PAIRS).map((name) => [name, 0]));
  let any = 0;
  for (const persona of personas) {
    const strange = Object.entries(PAIRS).filter(
      ([name, pair]) => !joined.get(name)!.has(String(pair(persona))),
    );
    for (const [name] of strange) counts[name]!++;
    if (strange.length > 0) any++;
  }
  const share = (count: number): number => count / personas.length;
  return {
    any: share(any),
    pairs: Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, share(count)])),
  };
}
