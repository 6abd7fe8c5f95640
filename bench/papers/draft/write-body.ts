import type { Random } from '../../../src/core/random.ts';
import type { MentionKind } from '../truth.ts';
import {
  writeAlgorithm,
  writeCode,
  writeEquation,
  writeList,
  writeProof,
  writeQuote,
  writeTheorem,
} from './blocks.ts';
import { type FloatContext, writeFigure, writeLongTable, writeTable } from './floats.ts';
import type { Inline } from './inline.ts';
import type { Pen } from './pen.ts';
import { capital } from './prose.ts';
import { isPlain, type PaperStyle, type StyleDraw } from './styles.ts';
import type { FIELDS } from './vocabulary.ts';

/** Sections, paragraphs and what stands between them, up to the appendix; gives the pictures that the figures show. */
export function writeBody(
  pen: Pen,
  style: PaperStyle,
  draw: StyleDraw,
  field: (typeof FIELDS)[number],
  pages: number,
  random: Random,
): FloatContext['images'] {
  const images: FloatContext['images'] = [];
  const floats: FloatContext = {
    pen,
    style,
    field,
    images,
    placement: random.pick(['t', 'tb', 'tbp', 'htb']),
    wraps: style.columns === 1 && isPlain(style),
  };
  const known: { kind: MentionKind; id: string }[] = [];
  const targets = {
    all: known,
    push: (target: { kind: MentionKind; id: string }): void => {
      // What bears no number cannot be mentioned by it.
      if (target.kind !== 'section' || !draw.bareSections) known.push(target);
    },
  };
  const list = (): void =>
    writeList(
      pen,
      random.pick([
        'itemize',
        'enumerate',
        'itemize',
        'enumerate',
        'description',
        'nested',
      ] as const),
      field,
      style.terms,
    );
  const perPage = style.wordsPerPage / 92;
  const hasAppendix = pages > 5 && random.integer(2) === 0;
  const paragraphs = Math.round(perPage * (pages - (hasAppendix ? 2 : 1)) * 0.6);
  const floatCount = Math.max(2, Math.round(pages * 0.8));
  const makers = random.shuffle([
    ...Array.from({ length: Math.ceil(floatCount / 2) }, () => 'figure' as const),
    ...Array.from({ length: Math.ceil(floatCount / 2) }, () => 'table' as const),
    ...(style.name !== 'revtex' && random.integer(2) === 0 ? ['algorithm' as const] : []),
  ]);
  const mention = (target: { kind: MentionKind; id: string }, second?: string): Inline[] => {
    const words: Record<string, string> = {
      figure: style.figureWord,
      table: 'Table',
      algorithm: 'Algorithm',
      section: style.sectionWord,
      equation: style.equationWord,
      theorem: 'Theorem',
    };
    const word = words[target.kind]!;
    const piece: Inline = {
      mention: target.kind,
      ids: second === undefined ? [target.id] : [target.id, second],
      word: second === undefined ? word : plural(word),
      parenthesised: target.kind === 'equation',
    };
    const [before, after] = random.pick<[string, string]>([
      ['As ', ' shows, the {quantity} depends on the {things}.'],
      ['The {quantity} of {things} is given in ', ', {reason}.'],
      ['We return to {things} in ', ' and to {method} below.'],
      ['Details of {method} ({count} {things}) are in ', '.'],
    ]);
    const rest = pen.prose.fill(`x${after}`);
    rest[0] = (rest[0] as string).slice(1);
    const [first, ...others] = pen.prose.fill(before);
    return [first!, ...others, piece, ...rest];
  };
  const plain = (citing: number): Inline[] => {
    const inlines = pen.prose.paragraph(3 + random.integer(4), citing);
    if (random.integer(3) === 0 && targets.all.length > 0) {
      const target = random.pick(targets.all);
      const same = targets.all.filter(
        ({ kind, id }) =>
          kind === target.kind && id !== target.id && kind !== 'section' && kind !== 'theorem',
      );
      inlines.push(
        ' ',
        ...mention(
          target,
          same.length > 0 && random.integer(4) === 0 ? random.pick(same).id : undefined,
        ),
      );
    }
    if (random.integer(9) === 0) inlines.push(pen.note());
    return inlines;
  };

  const introduction = Math.max(2, Math.round(paragraphs * 0.15));
  targets.push({ kind: 'section', id: pen.heading(1, 'Introduction').id });
  for (let index = 0; index < introduction; index++) pen.paragraph(plain(2));
  if (random.integer(2) === 0) list();

  const related = Math.max(1, Math.round(paragraphs * 0.12));
  targets.push({
    kind: 'section',
    id: pen.heading(1, random.pick(['Related work', 'Background', 'Previous trials'])).id,
  });
  const hasRunIns = random.integer(2) === 0;
  for (let index = 0; index < related; index++)
    if (hasRunIns)
      pen.runIn(
        `${capital(random.pick(field.things))}${style.name === 'ieee' || style.name === 'llncs' ? '' : '.'}`,
        plain(3),
      );
    else pen.paragraph(plain(3));

  const middle = paragraphs - introduction - related - 2;
  const topics = random.shuffle(field.topics);
  const sections = Math.max(2, Math.min(4, Math.round(middle / 6)));
  let topic = 0;
  const names = ['Method', 'Experiments', 'Results', 'Discussion'].slice(0, sections);
  let made = 0;
  let done = 0;
  for (const [at, name] of names.entries()) {
    const heading = pen.heading(
      1,
      at === 0 && random.integer(2) === 0 ? `${topics[topic++ % topics.length]!}` : name,
    );
    targets.push({ kind: 'section', id: heading.id });
    const share = Math.ceil(middle / sections);
    const subsections = share > 4 ? 2 + random.integer(2) : 0;
    for (let index = 0; index < share; index++, done++) {
      if (subsections > 0 && index > 0 && (index - 1) % Math.ceil(share / subsections) === 0) {
        const sub = pen.heading(2, uniqueTitle(topics, topic++, field.things, random));
        targets.push({ kind: 'section', id: sub.id });
        if (share > 9 && random.integer(2) === 0) {
          pen.paragraph(plain(0));
          pen.heading(
            3,
            `${capital(random.pick(field.quantities)[0])} of ${random.pick(field.things)}`,
          );
        }
      }
      const special = random.integer(12);
      if (special === 0 && at === 0 && style.name !== 'revtex') {
        targets.push({ kind: 'theorem', id: writeTheorem(pen) });
        if (isPlain(style)) writeProof(pen);
      } else if (special === 1) list();
      else if (special === 9) writeQuote(pen);
      else if (special === 2 && at < 2) {
        writeCode(pen, field, random.integer(2) === 0 ? 'verbatim' : 'lstlisting');
      } else if (special < (at === 0 ? 7 : 4)) {
        writeEquation(pen);
        const equation = pen.elements.findLast(({ kind }) => kind === 'equation')!;
        if (equation.numbered) targets.push({ kind: 'equation', id: equation.id });
      }
      const due = made < makers.length && done >= ((made + 0.3) * middle) / makers.length;
      if (!due) pen.paragraph(plain(random.integer(3) === 0 ? 1 : 0));
      else {
        // The float stands in the source behind the paragraph that mentions it first.
        const start = pen.tex.length;
        const from = pen.elements.length;
        const kind = makers[made++]!;
        const id =
          kind === 'figure'
            ? writeFigure(floats)
            : kind === 'table'
              ? writeTable(floats)
              : writeAlgorithm(pen, field);
        const [tex, elements] = [pen.tex.splice(start), pen.elements.splice(from)];
        const words = pen.prose.paragraph(2 + random.integer(3), 0);
        const where = random.integer(2);
        const target = { kind, id };
        targets.push(target);
        pen.paragraph(
          where === 0 ? [...mention(target), ' ', ...words] : [...words, ' ', ...mention(target)],
        );
        pen.tex.push(...tex);
        pen.elements.push(...elements);
      }
    }
  }
  pen.heading(1, random.pick(['Conclusion', 'Conclusions', 'Outlook']));
  for (let index = 0; index < 2; index++) pen.paragraph(plain(0));
  if (random.integer(2) === 0) {
    pen.heading(1, random.pick(['Acknowledgements', 'Acknowledgments']), false);
    pen.paragraph(
      pen.prose.fill(
        'We are grateful to the staff of {place} for {count} hours of help, and to those who {act} the {things}.',
      ),
    );
  }
  pen.tex.push('%APPENDIX');
  pen.add({ id: 'appendix', kind: 'heading', inlines: [] });
  if (!hasAppendix) return images;
  pen.heading(1, `Further ${random.pick(field.things)}`);
  pen.paragraph(plain(0));
  if (style.columns === 1 && random.integer(2) === 0) writeLongTable(floats);
  else writeTable(floats);
  pen.paragraph(plain(0));
  if (random.integer(2) === 0) {
    pen.heading(1, 'Settings of the trials');
    pen.paragraph(plain(0));
    writeFigure(floats);
    pen.paragraph(plain(0));
  }
  return images;
}

const plural = (word: string): string =>
  word.endsWith('.') ? `${word.slice(0, -1)}s.` : word === '' ? '' : `${word}s`;

function uniqueTitle(
  topics: readonly string[],
  at: number,
  things: readonly string[],
  random: Random,
): string {
  const topic = topics[at % topics.length]!;
  return at < topics.length
    ? topic
    : `${topic} for ${things[Math.floor(at / topics.length) % things.length]}${random.integer(2) === 0 ? ' revisited' : ''}`;
}
