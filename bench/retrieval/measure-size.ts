import { cpuUsage, memoryUsage, resourceUsage } from 'node:process';
import { systemClock } from '../../src/core/clock.ts';
import type { Random } from '../../src/core/random.ts';
import { detectCommunities } from '../../src/methods/graph/communities/detect-communities.ts';
import { openRetriever } from '../../src/methods/graph/retrieve/open-retriever.ts';
import type { RetrievalMode } from '../../src/methods/graph/retrieve/retriever.ts';
import { drawGraph } from './draw-graph.ts';

export interface SizeFigures {
  facts: number;
  entities: number;
  passages: number;
  communitiesSeconds: number;
  modularity: number;
  /** Building all indexes of words, names and arcs; processor time, as that of communities. */
  openSeconds: number;
  /** What stays in memory beside the graph. */
  indexMiB: number;
  /** Highest of the process so far, graph and engine included. */
  peakRssMiB: number;
  latency: { mode: RetrievalMode; p50Ms: number; p95Ms: number; mostMs: number }[];
}

const MODES: readonly RetrievalMode[] = ['lexical', 'local', 'multi-hop'];
const QUESTIONS = 200;
const MIB = 1024 * 1024;

/** What retrieval costs on a synthetic graph of so many facts. */
export async function measureSize(facts: number, random: Random): Promise<SizeFigures> {
  const { graph, passageText, ask } = drawGraph(facts, random.fork('graph'));
  const [communities, communitiesSeconds] = await seconds(() => detectCommunities(graph));
  const before = usedMiB();
  const [retriever, openSeconds] = await seconds(() =>
    openRetriever({ graph, communities, passageText }),
  );
  const indexMiB = usedMiB() - before;
  const latency: SizeFigures['latency'] = [];
  for (const mode of MODES) {
    const draw = random.fork('questions');
    const took: number[] = [];
    for (let i = 0; i < QUESTIONS; i++) {
      const question = ask(draw);
      const began = systemClock.elapsed();
      await retriever.retrieve(question, { mode, limit: 10 });
      took.push(systemClock.elapsed() - began);
    }
    const sorted = took.toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))]!;
    latency.push({ mode, p50Ms: at(0.5), p95Ms: at(0.95), mostMs: at(1) });
  }
  return {
    facts,
    entities: graph.entities.length,
    passages: graph.passages.length,
    communitiesSeconds,
    modularity: communities.modularity,
    openSeconds,
    indexMiB,
    peakRssMiB: resourceUsage().maxRSS / 1024,
    latency,
  };
}

/** Seconds of processor time: what else the machine does counts for nothing. */
async function seconds<T>(work: () => T | Promise<T>): Promise<[T, number]> {
  const began = cpuUsage();
  const done = await work();
  const { user, system } = cpuUsage(began);
  return [done, (user + system) / 1e6];
}

function usedMiB(): number {
  if (globalThis.gc === undefined) throw new Error('start node with --expose-gc');
  // Twice: buffers are let go by the second.
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, arrayBuffers } = memoryUsage();
  return (heapUsed + arrayBuffers) / MIB;
}
