import type { PageTag } from './page-content.ts';
import type { Pdfium } from './load-pdfium.ts';

export const DEFAULTS = { maxDepth: 64, maxTags: 50_000 };

/** Nodes of the structure tree with content on a loaded page, in the order of the tree. */
export function readTags({ call, heap }: Pdfium, page: number): PageTag[] {
  const tree = call.FPDF_StructTree_GetForPage(page);
  if (tree === 0) return [];
  const tags: PageTag[] = [];
  const seen = new Set<number>();
  try {
    const roots = call.FPDF_StructTree_CountChildren(tree);
    for (let at = 0; at < roots; at++) visit(call.FPDF_StructTree_GetChildAtIndex(tree, at), 0);
  } finally {
    call.FPDF_StructTree_Close(tree);
  }
  return tags;

  function visit(node: number, depth: number): void {
    if (node === 0 || seen.has(node) || tags.length >= DEFAULTS.maxTags) return;
    seen.add(node);
    const children = Math.max(0, call.FPDF_StructElement_CountChildren(node));
    const ids = new Set<number>();
    const own = call.FPDF_StructElement_GetMarkedContentIdCount(node);
    for (let at = 0; at < own; at++) {
      ids.add(call.FPDF_StructElement_GetMarkedContentIdAtIndex(node, at));
    }
    for (let at = 0; at < children; at++) {
      ids.add(call.FPDF_StructElement_GetChildMarkedContentID(node, at));
    }
    ids.delete(-1);
    tags.push({
      type: heap.readUtf16((buffer, size) => call.FPDF_StructElement_GetType(node, buffer, size)),
      title: heap.readUtf16((buffer, size) => call.FPDF_StructElement_GetTitle(node, buffer, size)),
      alternative: heap.readUtf16((buffer, size) =>
        call.FPDF_StructElement_GetAltText(node, buffer, size),
      ),
      markedContentIds: [...ids],
    });
    if (depth >= DEFAULTS.maxDepth) return;
    for (let at = 0; at < children; at++) {
      visit(call.FPDF_StructElement_GetChildAtIndex(node, at), depth + 1);
    }
  }
}
