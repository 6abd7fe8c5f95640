import { sha256 } from '../core/hash.ts';
import type { ModelAccess } from '../core/run/method.ts';
import type { Grown } from '../methods/personas/hub/grow/grow-persona.ts';
import { inOrder } from '../methods/personas/hub/grow/in-order.ts';
import { openStoredHub } from '../methods/personas/hub/stored/open-stored-hub.ts';
import type { StoredPersona } from '../methods/personas/hub/stored/stored-persona.ts';
import type { HubBatch, HubWriter } from '../methods/personas/hub/stored/write-hub.ts';
import { type GrowOptions, type GrownHub, isEnough } from './grow-options.ts';
import { shorten } from './import-personas.ts';
import {
  createPersonaDuplicates,
  type PersonaDuplicates,
  unitVector,
} from './persona-duplicates.ts';
import type { PersonaTask } from './persona-tasks.ts';

const EMBED_AT_ONCE = 64;

/** What the pieces of work of one run share. */
export interface Growing {
  writer: HubWriter;
  duplicates: PersonaDuplicates;
  /** Keys of the work whose outcome is in the hub. */
  done: Set<string>;
  models(id: string): ModelAccess;
  options: GrowOptions;
  result: GrownHub;
}

/** Does what is not done yet, and writes outcomes in batches; what a stop cuts off is written first. */
export async function carryOutTasks(
  tasks: AsyncIterable<PersonaTask>,
  source: string,
  batch: number,
  growing: Growing,
): Promise<void> {
  const { writer, duplicates, done, models, options, result } = growing;
  let personas: HubBatch['personas'][number][] = [];
  let dropped: HubBatch['dropped'][number][] = [];
  const name = `grow ${source}`;
  let read = writer.source(name, null)?.read ?? 0;
  const flush = async (isDone: boolean): Promise<void> => {
    if (personas.length + dropped.length === 0 && !isDone) return;
    await writer.append({ name, sha256: null }, { personas, dropped, read, done: isDone });
    personas = [];
    dropped = [];
  };
  const work = async (
    task: PersonaTask,
  ): Promise<{ task: PersonaTask; grown: Grown; vector?: Float32Array }> => {
    options.signal.throwIfAborted();
    const grown = await task.work(models(task.key));
    if (!('persona' in grown) || !models('').has('embedder')) return { task, grown };
    const vector = await embed(grown.persona, models);
    return { task, grown, vector };
  };
  try {
    for await (const { task, grown, vector } of inOrder(undone(), options.concurrency, work)) {
      read++;
      done.add(task.key);
      const duplicate = 'persona' in grown ? duplicates.find(grown.persona, vector) : undefined;
      if ('persona' in grown && duplicate === undefined) {
        duplicates.add(grown.persona, vector);
        personas.push({ persona: grown.persona, task: task.key });
        result.added++;
      } else {
        const { reason, detail } = duplicate ?? (grown as Extract<Grown, { reason: string }>);
        const text = 'persona' in grown ? grown.persona.description : grown.text;
        const { of = null, similarity = null } = duplicate ?? {};
        dropped.push({
          dropped: {
            reason,
            detail: shorten(detail),
            text: shorten(text),
            of,
            similarity,
            source: task.source,
            row: null,
          },
          task: task.key,
        });
        result.dropped[reason] = (result.dropped[reason] ?? 0) + 1;
      }
      options.onActivity(result.added, options.count ?? null, `personas added, ${source}`);
      if (isEnough(options, result)) break;
      if (personas.length + dropped.length >= batch) await flush(false);
    }
  } catch (error) {
    await flush(false);
    throw error;
  }
  await flush(!isEnough(options, result));

  async function* undone(): AsyncGenerator<PersonaTask> {
    for await (const task of tasks) {
      if (done.has(task.key)) result.before++;
      else yield task;
    }
  }
}

async function embed(persona: StoredPersona, models: Growing['models']): Promise<Float32Array> {
  const [vector] = await models(`embed/${persona.id}`)
    .role('embedder')
    .embed({ step: 'embed', texts: [persona.description] });
  return unitVector(vector!);
}

/** What the hub holds: whose duplicates are looked for, and which work was done. */
export async function readBefore(
  dir: string,
  { manifest }: HubWriter,
  options: GrowOptions,
  models: Growing['models'],
): Promise<Pick<Growing, 'duplicates' | 'done'>> {
  const duplicates = createPersonaDuplicates(options);
  const done = new Set<string>();
  if (manifest.parts.length + manifest.dropped.length === 0) return { duplicates, done };
  const hub = await openStoredHub(dir);
  try {
    for (const table of ['personas', 'dropped'])
      for (const { task } of await hub.query<{ task: string }>(
        `SELECT task FROM ${table} WHERE task IS NOT NULL`,
      ))
        done.add(task);
    let waiting: StoredPersona[] = [];
    const flush = async (): Promise<void> => {
      if (waiting.length === 0) return;
      const texts = waiting.map(({ description }) => description);
      const id = `embed/${sha256(texts.join('\0'))}`;
      const vectors = await models(id).role('embedder').embed({ step: 'embed', texts });
      for (const [at, persona] of waiting.entries())
        duplicates.add(persona, unitVector(vectors[at]!));
      waiting = [];
    };
    const embeds = models('').has('embedder');
    for await (const persona of hub.personas()) {
      if (!embeds) duplicates.add(persona);
      else if (waiting.push(persona) >= EMBED_AT_ONCE) await flush();
    }
    await flush();
  } finally {
    hub.close();
  }
  return { duplicates, done };
}
