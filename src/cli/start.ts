import { existsSync } from 'node:fs';
import { VERSION } from '../core/version.ts';
import { describeFailure, EXIT, type ExitCode } from './exit-codes.ts';
import { openTerminal, printJson, type Terminal } from './output/terminal.ts';
import { isGroup, VERBS, type VerbEntry } from './verbs.ts';

/** Carries out the command line of this process, and says with which code it should end. Never rejects. */
export async function startCli(argv: readonly string[]): Promise<ExitCode> {
  quietSqliteWarning();
  leaveQuietlyWhenNobodyReads();
  return runCli(argv, openTerminal());
}

/** Carries out one command line on any terminal. Never rejects. */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await dispatch(argv, terminal);
  } catch (error) {
    return reportFailure(error, terminal, argv.includes('--json'));
  }
}

async function dispatch(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = argv;
  if (
    name === undefined ||
    name === '--help' ||
    name === '-h' ||
    (name === 'help' && rest.length === 0)
  ) {
    const { renderOverview } = await import('./help.ts');
    const { withProgram } = await import('./output/program.ts');
    const paint = name === undefined ? terminal.errPaint : terminal.paint;
    const text = withProgram(renderOverview(VERBS, VERSION, paint), terminal.program);
    if (name !== undefined) terminal.out(text);
    else terminal.err(text);
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  if (name === '--version' || name === '-v') {
    terminal.out(`${VERSION}\n`);
    return EXIT.done;
  }
  const asksHelp = name === 'help';
  const found = await findVerb(asksHelp ? rest : argv, asksHelp, terminal);
  if (found === undefined) return EXIT.done;
  const verb = await found.entry.load();
  const { rest: given } = found;
  const words = given.includes('--') ? given.slice(0, given.indexOf('--')) : given;
  if (asksHelp || words.includes('--help') || words.includes('-h')) {
    const { renderVerbHelp } = await import('./help.ts');
    const { withProgram } = await import('./output/program.ts');
    terminal.out(withProgram(renderVerbHelp(verb, terminal.paint), terminal.program));
    return EXIT.done;
  }
  const { parseArguments } = await import('./parse-arguments.ts');
  const call = parseArguments(verb, given);
  if (existsSync('.env')) process.loadEnvFile('.env');
  return verb.run(call.args as never, {
    terminal,
    words: call.words,
    all: (option) => call.values.get(option) ?? [],
  });
}

/** The verb that words call, and what follows it; undefined where the help of a group was all that was asked. */
async function findVerb(
  words: readonly string[],
  asksHelp: boolean,
  terminal: Terminal,
): Promise<{ entry: VerbEntry; rest: readonly string[] } | undefined> {
  const [name = '', ...rest] = words;
  const entry = VERBS.find((verb) => verb.name === name);
  if (entry === undefined) throw await unknownVerb('verb', name, VERBS, '');
  if (!isGroup(entry)) return { entry, rest };
  const [word, ...after] = rest;
  if (word === undefined || word.startsWith('-')) {
    if (!asksHelp && word !== '--help' && word !== '-h') {
      throw await unknownVerb('action', word ?? '', entry.actions, `${name} `);
    }
    const { renderGroupHelp } = await import('./help.ts');
    const { withProgram } = await import('./output/program.ts');
    terminal.out(withProgram(renderGroupHelp(entry, terminal.paint), terminal.program));
    return undefined;
  }
  const action = entry.actions.find((other) => other.name === word);
  if (action === undefined) throw await unknownVerb('action', word, entry.actions, `${name} `);
  return { entry: action, rest: after };
}

async function unknownVerb(
  kind: 'verb' | 'action',
  typed: string,
  known: readonly { name: string }[],
  prefix: string,
): Promise<Error> {
  const { RecipeError } = await import('../core/errors/recipe-error.ts');
  const { nearestWord } = await import('../core/text/nearest-word.ts');
  const { plainLine } = await import('./output/plain-text.ts');
  const names = known.map((verb) => verb.name);
  const nearest = nearestWord(typed, names);
  const what =
    typed === ''
      ? `\`wellspring ${prefix.trim()}\` needs an action`
      : `there is no ${kind} "${plainLine(prefix + typed)}"`;
  return new RecipeError(what, {
    hint: `${nearest === undefined ? '' : `did you mean \`wellspring ${prefix}${nearest}\`? `}${kind}s: ${names.join(', ')}`,
  });
}

/** Prints what went wrong, what mends it, and, for a bug, where it was. */
async function reportFailure(
  error: unknown,
  terminal: Terminal,
  asJson: boolean,
): Promise<ExitCode> {
  const { exit, ...failure } = describeFailure(error);
  const { withProgram } = await import('./output/program.ts');
  const hint = failure.hint === null ? null : withProgram(failure.hint, terminal.program);
  const report = { ...failure, hint };
  const { plainText } = await import('./output/plain-text.ts');
  const { errPaint: paint } = terminal;
  if (exit === EXIT.bug && error instanceof Error)
    terminal.err(`${plainText(error.stack ?? '')}\n`);
  if (asJson) printJson(terminal, { error: report });
  else {
    terminal.err(`${paint.red('error:')} ${plainText(report.message)}\n`);
    if (report.hint !== null) terminal.err(`${paint.cyan('hint:')} ${plainText(report.hint)}\n`);
  }
  return exit;
}

/** `node:sqlite` is all the journal needs, and says on older Nodes that it may change. Other warnings stay. */
function quietSqliteWarning(): void {
  const { emitWarning } = process;
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    const text = typeof warning === 'string' ? warning : warning.message;
    const isExperimental =
      rest[0] === 'ExperimentalWarning' ||
      (rest[0] as { type?: string } | undefined)?.type === 'ExperimentalWarning' ||
      (warning as Error).name === 'ExperimentalWarning';
    if (isExperimental && text.includes('SQLite')) return;
    (emitWarning as (...all: unknown[]) => void).call(process, warning, ...rest);
  }) as typeof emitWarning;
}

/** `wellspring inspect … | head` ends when head has seen enough. A run goes on without its onlooker. */
function leaveQuietlyWhenNobodyReads(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.done);
    throw error;
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
