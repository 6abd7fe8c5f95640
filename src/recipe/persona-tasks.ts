import { dirname, resolve } from 'node:path';
import { createRandom } from '../core/random.ts';
import type { Document } from '../core/records/index.ts';
import type { ModelAccess } from '../core/run/method.ts';
import type { Workspace } from '../core/run/workspace.ts';
import {
  growFromPersona,
  growFromText,
  type Grown,
} from '../methods/personas/hub/grow/grow-persona.ts';
import { type Relationship, RELATIONSHIPS } from '../methods/personas/hub/grow/relationships.ts';
import { openSampledHub } from '../methods/personas/hub/sampled-hub.ts';
import { openStoredHub } from '../methods/personas/hub/stored/open-stored-hub.ts';
import { storeSampled } from '../methods/personas/hub/stored/store-sampled.ts';
import { pageOf } from '../methods/personas/prepare/open-page.ts';
import type { GrowOptions, GrownHub } from './grow-options.ts';
import { ingestSource } from './ingest.ts';

/** One thing to ask; its key is the same in every run. */
export interface PersonaTask {
  key: string;
  source: string;
  work(models: ModelAccess): Promise<Grown>;
}

const SENTENCES = 5;

/** Personas of the sampled hub, in the order of their indexes. */
export async function* sampledTasks({
  seed,
  from,
  count,
}: NonNullable<GrowOptions['sampled']>): AsyncGenerator<PersonaTask> {
  const hub = openSampledHub(seed);
  for (let index = from; index < from + count; index++)
    yield {
      key: `hub/${seed}/${index}`,
      source: `hub/${seed}`,
      work: async () => ({ persona: storeSampled(hub, seed, index) }),
    };
}

/** Every passage of every page, asked about in every way. */
export async function* textTasks(
  path: string,
  { store, memo }: Workspace,
  { ways, license, signal, onActivity }: GrowOptions,
  { skipped }: GrownHub,
): AsyncGenerator<PersonaTask> {
  const absolute = resolve(path);
  const source = {
    type: /\.pdf$/i.test(path) ? ('pdf' as const) : ('files' as const),
    path: absolute,
    ...(license !== undefined && { license }),
  };
  const skip = ({ reason }: { reason: string }): void =>
    void (skipped[reason] = (skipped[reason] ?? 0) + 1);
  const context = { store, memo, baseDir: dirname(absolute), signal, progress: onActivity, skip };
  const ingested = await ingestSource(path, source, context);
  for (const hash of ingested.documents) {
    const document = (await store.record(hash)) as Document;
    const passages = pageOf(hash, document).passages(SENTENCES);
    if (passages.length === 0) skip({ reason: 'no-usable-passage' });
    for (const [number, passage] of passages.entries())
      for (const way of ways)
        yield {
          key: `text/${hash}/${number}/${way}`,
          source: document.uri,
          work: (models) => growFromText(passage, way, { hash, document }, models),
        };
  }
}

/** Everybody of the round before, in the order of the hub, each with relationships drawn by its id. */
export async function* personaTasks(
  dir: string,
  round: number,
  { relationships, seed }: GrowOptions,
): AsyncGenerator<PersonaTask> {
  const hub = await openStoredHub(dir);
  try {
    const where = round === 1 ? 'round is null' : `round = ${round - 1}`;
    const names = Object.keys(RELATIONSHIPS) as Relationship[];
    for await (const parent of hub.personas({ where }))
      for (const relationship of createRandom(`${seed}/${parent.id}`)
        .shuffle(names)
        .slice(0, relationships))
        yield {
          key: `persona/${parent.id}/${relationship}`,
          source: parent.id,
          work: (models) => growFromPersona(parent, relationship, round, models),
        };
  } finally {
    hub.close();
  }
}
