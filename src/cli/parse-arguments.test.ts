import { describe, expect, it } from 'vitest';
import type { ArgsDef } from 'citty';
import { RecipeError } from '../core/errors/index.ts';
import { defineVerb, type Verb } from './define-verb.ts';
import { choiceOption, numberOption, parseArguments } from './parse-arguments.ts';

const verb = defineVerb({
  name: 'probe',
  usage: 'probe WHAT',
  about: 'For tests.',
  args: {
    what: { type: 'positional', required: true, valueHint: 'WHAT', description: '' },
    'max-cost': { type: 'string', valueHint: 'USD', description: '' },
    gate: { type: 'string', valueHint: 'NAME', description: '' },
    fresh: { type: 'boolean', description: '' },
    workspace: { type: 'string', default: 'runs', description: '' },
  },
  repeatable: ['gate'],
  examples: [{ command: 'wellspring probe x', does: '' }],
  exits: [],
  run: async () => 0,
}) as unknown as Verb<ArgsDef>;

const parse = (...raw: string[]) => parseArguments(verb, raw);
const hintOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(RecipeError);
    return `${(error as RecipeError).message} | ${(error as RecipeError).hint}`;
  }
  throw new Error('nothing was raised');
};

describe('parseArguments', () => {
  it('takes options before, between and after words, with = or a space', () => {
    const { args, values } = parse(
      '--fresh',
      'a.yaml',
      '--max-cost=2.5',
      '--workspace',
      'w',
      '--json',
    );
    expect(args).toMatchObject({ what: 'a.yaml', fresh: true, json: true, workspace: 'w' });
    expect(args['max-cost']).toBe('2.5');
    expect(values.get('max-cost')).toEqual(['2.5']);
  });

  it('keeps every value of an option that may be repeated, in order', () => {
    const { values } = parse('x', '--gate', 'length', '--gate=near-duplicates,threshold=0.8');
    expect(values.get('gate')).toEqual(['length', 'near-duplicates,threshold=0.8']);
  });

  it('asks for an option that must be given', () => {
    const needy = {
      ...verb,
      args: { ...verb.args, out: { type: 'string', required: true, valueHint: 'DIR' } },
    };
    expect(hintOf(() => parseArguments(needy as Verb<ArgsDef>, ['x']))).toContain(
      'needs --out DIR',
    );
    expect(parseArguments(needy as Verb<ArgsDef>, ['x', '--out', 'd']).args['out']).toBe('d');
  });

  it('fills defaults and leaves the rest undefined', () => {
    const { args } = parse('x');
    expect(args['workspace']).toBe('runs');
    expect(args['max-cost']).toBeUndefined();
    expect(args['fresh']).toBeFalsy();
  });

  it('takes words after -- as they are', () => {
    expect(parse('--', '--odd-name.yaml').args['what']).toBe('--odd-name.yaml');
  });

  it('switches off with --no-', () => {
    expect(parse('x', '--no-fresh').args['fresh']).toBe(false);
  });

  it('takes a negative number for a value, not for an option', () => {
    expect(parse('x', '--max-cost', '-1').args['max-cost']).toBe('-1');
  });

  it.each([
    [['x', '--max-cst', '3'], 'did you mean --max-cost?'],
    [['x', '--worksapce', 'w'], 'did you mean --workspace?'],
    [['x', '--frehs'], 'did you mean --fresh?'],
    [['x', '-q'], 'has no option -q'],
    [['x', '--max-cost'], '--max-cost needs a value'],
    [['x', '--max-cost', '--fresh'], '--max-cost needs a value'],
    [['x', '--max-cost='], '--max-cost needs a value'],
    [['x', '--fresh=maybe'], '--fresh takes no value'],
    [['x', '--max-cost', '1', '--max-cost', '2'], '--max-cost is given twice'],
    [['x', 'y'], 'one word too many: "y"'],
    [[], 'needs WHAT'],
    [['x', '--no-max-cost'], 'has no option --no-max-cost'],
    [['x', '--__proto__', 'y'], 'has no option --__proto__'],
    [['x', '--constructor', 'y'], 'has no option --constructor'],
  ])('refuses %j', (raw, expected) => {
    expect(hintOf(() => parse(...raw))).toContain(expected);
  });

  it('shows hostile arguments without obeying them', () => {
    expect(hintOf(() => parse('x', '\u001B[31my'))).toContain('\\x1b[31my');
  });
});

describe('numberOption', () => {
  it('reads numbers, with underscores between digits', () => {
    expect(numberOption('1_000', 'n', { integer: true })).toBe(1000);
    expect(numberOption('0.25', 'n')).toBe(0.25);
    expect(numberOption(undefined, 'n')).toBeUndefined();
  });

  it.each(['', ' ', 'x', '1x', '-1', 'NaN', 'Infinity', '1e999'])('refuses "%s"', (text) => {
    expect(() => numberOption(text, 'n')).toThrow(RecipeError);
  });

  it('refuses parts where whole numbers are meant, and zero where more is', () => {
    expect(() => numberOption('1.5', 'n', { integer: true })).toThrow(/whole number of at least 0/);
    expect(() => numberOption('0', 'n', { integer: true, min: 1 })).toThrow(/at least 1/);
    expect(() => numberOption('0', 'n', { above: 0 })).toThrow(/above 0/);
    expect(() => numberOption('9007199254740993', 'n', { integer: true })).toThrow(RecipeError);
  });
});

describe('choiceOption', () => {
  it('offers the nearest choice', () => {
    expect(choiceOption('test', '--split', ['train', 'test'])).toBe('test');
    expect(hintOf(() => choiceOption('trian', '--split', ['train', 'test']))).toContain(
      'did you mean train?',
    );
  });
});
