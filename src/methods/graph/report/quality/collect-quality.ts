import { canonicalJson, type Hash, sha256 } from '../../../../core/hash.ts';
import {
  messageText,
  type PathEvidence,
  type QueryEvidence,
  type Sample,
} from '../../../../core/records/index.ts';
import { type Coverage, measureCoverage } from '../../assign/coverage.ts';
import type { GraphQuery } from '../../assign/query.ts';
import { measureSpread } from '../stats/measure-spread.ts';
import { measureBalance, Tally } from './balance.ts';
import type { QualityReport, QualitySources, ReportedGraph, Spending } from './quality-report.ts';
import { compareAnswers, NECESSITY, SHORTCUT, verdictOf, verdictsOf } from './verdicts.ts';

/** Kinds of sample that rest on the same query as another: they cover nothing new. */
const TWINS = new Set(['closed-book', 'unanswerable']);

/** Reads accepted samples once, one after another, and tells what they are like. Memory grows with the hashes of questions. */
export async function collectQuality(
  samples: AsyncIterable<Sample>,
  { openGraph, rejections, spending }: QualitySources,
): Promise<QualityReport> {
  const collector = new QualityCollector(openGraph);
  for await (const sample of samples) await collector.add(sample);
  let rejected: Tally | undefined;
  if (rejections !== undefined) {
    rejected = new Tally();
    // A run may have parts of other methods; where nothing was accepted, all of them are told.
    for await (const { part, reason } of rejections)
      if (collector.parts.size === 0 || collector.parts.has(part)) rejected.add(reason);
  }
  return collector.report(rejected, spending);
}

class QualityCollector {
  readonly parts = new Set<string>();
  readonly #openGraph;
  readonly #opened = new Map<
    Hash,
    { samples: number; found: ReportedGraph | undefined; coverage: Coverage | undefined }
  >();
  #samples = 0;
  #others = 0;
  readonly #kinds = new Tally();
  readonly #voices = new Tally();
  readonly #splits = new Tally();
  readonly #forms = new Tally();
  readonly #hops = new Tally();
  readonly #patterns = new Tally();
  readonly #documents = new Tally();
  readonly #answers = new Tally();
  readonly #verdicts = new Tally();
  readonly #support = new Tally();
  readonly #shortcut = new Tally();
  readonly #necessity = new Tally();
  readonly #shown: number[] = [];
  readonly #retrieved: number[] = [];
  readonly #queries = new Set<string>();
  readonly #prompts = new Set<string>();
  #repeatedQueries = 0;
  #repeatedPrompts = 0;

  constructor(openGraph: QualitySources['openGraph']) {
    this.#openGraph = openGraph;
  }

  async add(sample: Sample): Promise<void> {
    if (sample.method !== 'graph') {
      this.#others++;
      return;
    }
    const { kind, voice, split, tags, checks, evidence, context, metrics, lineage } = sample;
    this.parts.add(lineage.part);
    this.#samples++;
    this.#kinds.add(kind);
    this.#voices.add(voice);
    this.#splits.add(split);
    this.#shortcut.add(verdictOf(checks, SHORTCUT));
    this.#necessity.add(verdictOf(checks, NECESSITY));
    if (kind !== 'closed-book') this.#shown.push(context?.length ?? 0);
    const retrieved = metrics?.['retrievedGold'];
    if (retrieved !== undefined) this.#retrieved.push(retrieved);
    const prompt = sha256(sample.messages.filter(isAsked).map(messageText).join('\n'));
    if (this.#prompts.has(prompt)) this.#repeatedPrompts++;
    this.#prompts.add(prompt);
    if (sample.answer !== undefined) this.#answers.add(sample.answer.value);
    const query = evidence.find((one) => one.kind === 'query');
    const path = evidence.find((one) => one.kind === 'path');
    if (query !== undefined) {
      this.#forms.add(query.form);
      this.#patterns.add(query.predicates.join(' › '));
      const key = sha256(canonicalJson([kind, query.form, query.anchors, query.predicates]));
      if (this.#queries.has(key)) this.#repeatedQueries++;
      this.#queries.add(key);
    }
    if (path !== undefined) this.#addPath(path, tags['hops']);
    if (query !== undefined && path !== undefined) await this.#addToGraph(kind, query, path);
  }

  #addPath({ edges }: PathEvidence, hops: Sample['tags'][string] | undefined): void {
    this.#hops.add(String(typeof hops === 'number' ? hops : edges.length));
    const documents = new Set<string>();
    let [quoted, imported] = [0, 0];
    for (const { provenance } of edges) {
      if ('imported' in provenance) {
        imported++;
        continue;
      }
      const [first] = provenance.spans;
      if (first === undefined || first.quote.trim() === '') continue;
      quoted++;
      documents.add(first.document);
    }
    this.#documents.add(String(documents.size));
    if (quoted + imported < edges.length) this.#support.add('missing');
    else this.#support.add(imported > 0 ? 'imported' : 'quoted');
  }

  async #addToGraph(kind: string, query: QueryEvidence, path: PathEvidence): Promise<void> {
    let known = this.#opened.get(query.graph);
    if (known === undefined) {
      const found = await this.#openGraph(query.graph);
      const coverage = found && measureCoverage(found.graph, found.communities);
      this.#opened.set(query.graph, (known = { samples: 0, found, coverage }));
    }
    known.samples++;
    if (known.found === undefined) {
      this.#verdicts.add('notChecked');
      return;
    }
    const asked = query as QueryEvidence & GraphQuery;
    this.#verdicts.add(compareAnswers(known.found.graph, asked));
    if (TWINS.has(kind)) return;
    known.coverage!.add({
      query: asked,
      answers: query.answers,
      path: path.edges,
      bridges: [],
      distractors: [],
      withheld: null,
      plan: { hops: 0, documents: 0, communities: 0 },
    });
  }

  report(rejected: Tally | undefined, spending: Spending | undefined): QualityReport {
    const patterns = measureBalance(this.#patterns.counts);
    const retrieved = this.#retrieved;
    return {
      samples: this.#samples,
      others: this.#others,
      kinds: recordOf(this.#kinds),
      voices: recordOf(this.#voices),
      splits: recordOf(this.#splits),
      forms: measureBalance(this.#forms.counts),
      hops: measureBalance(this.#hops.counts),
      patterns: {
        distinct: patterns.counts.length,
        entropyBits: patterns.entropyBits,
        largestShare: largestShare(this.#patterns),
      },
      documents: measureBalance(this.#documents.counts),
      graphs: [...this.#opened].map(([graph, { samples, coverage }]) => ({
        graph,
        samples,
        coverage: coverage?.report() ?? null,
      })),
      answers: {
        unique: this.#verdicts.of('unique'),
        several: this.#verdicts.of('several'),
        different: this.#verdicts.of('different'),
        notChecked: this.#verdicts.of('notChecked'),
        largestShare: largestShare(this.#answers),
      },
      support: {
        quoted: this.#support.of('quoted'),
        imported: this.#support.of('imported'),
        missing: this.#support.of('missing'),
      },
      shortcut: verdictsOf(this.#shortcut, SHORTCUT, rejected),
      necessity: verdictsOf(this.#necessity, NECESSITY, rejected),
      retrieval: {
        open: this.#shown.length,
        passagesEach: measureSpread(this.#shown),
        measured: retrieved.length,
        meanRetrievedGold:
          retrieved.length === 0
            ? null
            : retrieved.reduce((sum, share) => sum + share, 0) / retrieved.length,
        allRetrieved: retrieved.filter((share) => share === 1).length,
      },
      duplicates: { queries: this.#repeatedQueries, prompts: this.#repeatedPrompts },
      rejections: rejected === undefined ? null : recordOf(rejected),
      spending: spending === undefined ? null : { ...spending, perAccepted: this.#each(spending) },
    };
  }

  #each({ inputTokens, outputTokens, costUsd }: Spending) {
    const accepted = this.#samples + this.#others;
    if (accepted === 0) return null;
    return { tokens: (inputTokens + outputTokens) / accepted, costUsd: costUsd / accepted };
  }
}

const isAsked = ({ role }: Sample['messages'][number]): boolean =>
  role === 'user' || role === 'system';

function largestShare(tally: Tally): number {
  const { total } = tally;
  return total === 0 ? 0 : Math.max(...tally.counts.values()) / total;
}

/** Most frequent first; equal ones by name. */
function recordOf(tally: Tally): Record<string, number> {
  const { counts } = measureBalance(tally.counts);
  return Object.fromEntries(counts.map(({ name, count }) => [name, count]));
}
