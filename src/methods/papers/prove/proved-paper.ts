import { canonicalJson, hashRecord } from '../../../core/hash.ts';
import type { ProofMaterial, Replay } from '../../../core/proof/index.ts';
import { toDocument } from '../../../sources/pdf/formats/to-document.ts';
import type { OpenPaper } from '../material.ts';
import { openPaper } from '../prepare/open-papers.ts';
import { fail } from './fail.ts';
import { readAgain } from './read-again.ts';

/** A stored paper as a sample's plan names it. */
export interface NamedPaper {
  document: string;
  layout: string;
  file: string;
  tables: { element: string; hash: string }[];
}

/** Papers that stay open while samples of the same papers are replayed. */
const MOST_OPEN = 16;

interface Proved {
  open: Map<string, Promise<OpenPaper>>;
  /** Verdicts: many samples name the same paper, and each paper is proved once. */
  verdicts: Map<string, Promise<Replay>>;
}

const proved = new WeakMap<ProofMaterial, Proved>();

/** A paper of the proof, or why it is not what it says: its document, layout, file and tables must belong together. */
export async function openProvedPaper(
  named: NamedPaper,
  material: ProofMaterial,
): Promise<{ paper: OpenPaper } | { fault: Replay }> {
  let cache = proved.get(material);
  if (cache === undefined) proved.set(material, (cache = { open: new Map(), verdicts: new Map() }));
  const key = canonicalJson(named);
  const paper = await keep(cache.open, key, MOST_OPEN, () =>
    openPaper(named.document, named.tables, material),
  );
  const verdict = await keep(cache.verdicts, key, Infinity, () => prove(paper, named, material));
  return verdict.verdict === 'pass' ? { paper } : { fault: verdict };
}

async function prove(
  { document, paper, byId }: OpenPaper,
  { layout, file, tables }: NamedPaper,
  material: ProofMaterial,
): Promise<Replay> {
  if (document.layout !== layout || paper.file !== file)
    return fail('document, layout and file do not belong together');
  const { uri, license } = document;
  if (hashRecord(toDocument(paper, { uri, license, layout })) !== hashRecord(document))
    return fail(`the document ${uri} is not what its layout gives`);
  const wrong = tables.find(
    ({ element, hash: table }) => hashRecord(byId.get(element)?.element.table ?? null) !== table,
  );
  if (wrong !== undefined) return fail(`the table of ${wrong.element} is not that of the layout`);
  return readAgain(paper, material);
}

/** What is known by a key, the ones used last; what fails is forgotten. */
function keep<T>(
  known: Map<string, Promise<T>>,
  key: string,
  most: number,
  make: () => Promise<T>,
): Promise<T> {
  const found = known.get(key) ?? make();
  known.delete(key);
  if (known.size >= most) known.delete(known.keys().next().value!);
  known.set(key, found);
  found.catch(() => known.delete(key));
  return found;
}
