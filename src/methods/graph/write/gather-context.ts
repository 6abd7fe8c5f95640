import { ItemRejectedError } from '../../../core/errors/index.ts';
import type { Random } from '../../../core/random.ts';
import type { GraphQuery } from '../assign/query.ts';
import { isImported, type KnowledgeGraph } from '../knowledge-graph.ts';
import { edgesOf, edgesSaidIn, factsOf, proofsWithin, spansOf } from './gold-edges.ts';
import type { EmbedQuestion, GraphWriting } from './material-port.ts';
import { nameIn } from './name-words.ts';
import type { Shown } from './compose-trace.ts';

/** What is put before the reader, in the order in which it is shown. */
export interface Gathered {
  /** Passages by index; null where statements are shown. */
  passages: number[] | null;
  /** Edges stated; empty where passages are shown. */
  statements: number[];
  /** Share of the path's edges that retrieval found by itself; null where nothing was to be found. */
  retrievedGold: number | null;
}

/** What a question needs and must not have. */
export interface Needs {
  query: GraphQuery;
  question: string;
  anchors: readonly number[];
  /** All edges of the path, and of them those that the shown material must say. */
  path: readonly number[];
  told: readonly number[];
  withheld: number | null;
  /** Entities near the answer: what statements about make good near misses. */
  distractors: readonly number[];
  /** Gives the question's vector, where the recipe names an embedder. */
  embed?: EmbedQuestion | undefined;
}

/** Retrieval is asked for more than is shown, so that what may not be shown can be left out. */
const SPARE = 2;
/** Statements about one entity that are looked at as near misses. */
const MOST_INCIDENT = 64;

/** Whether the path is told by passages, or by statements of an imported graph; undefined where it needs both. */
export function shownAs(graph: KnowledgeGraph, path: readonly number[]): Shown | undefined {
  if (path.every((edge) => spansOf(graph, edge).length > 0)) return 'passages';
  return path.every((edge) => isStated(graph, edge)) ? 'statements' : undefined;
}

export const isStated = (graph: KnowledgeGraph, edge: number): boolean =>
  factsOf(graph, edge).some((fact) => isImported(graph.facts[fact]!.source));

/**
 * Gathers what retrieval finds for the question, with every told edge, nothing of the withheld one, and no near miss that
 * opens another way to the answer. Raises ItemRejectedError where that cannot be had.
 */
export async function gatherContext(
  material: GraphWriting,
  needs: Needs,
  random: Random,
): Promise<Gathered> {
  const shown = shownAs(material.graph, needs.path);
  if (shown === undefined) {
    throw new ItemRejectedError(
      'mixed-provenance',
      'the path is told partly by passages and partly by imported statements',
    );
  }
  return shown === 'passages'
    ? gatherPassages(material, needs, random)
    : gatherStatements(material, needs, random);
}

async function gatherPassages(
  { graph, options, retrieve, passageText }: GraphWriting,
  needs: Needs,
  random: Random,
): Promise<Gathered> {
  const { question, anchors, told, withheld, embed } = needs;
  const found = await retrieve(question, anchors, SPARE * options.passages, embed);
  const tells = async (passage: number): Promise<boolean> =>
    withheld !== null && tellsOf(graph, withheld, passage, await passageText(passage));
  const ranked: number[] = [];
  for (const { passage } of found) {
    if (!ranked.includes(passage) && !(await tells(passage))) ranked.push(passage);
  }
  const within = ranked.slice(0, options.passages);
  const missed = told.filter((edge) => !within.some((one) => says(graph, one, edge)));
  if (missed.length > 0 && !options.addMissingGold) {
    throw new ItemRejectedError(
      'evidence-not-retrieved',
      `retrieval found ${told.length - missed.length} of ${told.length} facts that the answer rests on`,
    );
  }
  const added: number[] = [];
  for (const edge of missed) {
    if (added.some((one) => says(graph, one, edge))) continue;
    const places: number[] = [];
    for (const { passage } of spansOf(graph, edge)) {
      if (!(await tells(passage))) places.push(passage);
    }
    if (places[0] === undefined) {
      throw new ItemRejectedError(
        'withheld-with-gold',
        'a passage that the answer rests on also says what is withheld',
      );
    }
    added.push(places[0]);
  }
  const isGold = (passage: number): boolean => told.some((edge) => says(graph, passage, edge));
  const gold = [...added, ...within.filter(isGold)];
  const room = Math.max(0, options.passages - gold.length);
  let near = ranked.filter((passage) => !gold.includes(passage) && !isGold(passage));
  near = leaveOut(graph, needs, gold, near).slice(0, room);
  return {
    passages: random.shuffle([...gold, ...near].toSorted((a, b) => a - b)),
    statements: [],
    retrievedGold: told.length === 0 ? null : 1 - missed.length / told.length,
  };
}

const says = (graph: KnowledgeGraph, passage: number, edge: number): boolean =>
  edgesSaidIn(graph, passage).includes(edge);

/** Whether a passage says an edge, or names both its ends, so that a reader may find there what no extractor did. */
export function tellsOf(
  graph: KnowledgeGraph,
  edge: number,
  passage: number,
  text: string,
): boolean {
  const { subject, object } = graph.edges;
  return (
    says(graph, passage, edge) ||
    [subject[edge]!, object[edge]!].every(
      (end) => nameIn(titled(graph, passage, text), graph.entities[end]!) !== undefined,
    )
  );
}

const titled = ({ passages, documents }: KnowledgeGraph, passage: number, text: string): string =>
  `${documents[passages[passage]!.document]!.title}\n${text}`;

/** Near misses without those that open another way to an answer. */
function leaveOut(
  graph: KnowledgeGraph,
  { query, path, withheld }: Needs,
  gold: readonly number[],
  near: readonly number[],
): number[] {
  let kept = [...near];
  const sure = edgesOf(graph, { passages: gold, statements: [] });
  for (;;) {
    const shown = edgesOf(graph, { passages: [...gold, ...kept], statements: [] });
    const ways = waysBesides(graph, query, shown, path, withheld);
    const culprits = new Set(ways.flat().filter((edge) => !sure.has(edge)));
    const left = kept.filter(
      (passage) => ![...edgesSaidIn(graph, passage)].some((edge) => culprits.has(edge)),
    );
    if (left.length === kept.length) {
      if (withheld !== null && ways.length > 0) throw stillShown();
      return kept;
    }
    kept = left;
  }
}

const stillShown = (): ItemRejectedError =>
  new ItemRejectedError('answer-still-shown', 'what remains still leads to an answer');

/** Ways to an answer that must not be there: besides the path; where an edge is withheld, any. */
function waysBesides(
  graph: KnowledgeGraph,
  query: GraphQuery,
  shown: ReadonlySet<number>,
  path: readonly number[],
  withheld: number | null,
): number[][] {
  const known = new Set(withheld === null ? path : []);
  return proofsWithin(graph, query, shown, known).others.map((edges) =>
    edges.filter((edge) => !known.has(edge)),
  );
}

function gatherStatements(
  { graph, options }: GraphWriting,
  { query, path, told, withheld, distractors, anchors }: Needs,
  random: Random,
): Gathered {
  const near = new Set<number>();
  const { subject, object } = graph.edges;
  const ends = path.flatMap((edge) => [subject[edge]!, object[edge]!]);
  for (const entity of new Set([...anchors, ...ends, ...distractors])) {
    for (const edge of incident(graph, entity)) {
      if (!path.includes(edge) && isStated(graph, edge)) near.add(edge);
    }
  }
  let kept = random.shuffle([...near].toSorted((a, b) => a - b));
  kept = kept.slice(0, Math.max(0, options.statements - told.length));
  for (;;) {
    const ways = waysBesides(graph, query, new Set([...told, ...kept]), path, withheld);
    const culprits = new Set(ways.flat());
    const left = kept.filter((edge) => !culprits.has(edge));
    if (left.length === kept.length) {
      if (ways.length > 0) throw stillShown();
      break;
    }
    kept = left;
  }
  const statements = random.shuffle([...told, ...kept].toSorted((a, b) => a - b));
  return { passages: null, statements, retrievedGold: null };
}

function incident(graph: KnowledgeGraph, entity: number): number[] {
  const out: number[] = [];
  const outEnd = Math.min(graph.outStart[entity + 1]!, graph.outStart[entity]! + MOST_INCIDENT);
  for (let edge = graph.outStart[entity]!; edge < outEnd; edge++) out.push(edge);
  const start = graph.inStart[entity]!;
  const end = Math.min(graph.inStart[entity + 1]!, start + MOST_INCIDENT);
  return [...out, ...graph.inEdges.subarray(start, end)];
}
