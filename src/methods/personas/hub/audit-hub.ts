import type { HubPersona } from './persona.ts';
import type { SampledHub } from './sampled-hub.ts';

/** One distribution of the hub beside its tables. */
export interface Fidelity {
  /** `age × education`. */
  name: string;
  basis: 'measured' | 'assumed' | 'derived';
  cells: number;
  /** Half the sum of absolute differences of shares: 0 is equal, 1 is disjoint. */
  totalVariation: number;
  /** What chance alone would give at this number of draws. */
  expectedVariation: number;
  /** The cell that differs most, in standard errors. */
  worst: { cell: string; expected: number; observed: number; deviations: number };
}

/** Persons that a cell must expect before its deviation counts (the usual rule for normal approximations). */
const LEAST_EXPECTED = 5;

/** Deviations beyond which a cell is more than chance, given how many cells there are (Bonferroni at 1 %). */
export function mostDeviations(cells: number): number {
  return Math.sqrt(2 * Math.log((2 * cells) / 0.01));
}

/**
 * Draws personas and compares marginals and joints with what the tables say, computed exactly from them. A joint that the
 * tables do not state (territory × education) follows from them, and is `derived`.
 */
export function auditHub(hub: SampledHub, count: number, from = 0): Fidelity[] {
  const personas = Array.from({ length: count }, (_, at) => hub.persona(from + at));
  return distributions(hub).map(({ name, basis, expected, keyOf }) => {
    const observed = new Map<string, number>();
    let counted = 0;
    for (const persona of personas) {
      const key = keyOf(persona);
      if (key === null) continue;
      counted++;
      observed.set(key, (observed.get(key) ?? 0) + 1);
    }
    const total = [...expected.values()].reduce((sum, weight) => sum + weight, 0);
    let variation = 0;
    let byChance = 0;
    let worst: Fidelity['worst'] = { cell: '', expected: 0, observed: 0, deviations: 0 };
    for (const key of new Set([...expected.keys(), ...observed.keys()])) {
      const part = (expected.get(key) ?? 0) / total;
      const seen = (observed.get(key) ?? 0) / Math.max(1, counted);
      const error = Math.sqrt((part * (1 - part)) / Math.max(1, counted));
      variation += Math.abs(seen - part) / 2;
      byChance += (error * Math.sqrt(2 / Math.PI)) / 2;
      // A cell that must be empty may hold nobody; of one that expects fewer than five, nothing can be said alone.
      const isRare = part > 0 && part * counted < LEAST_EXPECTED;
      const deviations =
        part === 0 ? (seen === 0 ? 0 : Infinity) : isRare ? 0 : Math.abs(seen - part) / error;
      if (deviations > worst.deviations)
        worst = { cell: key, expected: part, observed: seen, deviations };
    }
    return {
      name,
      basis,
      cells: expected.size,
      totalVariation: variation,
      expectedVariation: byChance,
      worst,
    };
  });
}

interface Distribution {
  name: string;
  basis: Fidelity['basis'];
  expected: Map<string, number>;
  keyOf(persona: HubPersona): string | null;
}

function distributions({ tables }: SampledHub): Distribution[] {
  const {
    territories,
    wealth,
    ages,
    education,
    statuses,
    groups,
    households,
    genders,
    settlements,
    traits,
    sums,
  } = tables;
  const bandOf = ({ age }: HubPersona): string =>
    ages.find((band) => age <= Number(band.split('–')[1]))!;
  const maps = {
    territory: new Map<string, number>(),
    language: new Map<string, number>(),
    age: new Map<string, number>(),
    gender: new Map<string, number>(),
    education: new Map<string, number>(),
    status: new Map<string, number>(),
    household: new Map<string, number>(),
    settlement: new Map<string, number>(),
    'age × education': new Map<string, number>(),
    'age × status': new Map<string, number>(),
    'age × household': new Map<string, number>(),
    'education × group': new Map<string, number>(),
    'age × group': new Map<string, number>(),
    'territory × language': new Map<string, number>(),
    'territory × education': new Map<string, number>(),
  };
  const working = statuses.flatMap((status, at) =>
    status === 'studying' || status === 'keeping house' ? [] : [at],
  );
  territories.forEach(({ code, languages }, at) => {
    const here = share(sums.territory, at);
    const rich = wealth[at]!;
    add(maps.territory, code, here);
    languages.forEach(([language], which) => {
      add(maps.language, language, here * share(sums.languages[at]!, which));
      add(
        maps['territory × language'],
        `${code} × ${language}`,
        here * share(sums.languages[at]!, which),
      );
    });
    settlements.forEach((name, which) =>
      add(maps.settlement, name, here * share(sums.settlement[rich], which)),
    );
    ages.forEach((band, age) => {
      const young = here * share(sums.age[rich], age);
      add(maps.age, band, young);
      genders.forEach((name, which) =>
        add(maps.gender, name, young * share(sums.gender[age]!, which)),
      );
      households.forEach((name, which) => {
        add(maps.household, name, young * share(sums.household[age]!, which));
        add(
          maps['age × household'],
          `${band} × ${name}`,
          young * share(sums.household[age]!, which),
        );
      });
      statuses.forEach((name, which) => {
        add(maps.status, name, young * share(sums.status[age]!, which));
        add(maps['age × status'], `${band} × ${name}`, young * share(sums.status[age]!, which));
      });
      const works = working.reduce((sum, which) => sum + share(sums.status[age]!, which), 0);
      education.forEach((name, level) => {
        const schooled = young * share(sums.education[rich][age]!, level);
        add(maps.education, name, schooled);
        add(maps['age × education'], `${band} × ${name}`, schooled);
        add(maps['territory × education'], `${code} × ${name}`, schooled);
        if (schooled === 0) return;
        groups.forEach((group, which) => {
          const value = schooled * works * share(sums.group[age]![level]!, which);
          add(maps['education × group'], `${name} × ${group.name}`, value);
          add(maps['age × group'], `${band} × ${group.name}`, value);
        });
      });
    });
  });
  const trait = new Map(traits.map((name, at) => [name, share(sums.trait, at)]));
  const one = (
    name: keyof typeof maps,
    basis: Fidelity['basis'],
    keyOf: Distribution['keyOf'],
  ): Distribution => ({
    name,
    basis,
    expected: maps[name],
    keyOf,
  });
  return [
    one('territory', 'measured', ({ territory }) => territory),
    one('language', 'measured', ({ language }) => language),
    one(
      'territory × language',
      'measured',
      ({ territory, language }) => `${territory} × ${language}`,
    ),
    one('age', 'assumed', bandOf),
    one('gender', 'assumed', ({ gender }) => gender),
    one('settlement', 'assumed', ({ settlement }) => settlement),
    one('education', 'assumed', ({ education: level }) => level),
    one('status', 'assumed', ({ status }) => status),
    one('household', 'assumed', ({ household }) => household),
    one('age × education', 'assumed', (persona) => `${bandOf(persona)} × ${persona.education}`),
    one('age × status', 'assumed', (persona) => `${bandOf(persona)} × ${persona.status}`),
    one('age × household', 'assumed', (persona) => `${bandOf(persona)} × ${persona.household}`),
    one('education × group', 'assumed', ({ education: level, group }) =>
      group === null ? null : `${level} × ${group}`,
    ),
    one('age × group', 'derived', (persona) =>
      persona.group === null ? null : `${bandOf(persona)} × ${persona.group}`,
    ),
    one(
      'territory × education',
      'derived',
      ({ territory, education: level }) => `${territory} × ${level}`,
    ),
    ...(['openness', 'neuroticism'] as const).map((name): Distribution => ({
      name,
      basis: 'assumed',
      expected: trait,
      keyOf: (persona) => persona.traits[name],
    })),
  ];
}

/** Share of one option, given the summed weights of all. */
function share(cumulative: Float64Array, at: number): number {
  return (
    (cumulative[at]! - (at === 0 ? 0 : cumulative[at - 1]!)) / cumulative[cumulative.length - 1]!
  );
}

function add(map: Map<string, number>, key: string, value: number): void {
  if (value > 0) map.set(key, (map.get(key) ?? 0) + value);
}
