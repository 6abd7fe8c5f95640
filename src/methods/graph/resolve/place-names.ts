import { createRequire } from 'node:module';
import { nameKey } from './name-key.ts';

interface PlaceTable {
  places: { name: string; continent?: boolean; aliases: string[]; demonyms: string[] }[];
  /** First divisions of countries in which many places share their names. */
  regions: Record<string, string[]>;
}

interface KnownPlace {
  name: string;
  rule: 'country-name' | 'demonym';
}

interface PlaceIndex {
  byKey: Map<string, KnownPlace>;
  /** Of countries and regions, by key: what lies in one does not lie in another, unless one is in the other. */
  areas: Map<string, { area: string; country: string }>;
}

let index: PlaceIndex | undefined;

/** The country or continent that a name or a demonym is of: `U.S.`, `American`, `Americans` → United States. */
export function findKnownPlace(key: string): KnownPlace | undefined {
  return placeIndex().byKey.get(key);
}

/** The country or region that a name is of, with the country it lies in; undefined for other names. */
export function findArea(key: string): { area: string; country: string } | undefined {
  return placeIndex().areas.get(key);
}

function placeIndex(): PlaceIndex {
  if (index !== undefined) return index;
  const table = createRequire(import.meta.url)('./place-names.json') as PlaceTable;
  const byKey: PlaceIndex['byKey'] = new Map();
  const areas: PlaceIndex['areas'] = new Map();
  const regionOf = new Map(
    Object.entries(table.regions).flatMap(([country, regions]) =>
      regions.map((region) => [region, country] as const),
    ),
  );
  for (const { name, continent, aliases, demonyms } of table.places) {
    for (const known of [name, ...aliases]) {
      byKey.set(nameKey(known), { name, rule: 'country-name' });
      if (continent) continue;
      areas.set(nameKey(known), { area: name, country: regionOf.get(name) ?? name });
    }
    for (const demonym of demonyms) {
      byKey.set(nameKey(demonym), { name, rule: 'demonym' });
      byKey.set(`${nameKey(demonym)}s`, { name, rule: 'demonym' });
    }
  }
  for (const [region, country] of regionOf) {
    if (!areas.has(nameKey(region))) areas.set(nameKey(region), { area: region, country });
  }
  index = { byKey, areas };
  return index;
}
