import type { ArgsDef } from 'citty';
import { JSON_OPTION, type Verb } from './define-verb.ts';
import { EXIT_MEANINGS, type ExitCode } from './exit-codes.ts';
import type { Paint } from './output/paint.ts';
import { wrap } from './output/table.ts';
import type { VerbEntry, VerbGroup } from './verbs.ts';

const WIDTH = 100;

const FIRST_STEPS = [
  ['wellspring init', 'a recipe that runs, and pages for it to read'],
  ['wellspring plan recipes/demo.yaml', 'what it will take'],
  [
    'wellspring run recipes/demo.yaml --target 60',
    'make the dataset; Ctrl-C, and run again to resume',
  ],
  ['wellspring inspect demo --n 3', 'read three samples beside their sources'],
  ['wellspring verify runs/demo/dataset', 'replay every proof'],
] as const;

/** What `wellspring --help` prints. */
export function renderOverview(
  verbs: readonly (VerbEntry | VerbGroup)[],
  version: string,
  paint: Paint,
): string {
  return `${[
    `${paint.bold('wellspring')} ${version}: training data for language models, in which every sample carries its proof.`,
    section(paint, 'Usage', ['wellspring VERB [arguments] [options]']),
    section(
      paint,
      'Verbs',
      columns(verbs.map(({ name, summary }) => [paint.cyan(name), summary, name])),
    ),
    section(
      paint,
      'First steps',
      columns(FIRST_STEPS.map(([command, does]) => [command, paint.dim(does), command])),
    ),
    section(paint, 'Everywhere', [
      ...columns([
        [paint.cyan('--help, -h'), 'what a verb does, with examples', '--help, -h'],
        [paint.cyan('--version, -v'), 'the version', '--version, -v'],
        [paint.cyan('--json'), JSON_OPTION.json.description, '--json'],
      ]),
      '',
      'Data goes to stdout, progress and errors to stderr. NO_COLOR and FORCE_COLOR are heeded.',
      'Keys come from the environment, or from a file .env in the working folder; they are never written.',
    ]),
    section(paint, 'Exit codes', exitLines(Object.keys(EXIT_MEANINGS).map(Number) as ExitCode[])),
  ].join('\n\n')}\n`;
}

/** What `wellspring GROUP --help` prints. */
export function renderGroupHelp(group: VerbGroup, paint: Paint): string {
  const { name, about, actions } = group;
  return `${[
    wrap(about, WIDTH),
    section(paint, 'Usage', [`wellspring ${name} ACTION [arguments] [options]`]),
    section(
      paint,
      'Actions',
      columns(actions.map((action) => [paint.cyan(action.name), action.summary, action.name])),
    ),
    `\`wellspring ${name} ACTION --help\` teaches each by examples.`,
  ].join('\n\n')}\n`;
}

/** What `wellspring VERB --help` prints. */
export function renderVerbHelp(verb: Verb<ArgsDef>, paint: Paint): string {
  const words: string[][] = [];
  const options: string[][] = [];
  for (const [name, definition] of Object.entries({ ...verb.args, ...JSON_OPTION } as ArgsDef)) {
    const text = [definition.description ?? '', defaultOf(definition)].filter(Boolean).join(' ');
    if (definition.type === 'positional') {
      const label = definition.valueHint ?? name.toUpperCase();
      words.push([paint.cyan(label), text, label]);
    } else {
      const label = `--${name}${valueOf(definition)}`;
      options.push([paint.cyan(label), text, label]);
    }
  }
  options.push([paint.cyan('--help, -h'), 'this text', '--help, -h']);
  const exits = [...new Set<ExitCode>([0, 1, 2, ...verb.exits])].toSorted((a, b) => a - b);
  return `${[
    wrap(verb.about, WIDTH),
    section(paint, 'Usage', [`wellspring ${verb.usage}`]),
    section(
      paint,
      'Examples',
      verb.examples.flatMap(({ command, does }) => [paint.dim(`# ${does}`), command]),
    ),
    ...(words.length > 0 ? [section(paint, 'Arguments', columns(words))] : []),
    section(paint, 'Options', columns(options)),
    section(paint, 'Exit codes', exitLines(exits)),
  ].join('\n\n')}\n`;
}

const section = (paint: Paint, title: string, lines: readonly string[]): string =>
  `${paint.bold(title)}\n${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}`;

/** Each row: the label as painted, its text, and the label bare, whose length counts. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(...rows.map(([, , bare]) => bare!.length));
  return rows.flatMap(([label, text, bare]) => {
    const lines = wrap(text!, WIDTH - width - 4).split('\n');
    return lines.map((line, index) =>
      index === 0
        ? `${label}${' '.repeat(width - bare!.length)}  ${line}`
        : `${' '.repeat(width)}  ${line}`,
    );
  });
}

const exitLines = (codes: readonly ExitCode[]): string[] =>
  columns(codes.map((code) => [String(code), EXIT_MEANINGS[code], String(code)]));

function valueOf(definition: ArgsDef[string]): string {
  if (definition.type === 'boolean') return '';
  return ` ${definition.valueHint ?? 'VALUE'}`;
}

function defaultOf(definition: ArgsDef[string]): string {
  const { default: value } = definition;
  return value === undefined || value === false || value === '' ? '' : `(${String(value)})`;
}
