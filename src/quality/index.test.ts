import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as quality from './index.ts';

describe('GATES', () => {
  it.each(quality.GATES.map((gate) => [gate.name, gate]))(
    '%s is a file of its name, and exported',
    (name, gate) => {
      expect(existsSync(join(import.meta.dirname, `${name}.ts`))).toBe(true);
      expect(Object.values(quality)).toContain(gate);
      expect(gate.summary).not.toMatch(/\.$/);
    },
  );

  it('has every gate once, the judge after all that is free', () => {
    const names = quality.GATES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.slice(-3)).toEqual(['judge', 'exact-duplicates', 'near-duplicates']);
  });

  it.each(quality.GATES.map((gate) => [gate.name, gate]))(
    '%s takes no options it does not know',
    (_, gate) => {
      expect(gate.options.safeParse({ nonsense: 1 }).error?.message).toMatch(/nonsense/);
    },
  );
});
