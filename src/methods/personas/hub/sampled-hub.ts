import { choose, cumulate, type Range } from './choose.ts';
import { HUB_SIZE } from './hub-size.ts';
import { type HubTables, loadHubTables } from './hub-tables.ts';
import { createPermutation } from './permute.ts';
import { type HubPersona, TRAIT_NAMES } from './persona.ts';

const INTERESTS = 3;
const NEVER_WORKED = new Set(['studying', 'keeping house']);

export interface SampledHub {
  /**
   * The persona of an index below {@link HUB_SIZE}: the same in every run, in constant time and memory, and another one for
   * every index. Raises RangeError.
   */
  persona(index: number): HubPersona;
  tables: HubTables;
}

/**
 * A hub that is never stored. An index is permuted, and the permuted number is decoded through the joint tables as an
 * arithmetic code: each attribute divides the numbers that are left in proportion to its conditional weights. So shares follow
 * the tables, and two indexes never give one persona.
 */
export function openSampledHub(seed = '0'): SampledHub {
  let hub = opened.get(seed);
  if (hub === undefined) opened.set(seed, (hub = makeHub(seed)));
  return hub;
}

const flat = (count: number): Float64Array => cumulate(Array.from({ length: count }, () => 1));

/** A hub holds its tables and nothing else: one a seed is enough. */
const opened = new Map<string, SampledHub>();

function makeHub(seed: string): SampledHub {
  const tables = loadHubTables();
  const permute = createPermutation(HUB_SIZE, `hub/${seed}`);
  const alike = {
    occupation: tables.groups.map(({ occupations }) =>
      occupations.map(({ length }) => (length === 0 ? null : flat(length))),
    ),
    item: tables.areas.map(({ items }) =>
      Array.from({ length: INTERESTS }, (_, taken) => flat(items.length - taken)),
    ),
    goal: flat(tables.goals.length),
    gap: flat(tables.gaps.length),
    style: flat(tables.styles.length),
    birthday: flat(366),
    years: tables.ages.map((band) => {
      const [from, to] = band.split('–').map(Number) as [number, number];
      return { from, sums: flat(to - from + 1) };
    }),
  };
  const { sums } = tables;

  return {
    tables,
    persona(index) {
      const range: Range = { size: HUB_SIZE, place: permute(index), path: 0 };
      const territory = choose(range, sums.territory);
      const { code, languages } = tables.territories[territory]!;
      const rich = tables.wealth[territory]!;
      const language = languages[choose(range, sums.languages[territory]!)]![0];
      const band = choose(range, sums.age[rich]);
      const { from, sums: years } = alike.years[band]!;
      const age = from + choose(range, years);
      const gender = tables.genders[choose(range, sums.gender[band]!)]!;
      const settlement = tables.settlements[choose(range, sums.settlement[rich])]!;
      const level = choose(range, sums.education[rich][band]!);
      const status = tables.statuses[choose(range, sums.status[band]!)]!;
      const works = !NEVER_WORKED.has(status);
      const group = works ? choose(range, sums.group[band]![level]!) : null;
      const occupation =
        group === null
          ? null
          : tables.groups[group]!.occupations[level]![
              choose(range, alike.occupation[group]![level]!)
            ]!;
      const sector = group === null ? null : tables.sectors[choose(range, sums.sector[group]!)]!;
      const expertise =
        group === null ? null : tables.expertise[choose(range, sums.expertise[band]!)]!;
      const household = tables.households[choose(range, sums.household[band]!)]!;
      const traits = Object.fromEntries(
        TRAIT_NAMES.map((name) => [name, tables.traits[choose(range, sums.trait)]!]),
      ) as HubPersona['traits'];
      const interests = drawInterests(range, band);
      const goal = tables.goals[choose(range, alike.goal)]!;
      const gap = tables.gaps[choose(range, alike.gap)]!;
      const style = tables.styles[choose(range, alike.style)]!;
      const birthday = choose(range, alike.birthday) + 1;
      if (range.size > 1) throw new TypeError(`the tables leave ${range.size} personas alike`);
      return {
        id: `hub/${seed}/${index}`,
        territory: code,
        language,
        age,
        gender,
        settlement,
        education: tables.education[level]!,
        status,
        occupation,
        group: group === null ? null : tables.groups[group]!.name,
        sector,
        expertise,
        household,
        traits,
        interests,
        goal,
        gap,
        style,
        birthday,
      };
    },
  };

  /** Three different ones; two of one area come in the order of its list. */
  function drawInterests(range: Range, band: number): string[] {
    const taken: { area: number; item: number }[] = [];
    for (let turn = 0; turn < INTERESTS; turn++) {
      const area = choose(range, sums.area[band]!);
      const before = taken
        .filter((one) => one.area === area)
        .map(({ item }) => item)
        .toSorted((a, b) => a - b);
      let item = choose(range, alike.item[area]![before.length]!);
      for (const other of before) if (other <= item) item++;
      taken.push({ area, item });
    }
    return taken.map(({ area, item }) => tables.areas[area]!.items[item]!);
  }
}
