import { ItemRejectedError } from '../../../core/errors/index.ts';
import type { Hash } from '../../../core/hash.ts';
import type { ProofMaterial } from '../../../core/proof/index.ts';
import { Document } from '../../../core/records/index.ts';
import type { MaterialRef, Store } from '../../../core/run/method.ts';
import { Paper, type PaperLink } from '../../../sources/pdf/paper.ts';
import type { OpenPaper, PapersMaterial } from '../material.ts';
import { StoredPapers } from './prepare-papers.ts';

/** Papers in memory at once. */
const MOST_OPEN = 16;

/** Opens prepared papers, each when it is first asked for. */
export async function openPapers(ref: MaterialRef, store: Store): Promise<PapersMaterial> {
  const { options, papers } = StoredPapers.parse(await store.record(ref.hash));
  const known = new Map(papers.map((paper) => [paper.hash, paper]));
  const opened = new Map<Hash, Promise<OpenPaper>>();
  return {
    papers,
    options,
    open(hash) {
      const entry = known.get(hash);
      if (entry === undefined) {
        const message = `the material has no paper ${hash.slice(0, 12)}`;
        return Promise.reject(new ItemRejectedError('paper-absent', message));
      }
      let paper = opened.get(hash);
      if (paper === undefined) {
        if (opened.size >= MOST_OPEN) opened.delete(opened.keys().next().value!);
        paper = openPaper(hash, entry.tables, store);
        opened.set(hash, paper);
        paper.catch(() => opened.delete(hash));
      }
      return paper;
    },
  };
}

/** A paper by its document's hash, with its tables and the links from and to each element. */
export async function openPaper(
  hash: Hash,
  tables: readonly { element: string; hash: Hash }[],
  stored: ProofMaterial,
): Promise<OpenPaper> {
  const document = Document.parse(await stored.record(hash));
  if (document.layout === undefined)
    throw new ItemRejectedError('no-layout', `${document.uri} has no layout`);
  const paper = Paper.parse(await stored.record(document.layout));
  const byId = new Map(paper.elements.map((element, block) => [element.id, { element, block }]));
  const captionOf = new Map(
    paper.links.flatMap(({ kind, from, to }) => (kind === 'captions' ? [[to, from] as const] : [])),
  );
  return {
    hash,
    document,
    paper,
    byId,
    linksFrom: groupBy(paper.links, ({ from }) => from),
    linksTo: groupBy(paper.links, ({ to }) => to),
    tables: tables.flatMap(({ element: id, hash: table }) => {
      const element = byId.get(id)?.element;
      if (element?.table === undefined) return [];
      const caption = byId.get(captionOf.get(id) ?? '')?.element ?? null;
      return [{ hash: table, grid: element.table, element, caption }];
    }),
  };
}

function groupBy(links: readonly PaperLink[], keyOf: (link: PaperLink) => string) {
  const groups = new Map<string, PaperLink[]>();
  for (const link of links) {
    const list = groups.get(keyOf(link));
    if (list === undefined) groups.set(keyOf(link), [link]);
    else list.push(link);
  }
  return groups;
}
