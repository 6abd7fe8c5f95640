import { ItemRejectedError } from '../../../core/errors/index.ts';
import type { WriteContext } from '../../../core/run/method.ts';
import { sliceCodePoints } from '../../../core/text/code-points.ts';
import type { QueryPayload } from '../assign/query.ts';
import { findEdge } from '../assign/unanswerable.ts';
import type { FactSpan } from '../knowledge-graph.ts';
import { finalAnswer } from '../prove/answer-matches.ts';
import { citedSpans } from './compose-evidence.ts';
import { embedTexts } from '../retrieve/vector-index.ts';
import { composeQuestion, sayAnswers } from './compose-question.ts';
import { gatherContext, type Gathered, shownAs } from './gather-context.ts';
import type { EmbedQuestion, GraphWriting } from './material-port.ts';
import { entityOf, nameIn } from './name-words.ts';
import { otherReadings } from './other-readings.ts';
import { EMBEDDER } from './options.ts';
import type { Scene } from './plan-thoughts.ts';
import { nearMissesOf } from './near-misses-of.ts';
import { readPath, stopAt } from './read-path.ts';

/** What an assignment comes to before anything is worded. */
export interface Draft {
  scene: Scene;
  payload: QueryPayload;
  gathered: Gathered;
  /** Texts of passages by index: the shown ones, and those that say the path. */
  texts: ReadonlyMap<number, string>;
  path: number[];
}

/** Reads the path, asks the question in our own words and gathers what is shown. Raises ItemRejectedError where that cannot be. */
export async function draftScene(
  payload: QueryPayload,
  material: GraphWriting,
  context: WriteContext,
): Promise<Draft> {
  const { graph, options, passageText } = material;
  const { query, withheld, answers, bridges } = payload;
  const random = (label: string) => context.random.fork(label);
  const read = readPath(graph, query, payload.path);
  if ('fault' in read) throw new ItemRejectedError('path-unreadable', read.fault);
  const { hops } = read;
  const path = hops.map(({ edge }) => {
    const found = findEdge(graph, edge);
    if (found === undefined) throw new ItemRejectedError('path-unreadable', 'an edge is gone');
    return found;
  });
  const { told, missing } = stopAt(hops, query.anchors, withheld);
  const template = composeQuestion(graph, query, random('question'));
  if (template === undefined) {
    throw new ItemRejectedError('anchor-ambiguous', 'an anchor has no name of its own');
  }
  const indexOf = (id: string): number => graph.entityById.get(id)!;
  const gathered = await gatherContext(
    material,
    {
      query,
      question: template,
      anchors: query.anchors.map(indexOf),
      path,
      told: told.map(({ edge }) => findEdge(graph, edge)!),
      withheld: withheld === null ? null : findEdge(graph, withheld)!,
      distractors: await nearMissesOf(payload, material),
      embed: embedderOf(context),
    },
    random('context'),
  );
  const texts = new Map<number, string>();
  const spans = [gathered.passages, null].flatMap((passages) =>
    path.flatMap((edge) => citedSpans(graph, edge, passages)),
  );
  for (const at of [...(gathered.passages ?? []), ...spans.map(({ passage }) => passage)]) {
    if (!texts.has(at)) texts.set(at, await passageText(at));
  }
  const hidden = [...bridges, ...(query.form === 'count' ? [] : answers)].filter(
    (id) => !query.anchors.includes(id),
  );
  const shown = shownAs(graph, path)!;
  const value = sayAnswers(graph, query, answers);
  const scene: Scene = {
    graph,
    query,
    told,
    missing,
    value,
    shown,
    isOpen: true,
    ...gathered,
    random,
    options,
    template,
    quoteOf: (span) => quoteFrom(texts, material, span),
    final: finalAnswer({ withheld, value, shown, random }),
    leaks(question) {
      const named = hidden.find((id) => nameIn(question, entityOf(graph, id)) !== undefined);
      return named === undefined ? undefined : 'names what it asks for or goes through';
    },
    others: otherReadings(graph, query, template, random('others')),
  };
  return { scene, payload, gathered, texts, path };
}

/** Asks the role `embedder` for a question's vector; undefined where the recipe names none. */
function embedderOf({ models }: WriteContext): EmbedQuestion | undefined {
  if (!models.has(EMBEDDER)) return undefined;
  return async (question) => {
    const [vector] = await embedTexts([question], async (texts) =>
      (await models.role(EMBEDDER).embed({ step: 'embed-question', texts })).map((one) =>
        Float32Array.from(one),
      ),
    );
    return vector!;
  };
}

/** The words of a span, from the texts of passages. */
export function quoteFrom(
  texts: ReadonlyMap<number, string>,
  { graph }: Pick<GraphWriting, 'graph'>,
  span: FactSpan,
): string {
  const { start } = graph.passages[span.passage]!;
  return sliceCodePoints(texts.get(span.passage)!, span.start - start, span.end - start);
}
