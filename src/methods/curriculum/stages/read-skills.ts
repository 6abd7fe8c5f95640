import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { STAGES } from './stages.ts';

const Ages = z.tuple([z.number().min(0), z.number().max(20)]);

const SkillsFile = z.strictObject({
  sources: z.record(z.string(), z.string()),
  stages: z.array(
    z.strictObject({
      name: z.enum(STAGES),
      title: z.string(),
      about: z.string(),
      /** Years in which most children go through it. */
      ages: Ages,
      sources: z.array(z.string()).min(1),
      skills: z.record(
        z.string(),
        z.strictObject({
          /** Years in which most children come to it; absent where no source says. */
          ages: Ages.optional(),
          needs: z.array(z.string()).default([]),
          sources: z.array(z.string()).default([]),
        }),
      ),
    }),
  ),
});

export interface StageEntry {
  name: (typeof STAGES)[number];
  title: string;
  about: string;
  ages: readonly [number, number];
  sources: readonly string[];
}

export interface SkillEntry {
  name: string;
  stage: StageEntry['name'];
  ages: readonly [number, number] | undefined;
  /** Skills that must be mastered first. */
  needs: readonly string[];
  sources: readonly string[];
  /** Longest chain of needs below it, from 0. */
  depth: number;
}

/** What there is to learn, and in which order: a directed graph without cycles over all skills. */
export interface SkillGraph {
  stages: readonly StageEntry[];
  /** Every skill after those that it needs. */
  skills: readonly SkillEntry[];
  sources: Readonly<Record<string, string>>;
}

/** Reads a text such as `skills.yaml`. Throws an Error that names the skill on an unknown need, a source that is not listed, or a cycle. */
export function parseSkills(text: string): SkillGraph {
  const file = SkillsFile.parse(parse(text));
  const given = new Map<string, Omit<SkillEntry, 'depth'>>();
  for (const { name: stage, skills, ...rest } of file.stages) {
    for (const [name, { ages, needs, sources }] of Object.entries(skills)) {
      if (given.has(name)) throw new Error(`skill ${name} is listed twice`);
      given.set(name, { name, stage, ages, needs, sources });
      checkSources(name, sources, file.sources);
    }
    checkSources(stage, rest.sources, file.sources);
  }
  return {
    sources: file.sources,
    stages: file.stages.map(({ skills: _skills, ...stage }) => stage),
    skills: inOrder(given),
  };
}

function checkSources(
  of: string,
  named: readonly string[],
  known: Readonly<Record<string, string>>,
): void {
  const unknown = named.find((source) => known[source] === undefined);
  if (unknown !== undefined)
    throw new Error(`${of} names the source ${unknown}, which is not listed`);
}

/** Depth first, needs before what needs them. */
function inOrder(given: ReadonlyMap<string, Omit<SkillEntry, 'depth'>>): SkillEntry[] {
  const done = new Map<string, SkillEntry>();
  const visit = (name: string, chain: readonly string[]): SkillEntry => {
    const found = done.get(name);
    if (found !== undefined) return found;
    const skill = given.get(name);
    if (skill === undefined) throw new Error(`${chain.at(-1)} needs ${name}, which is no skill`);
    if (chain.includes(name))
      throw new Error(`skills need each other: ${[...chain, name].join(' → ')}`);
    const below = skill.needs.map((need) => visit(need, [...chain, name]));
    const entry = { ...skill, depth: Math.max(-1, ...below.map(({ depth }) => depth)) + 1 };
    done.set(name, entry);
    return entry;
  };
  for (const name of given.keys()) visit(name, []);
  return [...done.values()];
}

let read: SkillGraph | undefined;

/** The project's own skills, from `skills.yaml` beside this file. */
export function skillGraph(): SkillGraph {
  read ??= parseSkills(readFileSync(new URL('skills.yaml', import.meta.url), 'utf8'));
  return read;
}
