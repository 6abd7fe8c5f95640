import { isWellspringError } from '../../core/errors/index.ts';
import type { Hash } from '../../core/hash.ts';
import type { ProofMaterial } from '../../core/proof/index.ts';
import { Document, type Evidence, type Sample } from '../../core/records/index.ts';
import { codePointLength, sliceCodePoints } from '../../core/text/code-points.ts';

/** Code points of the source that are shown on either side of a quotation. */
const AROUND = 240;
const MAX_WORLD_CHARACTERS = 1_500;

/** A quotation in its block. */
export interface QuoteView {
  title: string;
  uri: string;
  block: number;
  headings: string[];
  page: number | null;
  before: string;
  /** What stands in the source. */
  stored: string;
  after: string;
  /** Null where the source says what the sample quotes; else what the sample quotes. */
  claimed: string | null;
}

/** One evidence, with what it names read from the material. */
export interface EvidenceView {
  kind: Evidence['kind'];
  prover: string;
  facts: { label: string; value: string }[];
  quotes: QuoteView[];
  /** What could not be shown, and why. */
  problems: string[];
}

export interface SampleView {
  sample: Sample;
  evidence: EvidenceView[];
}

/** Puts a sample beside the material that it was made from. What is absent or altered is said, never raised. */
export async function viewSample(sample: Sample, material: ProofMaterial): Promise<SampleView> {
  const evidence: EvidenceView[] = [];
  for (const each of sample.evidence) evidence.push(await viewEvidence(each, material));
  return { sample, evidence };
}

async function viewEvidence(evidence: Evidence, material: ProofMaterial): Promise<EvidenceView> {
  const view: EvidenceView = {
    kind: evidence.kind,
    prover: evidence.prover,
    facts: [],
    quotes: [],
    problems: [],
  };
  const fact = (label: string, value: string): void => void view.facts.push({ label, value });
  switch (evidence.kind) {
    case 'span':
      await addQuote(view, evidence, material);
      break;
    case 'path':
      fact('graph', evidence.graph);
      for (const { subject, predicate, object, provenance } of evidence.edges) {
        fact('edge', `${subject} · ${predicate} · ${object}`);
        if ('imported' in provenance)
          fact('imported from', `${provenance.imported.file}, line ${provenance.imported.line}`);
        else for (const span of provenance.spans) await addQuote(view, span, material);
      }
      break;
    case 'cells':
      fact('tables', evidence.tables.join(', '));
      for (const { table, row, column, text } of evidence.cells)
        fact(`table ${table + 1}, row ${row}, column ${column}`, text);
      fact('program', evidence.program.sql);
      fact('result', evidence.program.result);
      break;
    case 'figure': {
      const document = await readDocument(view, evidence.document, material);
      const { x, y, width, height } = evidence.box;
      if (document !== null) fact('document', `${document.title} (${document.uri})`);
      fact('page', `${evidence.page}, ${width} × ${height} points at ${x}, ${y}`);
      fact('numbers', evidence.numbers.join(', '));
      break;
    }
    case 'trace': {
      fact('made by', `${evidence.generator}, level ${evidence.level}`);
      fact('answer', evidence.answer);
      const world = await readRecord(view, evidence.world, material);
      if (world !== null) {
        const text = JSON.stringify(world, null, 1);
        fact(
          'world',
          text.length > MAX_WORLD_CHARACTERS ? `${text.slice(0, MAX_WORLD_CHARACTERS)}…` : text,
        );
      }
      break;
    }
    case 'query':
      fact('graph', evidence.graph);
      fact('query', `${evidence.form}: ${evidence.anchors.join(', ')}`);
      fact('predicates', evidence.predicates.join(', '));
      fact('answers', evidence.answers.join(', '));
      break;
  }
  return view;
}

async function addQuote(
  view: EvidenceView,
  span: { document: Hash; block: number; start: number; end: number; quote: string },
  material: ProofMaterial,
): Promise<void> {
  const document = await readDocument(view, span.document, material);
  if (document === null) {
    view.problems.push(`quoted, and not shown in its place: ${span.quote}`);
    return;
  }
  const block = document.blocks[span.block];
  if (block === undefined) {
    view.problems.push(`${document.uri} has no block ${span.block}`);
    return;
  }
  const length = codePointLength(block.text);
  const from = Math.max(0, span.start - AROUND);
  const to = Math.min(length, span.end + AROUND);
  const stored = sliceCodePoints(block.text, span.start, span.end);
  view.quotes.push({
    title: document.title,
    uri: document.uri,
    block: span.block,
    headings: block.headings,
    page: block.page ?? null,
    before: (from > 0 ? '…' : '') + sliceCodePoints(block.text, from, span.start),
    stored,
    after: sliceCodePoints(block.text, span.end, to) + (to < length ? '…' : ''),
    claimed: stored === span.quote ? null : span.quote,
  });
}

async function readDocument(
  view: EvidenceView,
  hash: Hash,
  material: ProofMaterial,
): Promise<Document | null> {
  const record = await readRecord(view, hash, material);
  if (record === null) return null;
  const parsed = Document.safeParse(record);
  if (parsed.success) return parsed.data;
  view.problems.push(`record ${hash} is no document`);
  return null;
}

async function readRecord(
  view: EvidenceView,
  hash: Hash,
  material: ProofMaterial,
): Promise<unknown> {
  try {
    return await material.record(hash);
  } catch (error) {
    if (!isWellspringError(error)) throw error;
    view.problems.push(error.message);
    return null;
  }
}
