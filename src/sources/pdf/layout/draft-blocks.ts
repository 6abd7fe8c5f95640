import { type BodyBlock, isWholly, rightOf, type TextBlock } from './body-block.ts';
import type { Draft } from './draft.ts';
import type { FoundHeading } from './find-headings.ts';
import { findRunIn, type RunInHeading } from './find-run-in.ts';
import type { DocumentStyle } from './page-layout.ts';

/** Text blocks to drafts: headings, paragraphs with the headings that run into them, list items, code, quotes. */
export function draftBlocks(
  blocks: BodyBlock[],
  headings: Map<TextBlock, FoundHeading>,
  style: DocumentStyle,
  draftRegionOf: (block: BodyBlock & { type: 'region' }) => Draft[],
): Draft[] {
  const deepest = Math.max(1, ...[...headings.values()].map(({ level }) => level));
  const runIns = findRunIns(blocks, headings);
  return blocks.flatMap((block): Draft[] => {
    if (block.type === 'region') return draftRegionOf(block);
    const heading = headings.get(block);
    if (heading !== undefined) return [draftHeading(block, heading)];
    const runIn = runIns.get(block);
    if (runIn !== undefined) return splitRunIn(block, runIn, deepest);
    return [draftText(block, style)];
  });
}

function draftHeading(block: TextBlock, heading: FoundHeading): Draft {
  const { number } = heading;
  const [first, ...rest] = block.parts;
  return {
    kind: 'heading',
    parts: [{ ...first!, start: number?.length ?? 0 }, ...rest],
    label: number?.label ?? null,
    number: number?.number ?? null,
    level: heading.level,
    confidence: heading.confidence,
    because: heading.because,
  };
}

/** Italic starts count only where the paper has several, or a wide space or a number shows one. */
function findRunIns(
  blocks: BodyBlock[],
  headings: Map<TextBlock, FoundHeading>,
): Map<TextBlock, RunInHeading> {
  const found = new Map<TextBlock, RunInHeading>();
  for (const block of blocks) {
    if (block.type !== 'text' || headings.has(block) || isDescription(block)) continue;
    const runIn = findRunIn(block);
    // `1) Title: text` is a heading where it is set as one; a list's item may start in bold as well.
    if (
      runIn !== null &&
      (block.mark === null ||
        (runIn.face === 'italic' && (runIn.number !== null || returnsToMargin(block))))
    )
      found.set(block, runIn);
  }
  const italics = [...found.values()].filter(({ face }) => face === 'italic');
  const believed = italics.length >= 2 || italics.some(({ sure }) => sure);
  for (const [block, { face }] of found) if (face === 'italic' && !believed) found.delete(block);
  return found;
}

/** A paragraph's first line stands further in than the rest; an item's does not. */
function returnsToMargin({ parts }: TextBlock): boolean {
  const [first, second] = parts;
  return (
    first !== undefined &&
    second !== undefined &&
    second.line.page === first.line.page &&
    second.line.box.x < first.line.box.x - 0.5 * first.line.size
  );
}

function splitRunIn(block: TextBlock, runIn: RunInHeading, deepest: number): Draft[] {
  const { lines, end, number } = runIn;
  const own = block.parts[lines]!;
  const level = number?.kind === 'arabic' ? number.path.length : deepest + 1;
  const parts = [...block.parts.slice(0, lines), { ...own, end }];
  parts[0] = { ...parts[0]!, start: number?.length ?? block.mark?.length ?? 0 };
  const last = parts.at(-1)!;
  const points = [...last.line.text].slice(0, last.end);
  while (/[\s.:—–]/u.test(points.at(-1) ?? '')) points.pop();
  parts[parts.length - 1] = { ...last, end: Math.max(last.start, points.length) };
  const heading: Draft = {
    kind: 'heading',
    parts,
    label: number?.label ?? block.mark?.text ?? null,
    number: number?.number ?? block.mark?.number ?? null,
    level: Math.min(6, level),
    confidence: runIn.sure ? 0.8 : 0.6,
    because: [`${runIn.face} start of a paragraph`],
  };
  const body: Draft = {
    kind: 'paragraph',
    parts: [{ ...own, start: skipDash(own.line.text, end) }, ...block.parts.slice(lines + 1)],
    label: null,
    number: null,
    confidence: 0.9,
    because: ['text block'],
    column: block.column,
    textLeft: block.textLeft,
  };
  return [heading, body];
}

function skipDash(text: string, end: number): number {
  const points = [...text];
  let at = end;
  while (/[\s.:—–]/u.test(points[at] ?? '')) at++;
  return at;
}

/** An entry of a list of terms: a bold start, and the lines after hang from it. */
function isDescription(block: TextBlock): boolean {
  const [first, second] = block.parts;
  if (first === undefined || second === undefined || block.mark !== null) return false;
  const { line } = first;
  const hangs = block.parts
    .slice(1)
    .every(
      (part) => part.line.box.x > line.box.x + 0.8 * line.size && part.line.page === line.page,
    );
  const bold = line.runs.findIndex((run) => !run.bold);
  if (!hangs || bold <= 0) return false;
  const term = [...line.text].slice(0, line.runs[bold]!.start).join('').trim();
  return /[\p{L}\p{N}):]$/u.test(term);
}

function draftText(block: TextBlock, style: DocumentStyle): Draft {
  const lines = block.parts.map(({ line }) => line);
  const base = {
    parts: block.parts,
    number: null,
    label: null,
    column: block.column,
    textLeft: block.textLeft,
  };
  if (block.mark !== null) {
    const [first, ...rest] = block.parts;
    return {
      ...base,
      kind: 'list-item',
      parts: [{ ...first!, start: block.mark.length }, ...rest],
      label: block.mark.text,
      number: block.mark.number,
      confidence: 0.9,
      because: ['mark of a list'],
    };
  }
  if (isDescription(block))
    return { ...base, kind: 'list-item', confidence: 0.75, because: ['bold term, hanging indent'] };
  if (
    lines.every((line) => isWholly(line, 'monospace')) &&
    lines.some((line) => line.text.length > 1)
  )
    return { ...base, kind: 'code', confidence: 0.85, because: ['monospace'] };
  const inset = 0.9 * style.bodySize;
  const isQuote =
    lines.length >= 2 &&
    lines.every(
      (line) =>
        line.box.x > block.column.left + inset && rightOf(line) < block.column.right - inset,
    ) &&
    Math.max(...lines.map(rightOf)) - block.column.left >
      0.6 * (block.column.right - block.column.left);
  return isQuote
    ? { ...base, kind: 'quote', confidence: 0.6, because: ['indented on both sides'] }
    : { ...base, kind: 'paragraph', confidence: 0.95, because: ['text block'] };
}
