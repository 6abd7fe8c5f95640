import type { Inline } from './inline.ts';
import { capital } from './prose.ts';
import type { Pen } from './pen.ts';
import type { PaperStyle } from './styles.ts';
import type { Field } from './vocabulary.ts';

/** Display equations; `\wsmath` sets each part in a box of its own, whose place is written down. */
const EQUATIONS = [
  ['y_{t} = \\alpha y_{t-1} + \\beta x_{t} + \\varepsilon_{t}'],
  ['L(\\theta) = \\sum_{i=1}^{n} \\log p(x_{i} \\mid \\theta)'],
  ['\\hat{\\mu} = \\frac{1}{n} \\sum_{i=1}^{n} w_{i} x_{i}'],
  ['\\int_{0}^{T} f(t)\\,dt \\le \\frac{C}{\\sqrt{n}}'],
  ['S = \\left( \\frac{a + b}{2 \\sigma^{2}} \\right)^{1/2}'],
  ['q^{*} = \\arg\\max_{q \\in Q} \\; U(q) - \\lambda \\lVert q \\rVert_{2}'],
  ['\\frac{\\partial u}{\\partial t} = D \\nabla^{2} u - k u'],
  ['P(A \\mid B) = \\frac{P(B \\mid A)\\,P(A)}{P(B)}'],
  ['M = \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}, \\qquad \\det M = ad - bc'],
  [
    'h(x) = \\begin{cases} x^{2} & \\text{if } x < \\tau \\\\ 2 \\tau x - \\tau^{2} & \\text{otherwise} \\end{cases}',
  ],
  ['\\begin{aligned} F(x) &= a_{0} + a_{1} x \\\\ &\\quad + a_{2} x^{2} + R(x) \\end{aligned}'],
] as const;
const ALIGNED = [
  [
    ['r_{t}', '= \\gamma r_{t-1} + g(x_{t})'],
    ['s_{t}', '= \\max(0, r_{t} - \\tau)'],
  ],
  [
    ['E[X]', '= \\sum_{k} k\\, p_{k}'],
    ['V[X]', '= E[X^{2}] - E[X]^{2}'],
    ['\\kappa', '= V[X] / E[X]'],
  ],
  [
    ['a(x)', '= b_{0} + b_{1} x'],
    ['b_{1}', '= \\frac{\\sum_{i} x_{i} y_{i}}{\\sum_{i} x_{i}^{2}}'],
  ],
] as const;

const BEFORE = [
  'The {quantity} of the {things} is taken to be',
  'For {method} we write',
  'With {math} as above, this becomes',
  'In the notation of {place}, the balance of {things} reads',
];
const AFTER = [
  'where {math} is chosen once for all {things}. {rest}',
  'which holds for {adjective} {things} as long as {math}. {rest}',
  'and {math2} is the {quantity} before {method}. {rest}',
];

/** A paragraph, a display in its midst, and how it goes on. */
export function writeEquation(pen: Pen): void {
  const { random, prose } = pen;
  pen.paragraph(prose.paragraph(1).concat(' ', prose.fill(random.pick(BEFORE))), '\n');
  const form = random.integer(4);
  if (form === 0) {
    const rows = random.pick(ALIGNED);
    const elements = rows.map((row) =>
      pen.add({ kind: 'equation', inlines: [], latex: row.join(' '), numbered: true }),
    );
    const lines = rows.map(([left, right], index) => {
      const { id } = elements[index]!;
      return `\\wsmath{${id}}{${left}} & \\wsmath{${id}}{{}${right}} \\label{${id}}`;
    });
    pen.tex.push(`\\begin{align}\n${lines.join(' \\\\\n')}\n\\end{align}\n`);
  } else {
    const numbered = form !== 1;
    const [latex] = random.pick(EQUATIONS);
    const element = pen.add({ kind: 'equation', inlines: [], latex, numbered });
    const name = numbered ? 'equation' : 'displaymath';
    pen.tex.push(
      `\\begin{${name}}\n\\wsmath{${element.id}}{${latex}}${numbered ? `\\label{${element.id}}` : ''}\n\\end{${name}}\n`,
    );
  }
  const [head, rest] = random.pick(AFTER).split('{rest}');
  const after = prose.fill(head!);
  if (typeof after[0] === 'string') after[0] = after[0][0]!.toLowerCase() + after[0].slice(1);
  pen.paragraph([...after, ...(rest === undefined ? [] : prose.sentence())]);
}

export type ListForm = 'itemize' | 'enumerate' | 'description' | 'nested';

export function writeList(
  pen: Pen,
  form: ListForm,
  field: Field,
  terms: PaperStyle['terms'] = {},
): void {
  const { random, prose } = pen;
  const item = (label?: string): string => {
    const inlines = prose.paragraph(1 + random.integer(2));
    const element = pen.add({ kind: 'list-item', inlines, flow: true });
    const tex = pen.marked(element);
    if (label === undefined) return `\\item ${tex}`;
    // The label is part of what the item says.
    element.inlines = [`${label}${terms.mark ?? ''} `, ...inlines];
    return `\\item[${label}] ${tex}`;
  };
  const count = 3 + random.integer(3);
  const labels = random.shuffle(field.methods).map(capital);
  const items = Array.from({ length: count }, (_, index) => {
    const first = item(form === 'description' ? labels[index] : undefined);
    if (form !== 'nested' || index !== 1) return first;
    return `${first}\n\\begin{itemize}\n${[item(), item()].join('\n')}\n\\end{itemize}`;
  });
  const name = form === 'nested' ? 'enumerate' : form;
  const longest = labels.slice(0, count).toSorted((a, b) => b.length - a.length)[0]!;
  const room = form === 'description' ? (terms.room?.(longest) ?? '') : '';
  pen.tex.push(`\\begin{${name}}${room}\n${items.join('\n')}\n\\end{${name}}\n\n`);
}

/** A paragraph set in from both sides. */
export function writeQuote(pen: Pen): void {
  const element = pen.add({ kind: 'paragraph', inlines: pen.prose.paragraph(2), flow: true });
  pen.tex.push(`\\begin{quote}\n${pen.marked(element)}\n\\end{quote}\n\n`);
}

export function writeProof(pen: Pen): void {
  const element = pen.add({ kind: 'paragraph', inlines: pen.prose.paragraph(3), flow: true });
  pen.tex.push(`\\begin{proof}\n${pen.marked(element)}\n\\end{proof}\n\n`);
}

export function writeTheorem(pen: Pen): string {
  const element = pen.add({
    kind: 'theorem',
    inlines: pen.prose.fill(
      '{If} {math} and the {things} are {adjective}, then {method} ends after at most {count} passes, and the {quantity} is bounded by {number}.'.replace(
        '{If}',
        'If',
      ),
    ),
    flow: true,
    numbered: true,
  });
  pen.tex.push(
    `\\begin{theorem}\\label{${element.id}}\n${pen.marked(element)}\n\\end{theorem}\n\n`,
  );
  return element.id;
}

const usedForms = new WeakMap<Pen, Set<number>>();

/** A listing in the text: nothing marks its box, its lines and their indents are the truth. */
export function writeCode(pen: Pen, field: Field, environment: 'verbatim' | 'lstlisting'): void {
  const { random, prose } = pen;
  const [things, things2] = random.shuffle(field.things).map(identifier);
  const quantity = identifier(random.pick(field.quantities)[0]);
  const bodies = [
    [
      `def ${quantity}(${things}):`,
      '    total = 0.0',
      `    for item in ${things}:`,
      `        if item.valid and item.rank < ${random.integer(90)}:`,
      '            total += item.weight',
      '        else:',
      '            continue',
      `    return total / len(${things})`,
    ],
    [
      `while ${things}.open():`,
      `    batch = ${things}.take(${8 + random.integer(60)})`,
      '    if batch is None:',
      '        break',
      `    ${things2}.update(batch)`,
      `report("${quantity}")`,
    ],
    [
      `$ ${quantity} -s north -q`,
      `${things}: ${random.integer(900)} read`,
      `  skipped: ${random.integer(90)}`,
      `  kept: ${random.integer(900)}`,
      'done',
    ],
    [
      '{',
      `  "site": "north",`,
      `  "${quantity}": {`,
      `    "limit": ${random.integer(900)},`,
      `    "units": ["a", "b"]`,
      '  },',
      `  "source": "${things2}"`,
      '}',
    ],
    [
      `struct ${quantity} {`,
      '  int count;',
      '  double value[8];',
      '};',
      '',
      `void reset(struct ${quantity} *p) {`,
      '  for (int i = 0; i < 8; i++) {',
      '    p->value[i] = 0.0;',
      '  }',
      '  p->count = 0;',
      '}',
    ],
  ];
  // Two listings of one form could not be told apart: each form once a paper.
  const used = usedForms.get(pen) ?? new Set<number>();
  usedForms.set(pen, used);
  const free = bodies.flatMap((_, index) => (used.has(index) ? [] : [index]));
  if (free.length === 0) return;
  const form = random.pick(free);
  used.add(form);
  const lines = bodies[form]!;
  pen.paragraph(
    prose.fill(
      'The step is short enough to be given in full; {tool} runs it {count} times for {things}.',
    ),
  );
  pen.add({
    kind: 'code',
    inlines: [lines.join('\n')],
    flow: true,
    indents: lines.map((line) => line.length - line.trimStart().length),
  });
  const size = environment === 'verbatim' ? '\\small' : '';
  const options =
    environment === 'verbatim'
      ? ''
      : random.pick([
          '',
          '[frame=single]',
          '[numbers=left,numberstyle=\\tiny]',
          '[backgroundcolor=\\color{gray!10}]',
        ]);
  pen.tex.push(
    `{${size}\\begin{${environment}}${options}\n${lines.join('\n')}\n\\end{${environment}}\n}\n\n`,
  );
}

/** An algorithm as a float; its steps, each with its depth, are the truth. */
export function writeAlgorithm(pen: Pen, field: Field): string {
  const { random } = pen;
  const [things, things2] = random.shuffle(field.things);
  const method = random.pick(field.methods);
  const limit = 3 + random.integer(60);
  const steps: [number, string, Inline[]][] = [
    [0, '\\Require', [`a list of ${things}`]],
    [0, '\\Ensure', [`an ordered list of ${things2}`]],
    [0, '\\State', [{ math: 'k \\gets 0', plain: 'k ← 0' }]],
    [0, '\\While', [{ math: `k < ${limit}`, plain: `k < ${limit}` }]],
    [1, '\\State', [`draw one of the ${things}`]],
    [1, '\\If', ['its offset is small']],
    [2, '\\State', [`apply ${method}`]],
    [1, '\\Else', []],
    [2, '\\State', [`append it to the ${things2}`]],
    [1, '\\EndIf', []],
    [1, '\\State', [{ math: 'k \\gets k + 1', plain: 'k ← k + 1' }]],
    [0, '\\EndWhile', []],
    [0, '\\State', [`return the ${things2}`]],
  ];
  const printed: Record<string, [string, string]> = {
    '\\Require': ['Require: ', ''],
    '\\Ensure': ['Ensure: ', ''],
    '\\While': ['while ', ' do'],
    '\\If': ['if ', ' then'],
    '\\Else': ['else', ''],
    '\\EndIf': ['end if', ''],
    '\\EndWhile': ['end while', ''],
    '\\State': ['', ''],
  };
  const lines = steps.map(([, command, words]) => {
    const [before, after] = printed[command]!;
    return `${before}${words.map((piece) => (typeof piece === 'string' ? piece : 'plain' in piece ? piece.plain : '')).join('')}${after}`;
  });
  const element = pen.add({
    kind: 'algorithm',
    inlines: [lines.join('\n')],
    indents: steps.map(([depth]) => depth),
    numbered: true,
  });
  const caption = pen.add({
    kind: 'caption',
    inlines: [`${capital(method)} over ${things}`],
    of: element.id,
    floatKind: 'algorithm',
    numbered: true,
  });
  const body = steps
    .map(([, command, words]) =>
      command === '\\While' || command === '\\If'
        ? `${command}{${pen.latex(words)}}`
        : `${command} ${pen.latex(words)}`,
    )
    .join('\n');
  pen.tex.push(
    `\\begin{algorithm}[t]\n\\caption{\\wsmark{${caption.id}}${pen.latex(caption.inlines)}\\wsmark{${caption.id}.1}}\\label{${element.id}}\n\\wsbox{${element.id}}{\\begin{minipage}{\\linewidth}\\begin{algorithmic}[1]\n${body}\n\\end{algorithmic}\\end{minipage}}\n\\end{algorithm}\n\n`,
  );
  return element.id;
}

const identifier = (phrase: string): string =>
  phrase
    .replace(/^the |^an? /, '')
    .replaceAll(/[^a-z]+/gi, '_')
    .toLowerCase();
