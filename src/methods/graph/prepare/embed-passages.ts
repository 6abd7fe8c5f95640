import { z } from 'zod';
import { RecipeError } from '../../../core/errors/index.ts';
import { hashRecord } from '../../../core/hash.ts';
import type { PrepareContext } from '../../../core/run/method.ts';
import type { KnowledgeGraph } from '../knowledge-graph.ts';
import type { StoredVectors } from '../material.ts';
import { createPassageReader } from '../open/passage-reader.ts';
import { embeddedText } from '../retrieve/passage-vectors.ts';
import { embedTexts, tableOf } from '../retrieve/vector-index.ts';
import { encodeVectors } from '../store/encode-vectors.ts';
import { EMBEDDER } from '../write/options.ts';

/** Of a role's members, as the recipe's record describes them, what tells their vectors apart. */
const Speakers = z.array(z.object({ id: z.string(), revision: z.string().nullable() }));

/** Texts embedded in one call. */
const BATCH = 64;

type EmbedPorts = Pick<
  PrepareContext<unknown>,
  'store' | 'memo' | 'models' | 'speakers' | 'signal' | 'progress'
>;

/**
 * Embeds a graph's passages and stores their vectors. Every text is remembered with who embedded it, so that an edited
 * document costs its changed passages. Raises RecipeError on a pool of embedders, whose vectors do not compare, and on
 * an embedder that gives vectors of several widths, too few, or what is no number.
 */
export async function embedPassages(
  graph: KnowledgeGraph,
  { store, memo, models, speakers, signal, progress }: EmbedPorts,
): Promise<StoredVectors> {
  const members = Speakers.parse(speakers(EMBEDDER));
  const [embedder] = members;
  if (embedder === undefined || members.length > 1) {
    throw new RecipeError(`the role ${EMBEDDER} has ${members.length} models`, {
      hint: 'name one: vectors of different models do not compare',
    });
  }
  const { text: textOf } = createPassageReader(graph, store);
  const keys: string[] = [];
  const vectors = new Map<string, Float32Array>();
  let waiting = new Map<string, string>();
  const embedWaiting = async (): Promise<void> => {
    if (waiting.size === 0) return;
    const texts = [...waiting.values()];
    const caller = models(`graph/embed/${hashRecord(texts)}`).role(EMBEDDER);
    const given = await embedTexts(texts, async () =>
      (await caller.embed({ step: 'embed', texts })).map((one) => Float32Array.from(one)),
    );
    // Before anything is remembered: what is broken must be asked for again.
    tableOf([...[...vectors.values()].slice(0, 1), ...given]);
    for (const [at, key] of [...waiting.keys()].entries()) {
      vectors.set(key, given[at]!);
      await memo.put(key, Buffer.from(given[at]!.buffer).toString('base64'));
    }
    waiting = new Map();
  };
  for (const passage of graph.passages.keys()) {
    signal.throwIfAborted();
    const text = embeddedText(graph, passage, await textOf(passage));
    const key = hashRecord(['passage-vector/1', embedder, text]);
    keys.push(key);
    if (vectors.has(key) || waiting.has(key)) continue;
    const known = await memo.get(key);
    if (typeof known === 'string') vectors.set(key, readVector(known));
    else waiting.set(key, text);
    if (waiting.size === BATCH) await embedWaiting();
    progress(passage + 1, graph.passages.length, 'passages embedded');
  }
  await embedWaiting();
  const table = tableOf(keys.map((key) => vectors.get(key)!));
  return { blob: await store.putBlob(encodeVectors(table)), width: table.width, embedder };
}

function readVector(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  // A buffer of Node's pool need not lie on a float's border.
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
