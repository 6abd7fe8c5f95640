import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXIT_MEANINGS } from './exit-codes.ts';
import { renderOverview, renderVerbHelp } from './help.ts';
import { createPaint } from './output/paint.ts';
import { parseArguments } from './parse-arguments.ts';
import { ALL_VERBS, VERBS } from './verbs.ts';

const paint = createPaint(false);

describe('the overview', () => {
  it('names every verb, every exit code and the first steps', () => {
    const text = renderOverview(VERBS, '1.2.3', paint);
    for (const { name, summary } of VERBS)
      expect(text).toMatch(new RegExp(`^  ${name} +${summary}`, 'm'));
    for (const [code, meaning] of Object.entries(EXIT_MEANINGS))
      expect(text).toMatch(new RegExp(`^  ${code} +${meaning.slice(0, 20)}`, 'm'));
    expect(text).toContain('wellspring 1.2.3');
    expect(text).toContain('wellspring verify runs/demo/dataset');
  });

  it('lists the files in commands/ and nothing else', () => {
    const files = readdirSync(new URL('commands', import.meta.url), { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => name.replace(/\.ts$/, '').replace('/', ' '));
    expect(ALL_VERBS.map((verb) => verb.name).toSorted()).toEqual(files.toSorted());
  });
});

describe.each(ALL_VERBS.map((entry) => [entry.name, entry] as const))(
  '%s --help',
  (name, entry) => {
    it('teaches by examples that its own parser takes', async () => {
      const verb = await entry.load();
      expect(verb.name).toBe(name);
      expect(verb.examples.length).toBeGreaterThanOrEqual(2);
      const text = renderVerbHelp(verb, paint);
      let own = 0;
      for (const { command, does } of verb.examples) {
        expect(text).toContain(`  ${command}\n`);
        expect(text).toContain(`# ${does}`);
        const called = command.split(/ [|>] /)[0]!.replace(/^wellspring /, '');
        const other = ALL_VERBS.find(
          (one) => called === one.name || called.startsWith(`${one.name} `),
        )!;
        const rest = [...called.slice(other.name.length).matchAll(/"([^"]*)"|\S+/g)].map(
          ([word, quoted]) => quoted ?? word,
        );
        parseArguments(await other.load(), rest);
        if (other.name === name) own++;
      }
      expect(own).toBeGreaterThanOrEqual(2);
    });

    it('describes every option, and no line is wider than 100 columns but for examples', async () => {
      const verb = await entry.load();
      const text = renderVerbHelp(verb, paint);
      for (const [option, { type, description, valueHint }] of Object.entries(verb.args)) {
        expect(`${option}: ${description}`).toMatch(/: \w/);
        expect(text).toContain(type === 'positional' ? valueHint! : `--${option}`);
      }
      expect(text).toContain('--json');
      const wide = text
        .split('\n')
        .filter((line) => [...line].length > 100 && !line.includes('wellspring '));
      expect(wide).toEqual([]);
    });
  },
);
