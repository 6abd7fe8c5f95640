import type { Random } from '../../../src/core/random.ts';
import type { TruthElement } from '../truth.ts';
import { type CitationPrinter, escapeLatex, type Inline, inlinesToLatex } from './inline.ts';
import type { Prose } from './prose.ts';

/** An element before the compiler gave it a number and a place. */
export interface DraftElement extends Omit<
  TruthElement,
  'text' | 'spans' | 'page' | 'regions' | 'number'
> {
  inlines: Inline[];
  /** Whether the compiler gives it a number. */
  numbered: boolean;
}

/** Writes LaTeX and, beside it, what the LaTeX says. */
export interface Pen {
  tex: string[];
  elements: DraftElement[];
  prose: Prose;
  random: Random;
  citations: CitationPrinter;
  add(
    element: Omit<DraftElement, 'id' | 'numbered' | 'flow'> & Partial<DraftElement>,
  ): DraftElement;
  /** LaTeX between the two marks of an element. */
  marked(element: DraftElement): string;
  latex(inlines: readonly Inline[]): string;
  paragraph(inlines: Inline[], end?: string): void;
  heading(level: number, title: string, numbered?: boolean): DraftElement;
  runIn(title: string, inlines: Inline[]): void;
  note(): Inline;
}

const COMMANDS = ['section', 'subsection', 'subsubsection'];

export function createPen(
  random: Random,
  prose: Prose,
  citations: CitationPrinter,
  hasBookmarks: boolean,
  numbersSections = true,
): Pen {
  const latex = (inlines: readonly Inline[]): string =>
    inlinesToLatex(inlines, citations, (id) => `\\wsmark{${id}}`);
  let nextId = 1;
  const pen: Pen = {
    tex: [],
    elements: [],
    prose,
    random,
    citations,
    latex,
    add(element) {
      const whole: DraftElement = {
        flow: false,
        numbered: false,
        ...element,
        id: element.id ?? String(nextId++),
      };
      pen.elements.push(whole);
      return whole;
    },
    marked: (element) =>
      `\\leavevmode\\wsmark{${element.id}}${latex(element.inlines)}\\wsmark{${element.id}.1}`,
    paragraph(inlines, end = '\n\n') {
      const element = pen.add({ kind: 'paragraph', inlines, flow: true });
      pen.tex.push(pen.marked(element) + end);
      addNotes(pen, inlines);
    },
    heading(level, title, isNumbered = true) {
      const numbered = isNumbered && numbersSections;
      const element = pen.add({ kind: 'heading', inlines: [title], flow: true, level, numbered });
      const mark = `\\wsmark{${element.id}}`;
      const safe = hasBookmarks ? `\\texorpdfstring{${mark}}{}` : mark;
      pen.tex.push(
        `\\${COMMANDS[level - 1]}${isNumbered ? '' : '*'}{${safe}${escapeLatex(title)}}${numbered ? `\\label{${element.id}}` : ''}\n`,
      );
      return element;
    },
    runIn(title, inlines) {
      pen.add({ kind: 'heading', inlines: [title], flow: false, level: 4, runIn: true });
      const element = pen.add({ kind: 'paragraph', inlines, flow: true });
      pen.tex.push(`\\paragraph{${escapeLatex(title)}} ${pen.marked(element)}\n\n`);
      addNotes(pen, inlines);
    },
    note() {
      return { note: String(nextId++), content: prose.note() };
    },
  };
  return pen;
}

function addNotes(pen: Pen, inlines: readonly Inline[]): void {
  for (const piece of inlines)
    if (typeof piece !== 'string' && 'note' in piece)
      pen.add({ id: piece.note, kind: 'footnote', inlines: piece.content });
}
