import { describe, expect, it } from 'vitest';
import { callCli } from '../../../test/fixtures/call-cli.ts';
import { exitOf } from './verify.ts';

describe('exitOf', () => {
  it.each([
    [{ ok: true, totals: { failed: 0, missing: 0, unknown: 0 } }, 0],
    [{ ok: false, totals: { failed: 1, missing: 0, unknown: 0 } }, 6],
    [{ ok: false, totals: { failed: 1, missing: 9, unknown: 0 } }, 6],
    [{ ok: false, totals: { failed: 0, missing: 0, unknown: 1 } }, 6],
    [{ ok: false, totals: { failed: 0, missing: 3, unknown: 1 } }, 6],
    [{ ok: false, totals: { failed: 0, missing: 3, unknown: 0 } }, 7],
  ])('%j: %i', (result, exit) => expect(exitOf(result)).toBe(exit));
});

describe('wellspring verify', () => {
  it('ends with 2 where there is nothing', async () => {
    const { code, stdout, stderr } = await callCli(['verify', '/no/such/dataset', '--json']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'recipe-invalid' } });
  });
});
