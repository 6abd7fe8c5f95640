/**
 * The fake endpoint as a process of its own: prints its base URL as the first line of stdout, and its counts at
 * `GET /stats`. Stops on SIGTERM, SIGINT, or when its standard input closes (`--with-parent`).
 *
 *   node test/fake-endpoint/main.ts --port 0 --latency-ms 50
 *   node test/fake-endpoint/main.ts --latency-ms 200 --p99-over-p50 30 --servers 40
 *   node test/fake-endpoint/main.ts --hell 0.5 --mercy 3 --seed a
 */
import { parseArgs } from 'node:util';
import { hell } from './hell.ts';
import type { FakeScript } from './script.ts';
import { startFakeEndpoint } from './start-fake-endpoint.ts';

const HELP = `node test/fake-endpoint/main.ts [options]

An OpenAI-compatible endpoint that does what these say. Its base URL is the first line of stdout.

  --port N            to listen on; 0 (the default): any that is free
  --seed TEXT         what replies and mishaps are drawn from (default: fake)
  --latency-ms N      before a reply begins (default: 0)
  --p99-over-p50 X    log-normal latency around --latency-ms, with this tail
  --word-ms N         between the words of a stream (default: 0)
  --servers N         requests at work at once; others wait
  --limit-above N     429 for requests beyond so many in flight
  --retry-after TEXT  the header that goes with that 429
  --hell RATE         share of requests that go wrong, 0 to 1
  --mercy N           with --hell: from this attempt on a request gets a good reply
  --key TEXT          the key that is asked for
  --text TEXT         what every reply without a schema says
  --no-bodies         do not count bodies
  --with-parent       end when standard input closes
  --help              this

GET /stats tells what was counted.
`;

function read() {
  try {
    return readOptions();
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\nhint: --help lists all options\n`);
    process.exit(2);
  }
}

function readOptions() {
  return parseArgs({
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      port: { type: 'string', default: '0' },
      seed: { type: 'string', default: 'fake' },
      'latency-ms': { type: 'string', default: '0' },
      'p99-over-p50': { type: 'string' },
      'word-ms': { type: 'string', default: '0' },
      servers: { type: 'string' },
      'limit-above': { type: 'string' },
      'retry-after': { type: 'string' },
      hell: { type: 'string' },
      mercy: { type: 'string' },
      key: { type: 'string' },
      text: { type: 'string' },
      'no-bodies': { type: 'boolean', default: false },
      'with-parent': { type: 'boolean', default: false },
    },
  });
}

const { values } = read();
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const latencyMs = Number(values['latency-ms']);
const script: FakeScript = {
  seed: values.seed,
  wordMs: Number(values['word-ms']),
  countBodies: !values['no-bodies'],
};
if (latencyMs > 0) {
  const ratio = values['p99-over-p50'];
  script.latency =
    ratio === undefined
      ? { kind: 'fixed', ms: latencyMs }
      : { kind: 'log-normal', medianMs: latencyMs, p99OverP50: Number(ratio) };
}
if (values.servers !== undefined) script.servers = Number(values.servers);
if (values['limit-above'] !== undefined) script.limitAbove = Number(values['limit-above']);
if (values['retry-after'] !== undefined) script.retryAfter = values['retry-after'];
if (values.key !== undefined) script.key = values.key;
if (values.text !== undefined) {
  const { text } = values;
  script.reply = (request) => (request.response_format === undefined ? text : undefined);
}
if (values.hell !== undefined) {
  script.behave = hell({
    rate: Number(values.hell),
    ...(values.mercy === undefined ? {} : { mercyAttempt: Number(values.mercy) }),
  });
}

const endpoint = await startFakeEndpoint(script, Number(values.port));
process.stdout.write(`${endpoint.url}\n`);
const stop = () => void endpoint.close().then(() => process.exit(0));
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
if (values['with-parent']) process.stdin.resume().on('end', stop);
