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

const { values } = parseArgs({
  options: {
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
