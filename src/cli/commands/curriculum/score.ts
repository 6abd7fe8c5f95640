import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { RecipeError } from '../../../core/errors/recipe-error.ts';
import { defineVerb } from '../../define-verb.ts';
import { EXIT } from '../../exit-codes.ts';
import { plainLine } from '../../output/plain-text.ts';
import { numberOption } from '../../parse-arguments.ts';
import { listenForStop } from '../../stop-signals.ts';

export const verb = defineVerb({
  name: 'curriculum score',
  usage: 'curriculum score [FILE|-] [--serve [--port N] [--host H]]',
  about:
    'Scores answers with the verifiers of the task families, for reinforcement learning and for evaluation: one JSON object a line on stdin, with generator, level, seed and response ' +
    '(`curriculum sample --json` and the datasets of `curriculum schedule` carry the first three), one a line on stdout with score (1 or 0), reason, and whatever else the line held but the response. ' +
    'Thinking is stripped, \\boxed{} read, hedged answers refused. --serve answers over HTTP: POST /score with one request or a list. examples/reinforcement-learning has reward functions for TRL and verl.',
  args: {
    file: {
      type: 'positional',
      valueHint: 'FILE|-',
      required: false,
      description: 'JSON Lines to score (default: stdin)',
    },
    serve: { type: 'boolean', description: 'answer over HTTP instead' },
    port: {
      type: 'string',
      valueHint: 'N',
      description: 'port for --serve, 0 for a free one (8787)',
    },
    host: {
      type: 'string',
      valueHint: 'H',
      default: '127.0.0.1',
      description: 'address for --serve; there is no key, so keep it local',
    },
  },
  examples: [
    { command: 'wellspring curriculum score answers.jsonl', does: 'a file of answers' },
    {
      command: 'wellspring curriculum score --serve --port 8787',
      does: 'for a trainer on this machine',
    },
  ],
  exits: [EXIT.interrupted],

  async run(args, { terminal }) {
    const { scoreResponse } = await import('../../../methods/curriculum/score/score-response.ts');
    if (args.serve) {
      if (args.file !== undefined) {
        throw new RecipeError('--serve takes no file', { hint: 'leave the file out' });
      }
      const { createScoreServer } = await import('../../curriculum/serve-scores.ts');
      const server = createScoreServer();
      const stop = listenForStop(() => server.close());
      const port = numberOption(args.port, 'port', { integer: true }) ?? 8787;
      try {
        server.listen(port, args.host);
        await Promise.race([
          once(server, 'listening'),
          once(server, 'error').then(([error]) => Promise.reject(error as Error)),
        ]);
      } catch (cause) {
        stop.close();
        throw new RecipeError(
          `cannot listen on ${args.host}:${port}: ${(cause as Error).message}`,
          {
            hint: 'choose another --port',
            cause,
          },
        );
      }
      const { port: bound } = server.address() as AddressInfo;
      terminal.err(`scores at http://${args.host}:${bound}/score; Ctrl-C ends\n`);
      await once(server, 'close');
      stop.close();
      return EXIT.done;
    }
    const isFile = args.file !== undefined && args.file !== '-';
    const input = isFile ? createReadStream(args.file!) : process.stdin;
    const failed = new Promise<never>((_, reject) => {
      input.once('error', (cause: Error) =>
        reject(
          new RecipeError(`cannot read ${plainLine(args.file ?? 'stdin')}: ${cause.message}`, {
            hint: 'name a file of JSON Lines, or - for stdin',
            cause,
          }),
        ),
      );
    });
    let faults = 0;
    const scoreAll = async (): Promise<void> => {
      for await (const line of createInterface({ input, crlfDelay: Infinity })) {
        if (line.trim() === '') continue;
        let request: unknown;
        try {
          request = JSON.parse(line);
        } catch (error) {
          request = undefined;
          faults++;
          terminal.out(`${JSON.stringify({ error: `not JSON: ${(error as Error).message}` })}\n`);
          continue;
        }
        const score = scoreResponse(request);
        if ('error' in score) faults++;
        const { response: _response, ...rest } = Object(request) as Record<string, unknown>;
        terminal.out(`${JSON.stringify({ ...rest, ...score })}\n`);
      }
    };
    await Promise.race([scoreAll(), failed]);
    if (faults > 0)
      terminal.err(`${faults} lines could not be scored; each says why under error\n`);
    return faults > 0 ? EXIT.usage : EXIT.done;
  },
});
