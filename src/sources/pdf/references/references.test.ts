import { describe, expect, it } from 'vitest';
import type { PaperElement } from '../paper.ts';
import { linkCitations } from './link-citations.ts';
import { linkMentions } from './link-mentions.ts';
import { linkPaper } from './link-paper.ts';
import { parseReference } from './parse-reference.ts';

let made = 0;
function element(
  kind: PaperElement['kind'],
  text: string,
  more: Partial<PaperElement> = {},
): PaperElement {
  const box = { x: 0, y: 0, width: 100, height: 10 };
  return {
    id: `e${made++}`,
    kind,
    text,
    page: 1,
    box,
    boxes: [],
    regions: [{ page: 1, box }],
    section: null,
    label: null,
    number: null,
    confidence: 1,
    because: [],
    ...more,
  };
}
const reference = (text: string): PaperElement =>
  element('reference', text, { reference: parseReference(text) });
const quoted = (
  elements: PaperElement[],
  link: { from: string; start: number; end: number },
): string =>
  [...elements.find(({ id }) => id === link.from)!.text].slice(link.start, link.end).join('');

describe('parseReference', () => {
  it.each([
    [
      'Ada Moreau, Li Wen, and Omar Haddad. 2017. Slow tides in shallow basins. In Proceedings of the Meeting on Tides, pages 5998–6008.',
      {
        authors: ['Ada Moreau', 'Li Wen', 'Omar Haddad'],
        title: 'Slow tides in shallow basins',
        year: 2017,
      },
    ],
    [
      '[3] J. Petrov, M.-W. Chan, and K. Ito, “Counting reeds from above,” in Proc. REED, 2019, pp. 4171–4186.',
      {
        label: '[3]',
        authors: ['J. Petrov', 'M.-W. Chan', 'K. Ito'],
        title: 'Counting reeds from above',
        year: 2019,
      },
    ],
    [
      '7. Brandt, D.E., Okafor, M.: On harbours. Journal of Piers 12(3), 100–120 (1984)',
      { label: '7.', authors: ['Brandt, D.E.', 'Okafor, M.'], title: 'On harbours', year: 1984 },
    ],
    [
      'Jones, A. B., & Brown, C. D. (2015). The art of measuring mud. Journal of Measures, 3(2), 100–120.',
      { authors: ['Jones, A. B.', 'Brown, C. D.'], title: 'The art of measuring mud', year: 2015 },
    ],
    [
      'Lena Voss. Salt and silt. arXiv preprint arXiv:2001.01234, 2020.',
      { title: 'Salt and silt', arxiv: '2001.01234', year: 2020 },
    ],
    [
      'P. Silva. Eels. River Letters, 4:1–9, 2001. doi:10.1234/rl.2001.004.',
      { title: 'Eels', doi: '10.1234/rl.2001.004', year: 2001 },
    ],
  ])('%s', (text, expected) => {
    expect(parseReference(text)).toMatchObject(expected);
  });

  it.each([
    ['names that never come to a title', `A- A.${' , and AA A.'.repeat(60)} `],
    ['quotation marks', ',«»"x'.repeat(20_000)],
    ['brackets and years', `${'a (1999'.repeat(20_000)}`],
  ])(
    'takes time that grows with an entry: %s',
    (_, entry) => expect(parseReference(entry).doi).toBeNull(),
    10_000,
  );

  it('invents nothing for text that is no entry', () => {
    expect(parseReference('see the manual')).toMatchObject({ authors: [], year: null, doi: null });
  });
});

describe('linkCitations', () => {
  it('reads lists and ranges of numbers', () => {
    const references = [1, 2, 3, 4, 5].map((n) =>
      reference(`[${n}] A. Name. Title ${n}. Venue, 2001.`),
    );
    const elements = [element('paragraph', 'As shown [1, 3–5], and in [9] not.'), ...references];
    const links = linkCitations(elements);
    expect(links.map(({ to }) => to)).toEqual([0, 2, 3, 4].map((index) => references[index]!.id));
    expect(quoted(elements, links[0]!)).toBe('1');
    expect(quoted(elements, links[1]!)).toBe('3–5');
  });

  it('tells authors and years apart, also two of one year', () => {
    const references = [
      reference('Ada Moreau and Li Wen. 2017a. Tides. Letters.'),
      reference('Ada Moreau, Li Wen, and Omar Haddad. 2017b. More tides. Letters.'),
      reference('Gözde Şahin. 2019. Floods. Letters.'),
    ];
    const elements = [
      element(
        'paragraph',
        'Moreau and Wen (2017a) began it; others went on (Moreau et al., 2017b; Şahin, 2019).',
      ),
      ...references,
    ];
    expect(linkCitations(elements).map(({ to }) => to)).toEqual(references.map(({ id }) => id));
  });

  it('leaves an interval in brackets alone', () => {
    const elements = [
      element('paragraph', 'values in [0, 1] only'),
      reference('[1] A. Name. Title. Venue, 2001.'),
    ];
    expect(linkCitations(elements)).toEqual([]);
  });
});

describe('linkMentions', () => {
  const floats = [
    element('figure', '', { number: '1' }),
    element('figure', '', { number: '2' }),
    element('figure', '', { number: '3' }),
    element('table', '', { number: 'II' }),
    element('equation', '', { number: '4' }),
    element('heading', 'Results', { number: '3.2', level: 2 }),
    element('heading', 'Proofs', { number: 'A', level: 1 }),
  ];
  it.each([
    ['see Figure 2a and Fig. 3', ['2', '3']],
    ['Figs. 1–3 show it', ['1', '2', '3']],
    ['in Table II', ['II']],
    ['by Eq. (4)', ['4']],
    ['Section 3.2 and Appendix A', ['3.2', 'A']],
    ['we configure 2 machines and a stable 3', []],
    ['Figure 9 is elsewhere', []],
  ])('%s', (text, numbers) => {
    const elements = [element('paragraph', text), ...floats];
    const byId = new Map(elements.map((one) => [one.id, one]));
    expect(linkMentions(elements).map(({ to }) => byId.get(to)!.number)).toEqual(numbers);
  });

  it("does not take a caption's own label for a mention", () => {
    const caption = element('caption', 'Figure 1: as in Figure 2', { number: '1' });
    expect(linkMentions([caption, ...floats]).map(({ to }) => to)).toEqual([floats[1]!.id]);
  });
});

describe('linkPaper', () => {
  it("follows the file's own links first, and counts a place once", () => {
    const line = {
      start: 0,
      end: 9,
      page: 1,
      box: { x: 10, y: 10, width: 90, height: 10 },
      edges: [10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
    };
    const text = element('paragraph', 'Figure 12', { boxes: [line] });
    const near = element('figure', '', {
      number: '12',
      page: 2,
      regions: [{ page: 2, box: { x: 0, y: 95, width: 200, height: 80 } }],
    });
    const far = element('figure', '', {
      number: '13',
      page: 2,
      regions: [{ page: 2, box: { x: 0, y: 400, width: 200, height: 80 } }],
    });
    const links = linkPaper([text, near, far], {
      links: [
        {
          page: 1,
          link: { box: { x: 80, y: 10, width: 20, height: 10 }, target: { page: 2, x: 0, y: 100 } },
        },
      ],
      destinations: [{ name: 'figure.caption.4', page: 2, x: 0, y: 100 }],
    });
    expect(links).toEqual([
      { kind: 'mentions', from: text.id, start: 7, end: 9, to: near.id, by: 'destination' },
    ]);
  });
});
