import { readFileSync } from 'node:fs';
import { cumulate } from './choose.ts';

interface Territories {
  source: string;
  territories: { code: string; population: number; gdp: number; languages: [string, number][] }[];
}
interface Occupations {
  source: string;
  occupations: [string, string][];
}
type Wealth = 'low' | 'middle' | 'high';
interface Group {
  name: string;
  share: number;
  education: number[];
  ages: number[];
  sectors: number[];
}
interface Demographics {
  source: string;
  ages: string[];
  agesByWealth: Record<Wealth, number[]>;
  genders: string[];
  gendersByAge: number[][];
  education: string[];
  educationByWealth: Record<Wealth, number[]>;
  mostEducationByAge: number[];
  leastAgeForDoctorate: number;
  olderHaveLess: number[];
  statusByAge: Record<string, number[]>;
  households: string[];
  householdsByAge: number[][];
  settlements: string[];
  settlementsByWealth: Record<Wealth, number[]>;
  sectors: string[];
  traits: string[];
  traitShares: number[];
  groups: Record<string, Group>;
  expertise: string[];
  expertiseByAge: number[][];
  /** Patterns of titles, and the education that they need at least; the first that fits counts. */
  leastEducation: [pattern: string, level: number][];
}
interface Interests {
  source: string;
  areas: Record<string, { ages: number[]; items: string[] }>;
}
interface Character {
  goals: string[];
  gaps: string[];
  styles: string[];
}

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`tables/${name}.json`, import.meta.url), 'utf8')) as T;

const byWealth = <T>(make: (wealth: Wealth) => T): Record<Wealth, T> => ({
  low: make('low'),
  middle: make('middle'),
  high: make('high'),
});

export interface HubTable {
  name: string;
  given: string[];
  basis: 'measured' | 'assumed';
  source: string;
}

/** The joint tables, ready to be divided by. Each conditional distribution is summed once. */
export function loadHubTables() {
  const { territories, source: cldr } = read<Territories>('territories');
  const { occupations, source: onet } = read<Occupations>('occupations');
  const demographics = read<Demographics>('demographics');
  const interests = read<Interests>('interests');
  const character = read<Character>('character');

  const wealth = territories.map(({ gdp, population }): Wealth => {
    // Gross domestic product a head in dollars of equal power; the limits are ours.
    const each = gdp / population;
    return each < 6_000 ? 'low' : each < 25_000 ? 'middle' : 'high';
  });
  const statuses = Object.keys(demographics.statusByAge);
  const rules = demographics.leastEducation.map(
    ([pattern, level]) => [new RegExp(pattern, 'u'), level] as const,
  );
  const needs = (title: string): number => rules.find(([pattern]) => pattern.test(title))?.[1] ?? 0;
  const groups = Object.entries(demographics.groups).map(([code, group]) => ({
    code,
    ...group,
    /** Titles that each level of education is enough for. */
    occupations: demographics.education.map((_, level) =>
      occupations
        .filter(([soc, title]) => soc.startsWith(code) && needs(title) <= level)
        .map(([, title]) => title),
    ),
  }));
  const areas = Object.entries(interests.areas).map(([name, area]) => ({ name, ...area }));
  const byAge = <T>(make: (age: number) => T): T[] => demographics.ages.map((_, age) => make(age));

  /** Education given age and wealth: later cohorts went to school longer; the young have not finished. */
  const educationWeights = (age: number, rich: Wealth): number[] =>
    demographics.educationByWealth[rich].map((weight, level) => {
      if (level > demographics.mostEducationByAge[age]!) return 0;
      if (level === 7 && age < demographics.leastAgeForDoctorate) return 0;
      return level <= 2 ? weight * demographics.olderHaveLess[age]! : weight;
    });
  const groupWeights = (age: number, education: number): number[] =>
    groups.map(({ share, education: fit, ages, occupations: occupationsAt }) =>
      occupationsAt[education]!.length === 0 ? 0 : share * fit[education]! * (ages[age]! + 1e-6),
    );

  return {
    ...demographics,
    ...character,
    territories,
    wealth,
    statuses,
    groups,
    areas,
    sums: {
      territory: cumulate(territories.map(({ population }) => population)),
      languages: territories.map(({ languages }) => cumulate(languages.map(([, share]) => share))),
      age: byWealth((rich) => cumulate(demographics.agesByWealth[rich])),
      gender: byAge((age) => cumulate(demographics.gendersByAge[age]!)),
      settlement: byWealth((rich) => cumulate(demographics.settlementsByWealth[rich])),
      education: byWealth((rich) => byAge((age) => cumulate(educationWeights(age, rich)))),
      status: byAge((age) =>
        cumulate(statuses.map((status) => demographics.statusByAge[status]![age]!)),
      ),
      group: byAge((age) =>
        demographics.education.map((_, level) => cumulate(groupWeights(age, level))),
      ),
      sector: groups.map(({ sectors }) => cumulate(sectors)),
      expertise: byAge((age) => cumulate(demographics.expertiseByAge[age]!)),
      household: byAge((age) => cumulate(demographics.householdsByAge[age]!)),
      trait: cumulate(demographics.traitShares),
      area: byAge((age) => cumulate(areas.map(({ ages }) => ages[age]!))),
    },
    listed: [
      { name: 'territory', given: [], basis: 'measured', source: cldr },
      { name: 'language', given: ['territory'], basis: 'measured', source: cldr },
      {
        name: 'occupation',
        given: ['group'],
        basis: 'measured',
        source: `${onet}; all titles of a group alike`,
      },
      ...[
        ['age', 'territory wealth'],
        ['gender', 'age'],
        ['settlement', 'territory wealth'],
        ['education', 'age, territory wealth'],
        ['status', 'age'],
        ['group', 'age, education'],
        ['sector', 'group'],
        ['expertise', 'age'],
        ['household', 'age'],
      ].map(([name, given]) => ({
        name: name!,
        given: given!.split(', '),
        basis: 'assumed',
        source: demographics.source,
      })),
      {
        name: 'traits',
        given: [],
        basis: 'assumed',
        source: 'normal T-scores, cut at 35, 45, 55, 65; independent of all else',
      },
      { name: 'interests', given: ['age'], basis: 'assumed', source: interests.source },
      { name: 'goal, gap, style, birthday', given: [], basis: 'assumed', source: 'all alike' },
    ] as HubTable[],
  };
}

export type HubTables = ReturnType<typeof loadHubTables>;
