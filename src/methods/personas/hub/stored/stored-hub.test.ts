import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  MaterialAbsentError,
  MaterialAlteredError,
  RecipeError,
} from '../../../../core/errors/index.ts';
import { openSampledHub } from '../sampled-hub.ts';
import { openStoredHub } from './open-stored-hub.ts';
import { parseFilter } from './parse-filter.ts';
import { searchHub } from './search-hub.ts';
import { storeSampled } from './store-sampled.ts';
import { personaId, type StoredPersona } from './stored-persona.ts';
import { openHubWriter } from './write-hub.ts';

const made: string[] = [];
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wellspring-hub-'));
  made.push(dir);
});
afterAll(() => Promise.all(made.map((one) => rm(one, { recursive: true, force: true }))));

const persona = (
  description: string,
  attributes: StoredPersona['attributes'] = {},
): StoredPersona => ({
  id: personaId(description),
  description,
  language: 'en',
  how: 'imported',
  attributes,
  lineage: { row: 1 },
});

const PEOPLE = [
  persona('A night nurse in Łódź who collects tram tickets', { age: 34, occupation: 'Nurse' }),
  persona('A retired nurse', { age: 70, occupation: 'nurse', 'home town': "Saint-Jean d'Acre" }),
  persona('A baker who bakes at night', { age: 9, tags: ['bread', 'night work'] }),
  persona('一位住在海边的灯塔看守人', { age: 'unknown' }),
];

async function fill(personas = PEOPLE, name = 'import a'): Promise<void> {
  const writer = await openHubWriter(dir);
  try {
    await writer.append(
      { name, sha256: null },
      {
        personas: personas.map((one) => ({ persona: one, task: null })),
        dropped: [],
        read: personas.length,
        done: true,
      },
    );
  } finally {
    writer.close();
  }
}

async function opened<T>(work: (hub: Awaited<ReturnType<typeof openStoredHub>>) => Promise<T>) {
  const hub = await openStoredHub(dir);
  try {
    return await work(hub);
  } finally {
    hub.close();
  }
}
async function take<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const taken: T[] = [];
  for await (const row of rows) taken.push(row);
  return taken;
}

const fitting = (where: string) =>
  opened(async (hub) => {
    const found = await take(hub.personas({ where }));
    expect(await hub.count(where)).toBe(found.length);
    return found.map((one) => PEOPLE.findIndex(({ id }) => id === one.id));
  });

const find = (words: string, options?: { all?: boolean; limit?: number }) =>
  opened(async (hub) => (await searchHub(hub, words, options)).map(({ row }) => row));

describe('a stored hub', () => {
  it('gives back what was put in, in order, with counts and one identity', async () => {
    await fill();
    await fill([storeSampled(openSampledHub('0'), '0', 7)], 'sampled');
    await opened(async (hub) => {
      expect(hub.size).toBe(5);
      expect(await take(hub.personas({ count: 4 }))).toEqual(PEOPLE);
      expect((await take(hub.personas({ from: 4 })))[0]!.id).toBe('hub/0/7');
      expect(await hub.rows([3, 0])).toEqual([PEOPLE[3], PEOPLE[0]]);
      expect(hub.manifest.origins).toEqual({ imported: 4, sampled: 1 });
      expect(await opened(async (again) => again.hash)).toBe(hub.hash);
    });
  });

  it('is a folder that anyone reads: the parts are Parquet, and hold no more than the manifest says', async () => {
    await fill();
    const names = (await readdir(dir)).filter((name) => name.endsWith('.parquet'));
    expect(names).toEqual(['part-00000.parquet']);
    expect((await readFile(join(dir, names[0]!))).subarray(0, 4).toString()).toBe('PAR1');
  });

  it('does not count a part that a killed process left unlisted, and takes it away', async () => {
    await fill();
    await writeFile(join(dir, 'part-00001.parquet'), 'half');
    await writeFile(join(dir, 'part-00002.parquet.writing'), 'half');
    await opened(async (hub) => expect(hub.size).toBe(4));
    await fill([persona('A late arrival at the harbour')], 'import b');
    await opened(async (hub) => expect(hub.size).toBe(5));
    expect((await readdir(dir)).filter((name) => name.endsWith('.writing'))).toEqual([]);
  });

  it('says what is missing or altered', async () => {
    await expect(openStoredHub(dir)).rejects.toThrow(RecipeError);
    await fill();
    await appendFile(join(dir, 'part-00000.parquet'), 'x');
    await expect(openStoredHub(dir)).rejects.toThrow(MaterialAlteredError);
    await rm(join(dir, 'part-00000.parquet'));
    await expect(openStoredHub(dir)).rejects.toThrow(MaterialAbsentError);
    await writeFile(join(dir, 'manifest.json'), '{"format":"other"}');
    await expect(openStoredHub(dir)).rejects.toThrow(MaterialAlteredError);
    await writeFile(join(dir, 'manifest.json'), '{');
    await expect(openStoredHub(dir)).rejects.toThrow(MaterialAlteredError);
  });

  it('with `check` sees a part of the same length and other bytes', async () => {
    await fill();
    const path = join(dir, 'part-00000.parquet');
    const bytes = await readFile(path);
    bytes[200]! ^= 1;
    await writeFile(path, bytes);
    await expect(openStoredHub(dir, { check: true })).rejects.toThrow(MaterialAlteredError);
  });
});

describe('parseFilter', () => {
  it.each([
    ['age >= 30', [0, 1]],
    ['age < 10', [2]],
    ['age = 70 or age = 9', [1, 2]],
    ["occupation = 'nurse'", [1]],
    ["occupation like 'NURSE'", [0, 1]],
    ["not occupation like '%nurse%'", [2, 3]],
    ["occupation not like 'nurse'", [2, 3]],
    ['occupation is null', [2, 3]],
    ['occupation is not null and not age in (70, 71)', [0]],
    ["age in (9, 'unknown')", [2, 3]],
    ["\"home town\" = 'Saint-Jean d''Acre'", [1]],
    ["attributes.tags like '%night%'", [2]],
    ["(age > 60 or age < 10) and description like '%bak%'", [2]],
    ["how <> 'imported'", []],
    ["description like '%灯塔%'", [3]],
  ])('%s', async (where, expected) => {
    await fill();
    expect(await fitting(where)).toEqual(expected);
  });

  it.each([
    ['', 'empty'],
    ['age >', 'should stand here'],
    ['age >= 30 and', 'where a name should'],
    ['agee > 3', 'did you mean age'],
    ['age > 3)', 'not expected'],
    ['(age > 3', 'missing'],
    ['age > 3; DROP TABLE personas', 'not understood'],
    ['age like 3', 'single quotes'],
    ['age is 3', 'null'],
    [`${'('.repeat(80)}age > 3${')'.repeat(80)}`, 'nested too deeply'],
    [`${'not '.repeat(20_000)}age > 3`, 'nested too deeply'],
  ])('refuses %.40s', (where, message) => {
    let thrown: unknown;
    try {
      parseFilter(where, { age: 1 });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(RecipeError);
    const { message: said, hint } = thrown as RecipeError;
    expect(`${said} ${hint}`).toContain(message);
  });

  it('keeps every value out of the SQL', () => {
    const { sql, parameters } = parseFilter("age = '1'' OR 1=1 --'", { age: 1 });
    expect(parameters).toEqual(["1' OR 1=1 --"]);
    expect(sql).not.toContain('OR');
    const odd = parseFilter('"a\'b~/c" = 1', { "a'b~/c": 1 });
    expect(odd.sql).toContain("'/a''b~0~1c'");
  });
});

describe('searchHub', () => {
  it('finds by words of description and attributes, endings and accents aside, the best first', async () => {
    await fill();
    expect(await find('nurses')).toEqual([1, 0]);
    expect(await find('collect lodz'.replace('lodz', 'Łódź'))).toEqual([0]);
    expect(await find('bread')).toEqual([2]);
    expect(await find('nurse night')).toEqual([0]);
    expect(new Set(await find('nurse night', { all: false }))).toEqual(new Set([0, 1, 2]));
    expect(await find('nurse night', { all: false, limit: 1 })).toHaveLength(1);
    expect(await find('astronaut')).toEqual([]);
  });

  it('finds signs within scripts that put no spaces', async () => {
    await fill();
    expect(await find('灯塔')).toEqual([3]);
  });

  it('reads quotes, operators and stars as words', async () => {
    await fill();
    expect(await find('nurse" OR "baker')).toEqual([]);
    expect(await find('nurse*')).toEqual([1, 0]);
    await expect(find('*"!')).rejects.toThrow(RecipeError);
  });

  it('is brought up to date with a hub that grew, and made anew for another', async () => {
    await fill();
    expect(await find('diver')).toEqual([]);
    await fill([persona('A diver who mends piers')], 'import b');
    expect(await find('diver')).toEqual([4]);
    await rm(join(dir, 'manifest.json'));
    await fill([persona('A diver alone')], 'import c');
    expect(await find('diver')).toEqual([0]);
  });
});
