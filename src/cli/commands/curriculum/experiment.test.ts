import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../parse-arguments.ts';
import { createPaint } from '../../output/paint.ts';
import type { Terminal } from '../../output/terminal.ts';
import { verb } from './experiment.ts';

const paint = createPaint(false);
const terminal: Terminal = {
  out: () => undefined,
  err: () => undefined,
  paint,
  errPaint: paint,
  isRead: false,
  canRedraw: false,
  canAsk: false,
  width: () => 100,
  outWidth: () => 100,
};

function call(argv: readonly string[]): Promise<number> {
  const { args } = parseArguments(verb as never, argv);
  return verb.run(args as unknown as Parameters<typeof verb.run>[0], {
    terminal,
    words: [],
    all: () => [],
  });
}

describe('wellspring curriculum experiment', () => {
  it.each([
    [['--smoke', '--so-far'], 'do not go together'],
    [['--workers', '0'], '--workers'],
    [['--seeds', '1'], '--seeds'],
  ])('refuses %j before any training', async (argv, words) => {
    await expect(call(argv)).rejects.toThrow(words);
  });
});
