import type { ArgsDef, ParsedArgs } from 'citty';
import type { ExitCode } from './exit-codes.ts';
import type { Terminal } from './output/terminal.ts';

export interface VerbContext {
  terminal: Terminal;
  /** All arguments that are not options, in order. */
  words: string[];
  /** Every value of an option that may be given more than once. */
  all(option: string): string[];
}

/** One verb of the command line: one file in `commands/`, loaded when it is called. */
export interface Verb<Args extends ArgsDef = ArgsDef> {
  name: string;
  /** How it is called, without `wellspring`: `run RECIPE [options]`. */
  usage: string;
  /** One sentence or a few: what it does, and where its output goes. */
  about: string;
  /** Options and positional arguments, as citty takes them. `--json` is added to all. */
  args: Args;
  /** Options that may be given more than once. */
  repeatable?: readonly string[];
  /** True where more words may follow than there are positional arguments. */
  manyWords?: boolean;
  examples: readonly { command: string; does: string }[];
  /** The exit codes that this verb can end with, beside 1 and 2. */
  exits: readonly ExitCode[];
  run(args: ParsedArgs<Args & typeof JSON_OPTION>, context: VerbContext): Promise<ExitCode>;
}

export const JSON_OPTION = {
  json: { type: 'boolean', description: 'print one JSON object on stdout instead of text' },
} as const satisfies ArgsDef;

export function defineVerb<const Args extends ArgsDef>(verb: Verb<Args>): Verb<Args> {
  return verb;
}

/** The options that all verbs on runs share. */
export const WORKSPACE_OPTION = {
  workspace: {
    type: 'string',
    valueHint: 'DIR',
    default: 'runs',
    description: 'the folder of runs',
  },
} as const satisfies ArgsDef;
