import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { RecipeError } from '../../core/errors/recipe-error.ts';
import type { ContentStore } from '../../core/store/content-store.ts';
import type { Communities } from '../../methods/graph/communities.ts';
import type { KnowledgeGraph } from '../../methods/graph/knowledge-graph.ts';
import type { GraphManifest } from '../../methods/graph/material.ts';
import type { PassageReader } from '../../methods/graph/open/passage-reader.ts';
import { plainLine } from '../output/plain-text.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** `graph.json` in the folder that `graph build` writes. */
export const GraphFolder = z.object({
  format: z.literal('wellspring/graph@1'),
  manifest: hash,
  summary: z.string(),
});
export type GraphFolder = z.infer<typeof GraphFolder>;

/** What `material/<part>.json` of a run says of a part. */
const PartMaterial = z.object({ part: z.string(), method: z.string(), hash });

/** A graph that was built, open for reading. */
export interface OpenGraph {
  /** Hash of the manifest. */
  hash: string;
  manifest: GraphManifest;
  graph: KnowledgeGraph;
  communities: Communities;
  store: ContentStore;
  passages: PassageReader;
  passageText(index: number): Promise<string>;
  close(): void;
}

/** Opens the folder of `graph build`, or that of a run with a part of `method: graph` (named, where there are several). */
export async function openGraph(dir: string, part?: string): Promise<OpenGraph> {
  const { manifest: manifestHash, storeDir } = await findGraph(dir, part);
  const { openContentStore } = await import('../../core/store/content-store.ts');
  const { readGraph } = await import('../../methods/graph/store/read-graph.ts');
  const { readCommunities } = await import('../../methods/graph/store/encode-communities.ts');
  const { createPassageReader } = await import('../../methods/graph/open/passage-reader.ts');
  const store = await openContentStore(storeDir, { readOnly: true });
  try {
    const { manifest, graph } = await readGraph(store, manifestHash);
    const passages = createPassageReader(graph, store);
    return {
      hash: manifestHash,
      manifest,
      graph,
      communities: await readCommunities(store, manifest.communities),
      store,
      passages,
      passageText: passages.text,
      close: () => store.close(),
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

async function findGraph(
  dir: string,
  part: string | undefined,
): Promise<{ manifest: string; storeDir: string }> {
  const file = join(dir, 'graph.json');
  if (existsSync(file)) {
    const parsed = GraphFolder.safeParse(await readJson(file));
    if (!parsed.success)
      throw notGraph(dir, `${plainLine(file)} is not what \`graph build\` writes`);
    return { manifest: parsed.data.manifest, storeDir: join(dir, '.store') };
  }
  const folder = join(dir, 'material');
  if (!existsSync(folder)) throw notGraph(dir, `there is no graph in ${plainLine(dir)}`);
  const parts: z.infer<typeof PartMaterial>[] = [];
  for (const name of (await readdir(folder)).toSorted()) {
    const parsed = name.endsWith('.json')
      ? PartMaterial.safeParse(await readJson(join(folder, name)))
      : undefined;
    if (parsed?.success && parsed.data.method === 'graph') parts.push(parsed.data);
  }
  const names = parts.map((one) => one.part).join(', ');
  const found = part === undefined ? parts[0] : parts.find((one) => one.part === part);
  if (found === undefined) {
    throw notGraph(
      dir,
      part === undefined
        ? `the run ${plainLine(dir)} has no part of \`method: graph\``
        : `the run ${plainLine(dir)} has no graph part "${plainLine(part)}" (${names || 'none'})`,
    );
  }
  if (part === undefined && parts.length > 1) {
    throw new RecipeError(`the run ${plainLine(dir)} has several graphs: ${names}`, {
      hint: 'name one with --part',
    });
  }
  return { manifest: found.hash, storeDir: join(dirname(dir), '.store') };
}

const notGraph = (dir: string, message: string): RecipeError =>
  new RecipeError(message, {
    hint: `make one with \`wellspring graph build SOURCES --out ${plainLine(dir)}\`, or name the folder of a run`,
  });

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new RecipeError(`${plainLine(path)} cannot be read as JSON`, { cause });
  }
}
