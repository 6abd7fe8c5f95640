import { memoryUsage, resourceUsage } from 'node:process';
import { systemClock } from '../../src/core/clock.ts';
import type { GenerateReply, LanguageModel } from '../../src/core/model/port.ts';
import { createLanes } from '../../src/core/model/lanes.ts';
import type { PlannedGate } from '../../src/core/run/run-plan.ts';
import { runSession } from '../../src/core/run/session.ts';
import { nearDuplicates } from '../../src/quality/near-duplicates.ts';
import { inWorkspace } from './in-workspace.ts';
import { trivialPlan } from './trivial-plan.ts';

export interface MemoryOptions {
  assignments: number;
  /** Adds the near-duplicates gate, whose state grows with what is accepted. */
  nearDuplicates: boolean;
}

export interface Memory {
  assignments: number;
  nearDuplicates: boolean;
  /** Highest of the process, engine included. */
  peakRssMiB: number;
  /** Largest live heap (after a collection) of those taken through the run, and the last. */
  peakHeapMiB: number;
  lastHeapMiB: number;
  externalMiB: number;
  gateBytes: number;
  assignmentsPerSecond: number;
}

const SAMPLES = 20;
const MIB = 1024 * 1024;

/** A run with a model inside the process: how its memory grows with the number of assignments. Needs `--expose-gc`. */
export async function measureMemory({
  assignments,
  nearDuplicates: near,
}: MemoryOptions): Promise<Memory> {
  const collect = globalThis.gc;
  if (collect === undefined) throw new Error('start node with --expose-gc');
  const heaps: number[] = [];
  let calls = 0;
  let externalMiB = 0;
  const every = Math.max(1, Math.floor(assignments / SAMPLES));
  const model = echoModel(() => {
    if (++calls % every !== 0) return;
    collect();
    const { heapUsed, external } = memoryUsage();
    heaps.push(heapUsed / MIB);
    externalMiB = Math.max(externalMiB, external / MIB);
  });
  const gates = near ? [await openNearDuplicates()] : [];
  const plan = trivialPlan({ model, target: assignments, concurrency: 64, gates });
  return inWorkspace(async (workspace) => {
    const began = systemClock.elapsed();
    const result = await runSession({ plan, workspace, signal: new AbortController().signal });
    if (result.end.kind !== 'complete')
      throw new Error(`the run ended as ${JSON.stringify(result.end)}`);
    const seconds = (systemClock.elapsed() - began) / 1000;
    const gate = gates[0]?.gate;
    return {
      assignments,
      nearDuplicates: near,
      peakRssMiB: resourceUsage().maxRSS / 1024,
      peakHeapMiB: Math.max(...heaps),
      lastHeapMiB: heaps.at(-1)!,
      externalMiB,
      gateBytes: gate?.scope === 'dataset' ? gate.stateBytes() : 0,
      assignmentsPerSecond: assignments / seconds,
    };
  });
}

function refuse(): never {
  throw new Error('this gate reads no store');
}

async function openNearDuplicates(): Promise<PlannedGate> {
  const definition = nearDuplicates as PlannedGate['definition'];
  const options = definition.options.parse({});
  const store = { record: refuse, blob: refuse, putRecord: refuse, putBlob: refuse };
  const gate = await definition.open(options, { store, baseDir: '.' });
  return { name: 'near-duplicates@1', definition, options, gate };
}

/** Answers at once with a text of its own for each prompt. */
function echoModel(onCall: () => void): LanguageModel {
  return {
    description: {
      id: 'bench/echo',
      revision: null,
      terms: null,
      price: { inputPerMillion: 1, outputPerMillion: 1, source: 'bench' },
      contextTokens: null,
      capabilities: { schema: true, image: false, embed: false },
    },
    lanes: createLanes({ concurrency: { start: 64, max: 64, fixed: 64 } }),
    async generate({ messages, seed = 0 }): Promise<GenerateReply> {
      onCall();
      const words = Array.from(
        { length: 24 },
        (_, index) => WORDS[Math.imul(seed + index, 2654435761) >>> 22],
      );
      const inputTokens = String(messages[0]!.content).length >> 2;
      return {
        text: `${words.join(' ')}.`,
        reasoning: null,
        finishReason: 'stop',
        usage: {
          inputTokens,
          outputTokens: 24,
          reasoningTokens: 0,
          cachedInputTokens: 0,
          estimated: false,
        },
        model: 'echo',
        responseId: null,
      };
    },
    embed: () => Promise.reject(new Error('not used')),
    close: async () => {},
  };
}

const SYLLABLES = [
  'ba',
  'co',
  'di',
  'fu',
  'ga',
  'he',
  'ki',
  'lo',
  'mu',
  'na',
  'pe',
  'ro',
  'su',
  'ta',
  've',
  'zo',
];
const WORDS = Array.from(
  { length: 1024 },
  (_, n) => `${SYLLABLES[n & 15]}${SYLLABLES[(n >> 4) & 15]}${SYLLABLES[n >> 6]}`,
);
