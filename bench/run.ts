/**
 * The run, measured: how full it keeps an endpoint, what waits for its turn, what is paid beyond the target, what a
 * request costs in CPU time, and how memory grows. `npm run bench:run [-- --quick] [--only fixed|tail|cpu|memory] [--json PATH]`.
 */
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { systemClock } from '../src/core/clock.ts';
import { startEndpointProcess } from './harness/endpoint-process.ts';
import type { CpuCost } from './harness/measure-cpu.ts';
import type { Memory } from './harness/measure-memory.ts';
import type { Occupancy } from './harness/measure-occupancy.ts';
import type { Fullness } from './harness/observe.ts';
import { runScenario } from './harness/run-scenario.ts';
import { fixed, mebibytes, percent, table, whole } from './harness/table.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    json: { type: 'string' },
  },
});
const { quick, only } = values;
const PARTS = ['fixed', 'tail', 'cpu', 'memory'];
if (only !== undefined && !PARTS.includes(only)) {
  process.stderr.write(`--only must be one of ${PARTS.join(', ')}, got ${only}\n`);
  process.exit(2);
}
const print = (text: string): void => void process.stdout.write(`${text}\n\n`);

const machine = {
  date: new Date(systemClock.now()).toISOString().slice(0, 10),
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 1024 ** 3),
  node: process.version,
  quick,
};
print('# The run, measured');
print(
  `${machine.date}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}${quick ? ', --quick' : ''}. ` +
    'The endpoint is a process of its own on the same machine.',
);

const measures = {
  fixed: measureEvenLatency,
  tail: measureHeavyTail,
  cpu: measureCpu,
  memory: measureMemory,
};
const figures: Record<string, unknown> = { bench: 'run', ...machine };
for (const [name, measure] of Object.entries(measures))
  if (only === undefined || only === name) figures[name] = await measure();
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);

/** A fresh endpoint for each measurement. */
async function withEndpoint<T>(
  args: readonly string[],
  measure: (url: string) => Promise<T>,
): Promise<T> {
  const endpoint = await startEndpointProcess(args);
  try {
    return await measure(endpoint.url);
  } finally {
    await endpoint.stop();
  }
}

interface EvenLatencyRow {
  latencyMs: number;
  /** 1: all replies take the same time. */
  p99OverP50: number;
  inFlight: number;
  who: 'bare undici loop' | 'run';
  result: Fullness & { requestsPerSecond: number; cpuMsPerRequest: number };
}

async function measureEvenLatency(): Promise<EvenLatencyRow[]> {
  const inFlight = 256;
  const rows: EvenLatencyRow[] = [];
  const cases = quick
    ? [{ latencyMs: 50, p99OverP50: 1, target: 4_096 }]
    : [
        { latencyMs: 50, p99OverP50: 1, target: 10_240 },
        { latencyMs: 250, p99OverP50: 1, target: 4_096 },
        { latencyMs: 1_000, p99OverP50: 1, target: 4_096 },
        { latencyMs: 1_000, p99OverP50: 2, target: 4_096 },
      ];
  for (const { latencyMs, p99OverP50, target } of cases) {
    const args = ['--latency-ms', String(latencyMs)];
    if (p99OverP50 > 1) args.push('--p99-over-p50', String(p99OverP50));
    const row = { latencyMs, p99OverP50, inFlight };
    const options = (url: string) => ({ url, inFlight, target });
    const bare = await withEndpoint(args, (url) => runScenario('bareOccupancy', options(url)));
    rows.push({ ...row, who: 'bare undici loop', result: bare });
    const run = await withEndpoint(args, (url) => runScenario('occupancy', options(url)));
    rows.push({ ...row, who: 'run', result: run });
  }
  print('## Occupancy, 256 in flight');
  print(
    table(
      [
        'latency',
        'who',
        'held by the client',
        'seen by the endpoint',
        'requests/s',
        'CPU ms/request',
      ],
      rows.map(({ latencyMs, p99OverP50, who, result: { client, endpoint, ...rest } }) => [
        p99OverP50 === 1 ? `${latencyMs} ms` : `${latencyMs} ms, p99/p50 = ${p99OverP50}`,
        who,
        percent(client),
        percent(endpoint),
        whole(rest.requestsPerSecond),
        fixed(rest.cpuMsPerRequest),
      ]),
    ),
  );
  return rows;
}

interface HeavyTailRow {
  medianMs: number;
  p99OverP50: number;
  inFlight: number;
  lookAhead: number;
  target: number;
  result: Occupancy;
}

async function measureHeavyTail(): Promise<HeavyTailRow[]> {
  const rows: HeavyTailRow[] = [];
  const cases = quick
    ? [{ medianMs: 50, inFlight: 64, lookAhead: 64, target: 1_000 }]
    : [
        { medianMs: 100, inFlight: 128, lookAhead: 4, target: 2_000 },
        { medianMs: 100, inFlight: 128, lookAhead: 64, target: 2_000 },
        { medianMs: 400, inFlight: 1_024, lookAhead: 64, target: 12_000 },
      ];
  for (const { medianMs, ...options } of cases) {
    const args = ['--latency-ms', String(medianMs), '--p99-over-p50', '30'];
    const result = await withEndpoint(args, (url) =>
      runScenario('occupancy', { url, rejectShare: 0.2, ...options }),
    );
    rows.push({ medianMs, p99OverP50: 30, ...options, result });
  }
  print('## A heavy tail: log-normal latency, p99/p50 = 30, one candidate in five rejected');
  print(
    table(
      [
        'p50',
        'in flight',
        'look-ahead',
        'accepted',
        'held by the client',
        'seen by the endpoint',
        'requests/s',
        'most waiting',
        'their MiB',
        'paid beyond',
        'of paid',
      ],
      rows.map(({ medianMs, inFlight, lookAhead, target, result }) => [
        `${medianMs} ms`,
        whole(inFlight),
        `${lookAhead} ×`,
        whole(target),
        percent(result.client),
        percent(result.endpoint),
        whole(result.requestsPerSecond),
        whole(result.reorder.outcomes),
        mebibytes(result.reorder.bytes),
        whole(result.surplusCalls),
        percent(result.surplusCalls / result.paidCalls),
      ]),
    ),
  );
  return rows;
}

async function measureCpu(): Promise<CpuCost[]> {
  const layers = ['undici', 'adapter', 'run'] as const;
  const rounds = quick ? 1 : 3;
  const requests = quick ? 3_000 : 10_000;
  const taken: CpuCost[] = [];
  await withEndpoint([], async (url) => {
    // In turns, so that a busy moment of the machine falls on all of them.
    for (let round = 0; round < rounds; round++)
      for (const layer of layers)
        taken.push(await runScenario('cpu', { url, requests, concurrency: 64, layer }));
  });
  const medians = layers.map((layer): CpuCost => {
    const own = taken.filter((each) => each.layer === layer);
    const middle = (figure: (cost: CpuCost) => number): number =>
      own.map(figure).toSorted((a, b) => a - b)[own.length >> 1]!;
    return {
      layer,
      cpuMsPerRequest: middle((cost) => cost.cpuMsPerRequest),
      requestsPerSecond: middle((cost) => cost.requestsPerSecond),
    };
  });
  const [bare] = medians;
  print(`## A request at zero latency (64 in flight; median of ${rounds})`);
  print(
    table(
      ['layer', 'CPU ms/request', 'against bare undici', 'requests/s', 'against bare undici'],
      medians.map((cost) => [
        { undici: 'bare undici loop', adapter: 'adapter alone', run: 'whole run' }[cost.layer],
        fixed(cost.cpuMsPerRequest, 3),
        `${fixed(cost.cpuMsPerRequest / bare!.cpuMsPerRequest, 1)} ×`,
        whole(cost.requestsPerSecond),
        percent(cost.requestsPerSecond / bare!.requestsPerSecond),
      ]),
    ),
  );
  return medians;
}

async function measureMemory(): Promise<Memory[]> {
  const rows: Memory[] = [];
  const sizes = quick ? [1_000, 10_000] : [1_000, 10_000, 100_000, 1_000_000];
  for (const nearDuplicates of [false, true]) {
    for (const assignments of sizes) {
      if (nearDuplicates && assignments > 100_000) continue;
      rows.push(await runScenario('memory', { assignments, nearDuplicates }, ['--expose-gc']));
    }
  }
  print('## Memory by assignments (a model inside the process, 64 in flight)');
  print(
    table(
      [
        'assignments',
        'near-duplicates',
        'peak RSS MiB',
        'largest live heap MiB',
        'last live heap MiB',
        'gate bytes/sample',
        'assignments/s',
      ],
      rows.map((row) => [
        whole(row.assignments),
        row.nearDuplicates ? 'yes' : 'no',
        whole(row.peakRssMiB),
        fixed(row.peakHeapMiB, 1),
        fixed(row.lastHeapMiB, 1),
        row.nearDuplicates ? fixed(row.gateBytes / row.assignments, 0) : '–',
        whole(row.assignmentsPerSecond),
      ]),
    ),
  );
  return rows;
}
