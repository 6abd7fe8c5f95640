import type { Paper, PaperElement } from '../paper.ts';

const NODES = new Set([
  'heading',
  'paragraph',
  'figure',
  'table',
  'equation',
  'algorithm',
  'reference',
  'caption',
]);

/** An edge of a paper graph, by the names of its ends. */
export type PaperTriple = readonly [subject: string, predicate: string, object: string];

/**
 * A paper as a graph: paper, sections, paragraphs, figures, tables, equations, algorithms and references, joined by `part of`,
 * `mentions`, `cites`, `captions`, `defines`, `continues`. Names are readable and unique within the paper: what the graph
 * method imports (`triples:`).
 */
export function* toTriples(paper: Paper): Generator<PaperTriple> {
  const root = clean(paper.title) || `paper ${paper.file.slice(0, 12)}`;
  const names = nameElements(paper.elements, root);
  for (const element of paper.elements) {
    const name = names.get(element.id);
    if (name === undefined) continue;
    yield [name, 'part of', names.get(element.section ?? '') ?? root];
  }
  for (const { kind, from, to } of paper.links) {
    const [subject, object] = [names.get(from), names.get(to)];
    if (subject !== undefined && object !== undefined) yield [subject, kind, object];
  }
  for (const { name } of paper.authors) yield [root, 'author', clean(name)];
}

function nameElements(elements: readonly PaperElement[], root: string): Map<string, string> {
  const names = new Map<string, string>();
  const used = new Set<string>([root]);
  let paragraphs = 0;
  for (const element of elements) {
    if (!NODES.has(element.kind)) continue;
    if (element.kind === 'paragraph') paragraphs++;
    const base = `${ownName(element, paragraphs)} of ${root}`;
    let name = base;
    for (let copy = 2; used.has(name); copy++) name = `${base} (${copy})`;
    used.add(name);
    names.set(element.id, name);
  }
  return names;
}

function ownName(
  { kind, label, number, text, reference }: PaperElement,
  paragraph: number,
): string {
  switch (kind) {
    case 'heading':
      return clean([number ?? '', text].join(' '));
    case 'paragraph':
      return `paragraph ${paragraph}`;
    case 'reference':
      return `reference ${clean(reference?.title ?? text).slice(0, 80)}`;
    case 'caption':
      return `caption ${clean(label ?? text.slice(0, 40))}`;
    case 'equation':
      return `equation ${number ?? ''}`.trim();
    default:
      return clean(label ?? kind);
  }
}

/** One line without the tabs that part the columns of a file of triples. */
function clean(text: string): string {
  return text.replace(/[\s\p{C}]+/gu, ' ').trim();
}
