import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../families/registry.ts';
import { describeMap, drawMap } from './draw-map.ts';
import { parseSkills, skillGraph } from './read-skills.ts';
import { STAGES } from './stages.ts';

const file = (skills: string): string => `
sources: { a: Somebody 1999 }
stages:
  - name: perception
    title: Perception
    about: seeing
    ages: [0, 2]
    sources: [a]
    skills: ${skills}
`;

describe("the project's skills", () => {
  const graph = skillGraph();

  it('are those of the task families, each in its stage', () => {
    const listed = Object.fromEntries(graph.skills.map(({ name, stage }) => [name, stage]));
    const made = Object.fromEntries(FAMILIES.map(({ skill, stage }) => [skill, stage]));
    expect(listed).toEqual(made);
  });

  it('have six stages of at least eight skills, at least sixty in all', () => {
    expect(graph.stages.map(({ name }) => name)).toEqual(STAGES);
    for (const stage of STAGES) {
      expect(graph.skills.filter((skill) => skill.stage === stage).length).toBeGreaterThanOrEqual(
        8,
      );
    }
    expect(graph.skills.length).toBeGreaterThanOrEqual(60);
  });

  it('stand after all that they need, and every source is used', () => {
    const seen = new Set<string>();
    for (const { name, needs, depth } of graph.skills) {
      for (const need of needs) expect(seen).toContain(need);
      expect(depth === 0).toBe(needs.length === 0);
      seen.add(name);
    }
    const used = new Set([...graph.stages, ...graph.skills].flatMap(({ sources }) => sources));
    expect(Object.keys(graph.sources).filter((source) => !used.has(source))).toEqual([]);
  });

  it('are all on the map, as text and as a picture', () => {
    const [text, picture] = [describeMap(graph), drawMap(graph)];
    for (const { name, needs } of graph.skills) {
      expect(text).toMatch(new RegExp(`^  ${name}\\b.*${needs.at(-1) ?? ''}$`, 'm'));
      expect(picture).toContain(`>${name}</text>`);
      for (const need of needs) expect(picture).toContain(`${need} → ${name}`);
    }
    expect(picture.match(/class="arrow"/g)).toHaveLength(
      graph.skills.reduce((sum, { needs }) => sum + needs.length, 0),
    );
  });
});

describe('a file of skills', () => {
  it('orders skills by their needs, wherever they stand', () => {
    const { skills } = parseSkills(file('{ c: { needs: [b, a] }, a: {}, b: { needs: [a] } }'));
    expect(skills.map(({ name, depth }) => [name, depth])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ]);
  });

  it.each([
    ['{ a: { needs: [b] }, b: { needs: [a] } }', /need each other: a → b → a/],
    ['{ a: { needs: [a] } }', /need each other/],
    ['{ a: { needs: [nothing] } }', /a needs nothing, which is no skill/],
    ['{ a: { sources: [nowhere] } }', /source nowhere/],
  ])('refuses %s', (skills, reason) => expect(() => parseSkills(file(skills))).toThrow(reason));

  it('escapes what it draws', () => {
    const graph = parseSkills(file('{ "<script>": {} }'));
    expect(drawMap(graph)).not.toContain('<script>');
  });
});

it('the picture in the guide is the one that is drawn', () => {
  const committed = new URL('../../../../docs/curriculum-map.svg', import.meta.url);
  // `wellspring curriculum map --out docs/curriculum-map.svg` makes it anew.
  expect(readFileSync(committed, 'utf8')).toBe(drawMap(skillGraph()));
});
