import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname, isAbsolute, join } from 'node:path';
import { RecipeError } from '../../../core/errors/index.ts';
import { canonicalJson } from '../../../core/hash.ts';
import type { MaterialRef, PrepareContext } from '../../../core/run/method.ts';
import type { Extractor } from '../extract/extraction.ts';
import type { Ontology } from '../extract/ontology.ts';
import { importTriples, type TripleFile } from '../import/import-triples.ts';
import type { GraphManifest } from '../material.ts';
import type { GraphOptions } from '../options.ts';
import { EMBEDDER } from '../write/options.ts';
import { buildGraph, type BuiltGraph } from './build-graph.ts';

/** Builds a part's graph. Raises RecipeError where nothing gives a fact. */
export async function prepareGraph(context: PrepareContext<GraphOptions>): Promise<MaterialRef> {
  const built = await buildFrom(context);
  const { manifest } = built;
  if (manifest.counts['edges'] === 0) {
    throw new RecipeError('the graph has no fact', {
      hint:
        context.options.extractors.length === 0 && context.options.triples.length === 0
          ? 'name extractors, or files under `triples`'
          : 'the fast extractor reads English prose that says who did what; see `wellspring graph build` and `graph stats` for what was dropped and why',
    });
  }
  return { hash: built.manifestHash, summary: summarise(manifest) };
}

/** `22 documents, 180 entities, 310 facts of 42 predicates`. */
export function summarise({ counts }: GraphManifest): string {
  const { documents = 0, files = 0, entities = 0, facts = 0, predicates = 0 } = counts;
  const read = [
    documents > 0 && `${documents} documents`,
    files > 0 && `${files} files of triples`,
  ];
  return [
    ...read.filter(Boolean),
    `${entities} entities`,
    `${facts} facts of ${predicates} predicates`,
  ].join(', ');
}

/** The graph of a part or of a command; where an embedder is named, with the vectors of its passages. */
export async function buildFrom(
  context: Omit<PrepareContext<GraphOptions>, 'random'>,
): Promise<BuiltGraph> {
  const { options, store, memo, signal, progress, skip, baseDir } = context;
  const ontology = await openOntology(options.ontology, baseDir);
  const imported =
    options.triples.length === 0
      ? undefined
      : await importTriples(await tripleFiles(options.triples, baseDir), options.import, {
          store,
          ontology,
          signal,
          progress,
          skip,
        });
  const extractors = await openExtractors(context, ontology);
  const built = await buildGraph(
    context.documents(),
    { ...options, passages: options.chunks },
    {
      store,
      memo,
      extractors,
      ontology,
      ...(imported && { imported }),
      recorded: JSON.parse(canonicalJson(shapingOptions(options))) as GraphManifest['options'],
      signal,
      progress,
      skip,
    },
  );
  return withVectors(built, context);
}

/** A graph that nothing can be asked of is not embedded. */
async function withVectors(
  built: BuiltGraph,
  context: Omit<PrepareContext<GraphOptions>, 'random'>,
): Promise<BuiltGraph> {
  const { graph, manifest } = built;
  const isAsked = graph.passages.length > 0 && graph.edges.subject.length > 0;
  if (!isAsked || !context.models('graph/embed').has(EMBEDDER)) return built;
  const { embedPassages } = await import('./embed-passages.ts');
  const named: GraphManifest = { ...manifest, vectors: await embedPassages(graph, context) };
  return { ...built, manifest: named, manifestHash: await context.store.putRecord(named) };
}

/** The options that shape the graph; the others shape what is asked of it. */
function shapingOptions(options: GraphOptions): Partial<GraphOptions> {
  const {
    extractors,
    extraction,
    secondLook,
    ontology,
    triples,
    import: imports,
    chunks,
    predicates,
    resolve,
  } = options;
  return {
    extractors,
    extraction,
    secondLook,
    ontology,
    triples,
    import: imports,
    chunks,
    predicates,
    resolve,
  };
}

async function openOntology(name: string | null, baseDir: string): Promise<Ontology | null> {
  if (name === null) return null;
  const { loadOntology, parseOntology, SHIPPED_ONTOLOGIES } =
    await import('../extract/ontologies/load-ontology.ts');
  const shipped = SHIPPED_ONTOLOGIES.find((one) => one === name);
  if (shipped !== undefined) return loadOntology(shipped);
  const path = isAbsolute(name) ? name : join(baseDir, name);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new RecipeError(`there is no ontology ${name}`, {
      cause,
      hint: `a file of YAML or JSON, or one that ships: ${SHIPPED_ONTOLOGIES.join(', ')}; null for none`,
    });
  });
  return parseOntology(text, name);
}

async function openExtractors(
  {
    options,
    models,
    speakers,
  }: Pick<PrepareContext<GraphOptions>, 'options' | 'models' | 'speakers'>,
  ontology: Ontology | null,
): Promise<Extractor[]> {
  const { predicates, secondLook, extraction } = options;
  const extractors: Extractor[] = [];
  for (const name of new Set(options.extractors)) {
    if (name === 'fast') {
      const { createFastExtractor } = await import('../extract/fast/fast-extractor.ts');
      extractors.push(createFastExtractor({ predicates }));
    } else {
      const { createModelExtractor } = await import('../extract/model/model-extractor.ts');
      extractors.push(
        createModelExtractor({
          caller: models('graph/extract').role('extractor'),
          model: speakers('extractor'),
          open: predicates === 'open' || ontology === null,
          secondLook,
          form: extraction,
        }),
      );
    }
  }
  return extractors;
}

const FORMATS = ['.tsv', '.txt', '.nt', '.gz'];

async function tripleFiles(paths: readonly string[], baseDir: string): Promise<TripleFile[]> {
  const files: TripleFile[] = [];
  for (const uri of paths) {
    const path = isAbsolute(uri) ? uri : join(baseDir, uri);
    const found = await stat(path).catch(() => undefined);
    if (found === undefined || !found.isFile()) {
      throw new RecipeError(`there is no file of triples ${uri}`, {
        hint: 'paths start at the recipe',
      });
    }
    if (!FORMATS.includes(extname(path))) {
      throw new RecipeError(`${uri} is no file of triples by its name`, {
        hint: `tab-separated .tsv or .txt, N-Triples .nt, each also with .gz`,
      });
    }
    files.push({ uri, license: null, bytes: () => createReadStream(path) });
  }
  return files;
}
