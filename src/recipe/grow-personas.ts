import { systemClock } from '../core/clock.ts';
import { RecipeError } from '../core/errors/index.ts';
import type { ModelAccess } from '../core/run/method.ts';
import { callerFor, type PoolMember, type Roles } from '../core/run/caller.ts';
import { createLedger } from '../core/run/ledger.ts';
import { DEFAULT_RETRY } from '../core/run/pay.ts';
import { openWorkspace } from '../core/run/workspace.ts';
import { MOST_ROUNDS, RELATIONSHIPS } from '../methods/personas/hub/grow/relationships.ts';
import { HUB_SIZE } from '../methods/personas/hub/hub-size.ts';
import { openStoredHub } from '../methods/personas/hub/stored/open-stored-hub.ts';
import { type HubWriter, openHubWriter } from '../methods/personas/hub/stored/write-hub.ts';
import type { NamedModel } from './build-graph.ts';
import { carryOutTasks, readBefore } from './carry-out-tasks.ts';
import { type GrowOptions, type GrownHub, isEnough } from './grow-options.ts';
import { openModel } from './open-models.ts';
import { personaTasks, type PersonaTask, sampledTasks, textTasks } from './persona-tasks.ts';
import { ModelEntry } from './schema.ts';

/** What is made without a call is written in larger pieces. */
const BATCH = { asked: 200, sampled: 50_000 };

/**
 * Grows a hub: personas of the sampled hub, of pages, and of personas. Every reply is journaled in the hub's folder before it
 * is read, and every piece of work is listed with its outcome: the same command goes on where it was stopped, and pays for
 * nothing twice. Results are taken in a fixed order, so that duplicates fall the same way at any concurrency.
 */
export async function growPersonas(options: GrowOptions): Promise<GrownHub> {
  const { hub: dir, documents, rounds, signal, models: named, sampled } = options;
  checkOptions(options);
  const workspace = await openWorkspace(dir);
  const closing: (() => Promise<void> | void)[] = [() => workspace.close()];
  try {
    const writer = await openHubWriter(dir);
    closing.push(() => writer.close());
    const calls = { paid: 0, journaled: 0, failed: 0 };
    const ledger = createLedger(options.limits);
    const roles: Roles = new Map(
      await Promise.all(
        Object.entries(named).map(async ([role, entry]): Promise<[string, PoolMember[]]> => [
          role,
          [await openMember(entry)],
        ]),
      ),
    );
    const pay = {
      run: 'personas-grow',
      journal: workspace.journal,
      ledger,
      retry: DEFAULT_RETRY,
      clock: systemClock,
      onCall: ({ kind }: { kind: keyof typeof calls }) => void calls[kind]++,
    };
    const models = (id: string): ModelAccess =>
      callerFor({ id, seed: `${options.seed}/${id}` }, roles, pay, signal).models;
    const result: GrownHub = {
      manifest: writer.manifest,
      added: 0,
      dropped: {},
      before: 0,
      rounds: [],
      skipped: {},
      calls,
      costUsd: 0,
    };
    const { duplicates, done } = await readBefore(dir, writer, options, models);
    const grow = (
      tasks: AsyncIterable<PersonaTask>,
      source: string,
      batch = BATCH.asked,
    ): Promise<void> =>
      carryOutTasks(tasks, source, batch, { writer, duplicates, done, models, options, result });

    if (sampled !== undefined) await grow(sampledTasks(sampled), 'sampled', BATCH.sampled);
    for (const path of documents) {
      const tasks = textTasks(path, workspace, options, result);
      if (!isEnough(options, result)) await grow(tasks, `text ${path}`);
    }
    for (let round = 1; round <= rounds && !isEnough(options, result); round++)
      await grow(personaTasks(dir, round, options), `personas round ${round}`);
    result.rounds = await countRounds(dir, writer);
    result.costUsd = ledger.snapshot().settled.costUsd;
    result.manifest = writer.manifest;
    return result;
  } finally {
    for (const close of closing.toReversed()) await close();
  }

  async function openMember({ baseUrl, apiKeyEnv, ...name }: NamedModel): Promise<PoolMember> {
    const entry = ModelEntry.parse({
      ...name,
      ...(baseUrl !== undefined && { baseUrl }),
      ...(apiKeyEnv !== undefined && { apiKeyEnv }),
    });
    const open = options.open ?? openModel;
    const model = await open(entry, { baseDir: process.cwd(), onNotice: options.onNotice });
    closing.push(() => model.close());
    return { model, weight: 1, sampling: {} };
  }
}

function checkOptions({ documents, rounds, models, sampled, relationships }: GrowOptions): void {
  if (rounds > MOST_ROUNDS)
    throw new RecipeError(`${rounds} rounds are more than ${MOST_ROUNDS}`, {
      hint: 'six steps reach everybody; make more with more relationships a round',
    });
  if (relationships > Object.keys(RELATIONSHIPS).length)
    throw new RecipeError(`there are ${Object.keys(RELATIONSHIPS).length} relationships`, {});
  if (models.writer === undefined && (documents.length > 0 || rounds > 0))
    throw new RecipeError('pages and rounds need a model that writes', {
      hint: 'name one with --model; without a model there is the sampled hub: --sampled N',
    });
  if (documents.length === 0 && rounds === 0 && sampled === undefined)
    throw new RecipeError('there is nothing to grow from', {
      hint: 'name pages, --rounds N, or --sampled N',
    });
  if (sampled !== undefined && sampled.from + sampled.count > HUB_SIZE)
    throw new RecipeError(`the sampled hub ends at ${HUB_SIZE}`, { hint: 'lower --from' });
}

async function countRounds(dir: string, { manifest }: HubWriter): Promise<number[]> {
  if (manifest.parts.length === 0) return [];
  const hub = await openStoredHub(dir);
  try {
    const rows = await hub.query<{ round: number; n: number }>(
      `SELECT COALESCE(CAST(json_extract_string(lineage, '$.round') AS INTEGER), 0) AS round, count(*) AS n FROM personas GROUP BY ALL ORDER BY round`,
    );
    const rounds = Array.from({ length: 1 + Math.max(...rows.map(({ round }) => round)) }, () => 0);
    for (const { round, n } of rows) rounds[round] = n;
    return rounds;
  } finally {
    hub.close();
  }
}
