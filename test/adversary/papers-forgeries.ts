import { hashRecord } from '../../src/core/hash.ts';
import type {
  CellsEvidence,
  FigureEvidence,
  Sample,
  SpanEvidence,
} from '../../src/core/records/index.ts';
import type { TableGrid } from '../../src/sources/pdf/tables/table-grid.ts';
import { checkOf, type Forgery, type ForgeryContext, replaceEverywhere } from './forgery.ts';

const TABLED = ['table-question', 'joined-tables', 'claim-evidence'];
const PICTURED = ['figure-question', 'caption-matching', 'equation-definition'];
/** Kinds whose reply is a quotation. */
const QUOTED = ['section-question', 'equation-definition', 'summary'];
const SPANNED = [
  ...QUOTED,
  'figure-question',
  'caption-matching',
  'linked-elements',
  'cross-paper',
];

const MESSAGES = /its messages are not what the plan gives/;
const EVIDENCE = /its evidence are not what the plan gives/;
const NO_PLAN = /its plan is none that these papers give|its plan cannot be carried out/;
/** The other row may hold nothing to ask for. */
const OTHER_PLAN = new RegExp(`${MESSAGES.source}|${NO_PLAN.source}`);
const NOT_IN_FILE = /the file has “.*” where “.*” is quoted/;
const NOT_OF_LAYOUT = /the table of e\d+ is not that of the layout/;

const cells = (sample: Sample): CellsEvidence =>
  sample.evidence.find((one): one is CellsEvidence => one.kind === 'cells')!;
const figure = (sample: Sample): FigureEvidence =>
  sample.evidence.find((one): one is FigureEvidence => one.kind === 'figure')!;
const span = (sample: Sample): SpanEvidence =>
  sample.evidence.find((one): one is SpanEvidence => one.kind === 'span')!;
const detail = (sample: Sample) =>
  checkOf(sample, 'paper-draft').detail as {
    plan: Record<string, unknown>;
    papers: { document: string; layout: string; file: string; tables: unknown[] }[];
    scale: number;
  };
const reply = (sample: Sample): string => sample.messages[1]!.content as string;
const parts = (sample: Sample) =>
  sample.messages[0]!.content as Exclude<Sample['messages'][number]['content'], string>;

function asked(sample: Sample): string {
  const { content } = sample.messages[0]!;
  if (typeof content === 'string') return content;
  return (content.at(-1) as { text: string }).text;
}

/** Changes the text of the user's turn; false where nothing changes. */
function ask(sample: Sample, edit: (text: string) => string): boolean {
  const [before, after] = [asked(sample), edit(asked(sample))];
  const [user] = sample.messages as [Sample['messages'][number]];
  if (typeof user.content === 'string') user.content = after;
  else (user.content.at(-1) as { text: string }).text = after;
  return after !== before;
}

/** Changes reply and answer alike; false where nothing changes. */
function answer(sample: Sample, edit: (text: string) => string): boolean {
  const before = reply(sample);
  sample.messages[1]!.content = edit(before);
  sample.answer!.value = edit(sample.answer!.value);
  return reply(sample) !== before;
}

/** Replaces words in messages, answer, context and quotations. */
function retell(sample: Sample, from: string, to: string): boolean {
  const told = { messages: sample.messages, answer: sample.answer, context: sample.context };
  const before = JSON.stringify([told, sample.evidence]);
  Object.assign(sample, walk(told));
  for (const one of sample.evidence)
    if (one.kind === 'span') one.quote = one.quote.replaceAll(from, to);
  const { messages, answer: said, context } = sample;
  return JSON.stringify([{ messages, answer: said, context }, sample.evidence]) !== before;

  function walk(value: unknown): unknown {
    if (typeof value === 'string')
      return /^[0-9a-f]{64}$/u.test(value) ? value : value.replaceAll(from, to);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]));
  }
}

/** Another last digit. */
const otherNumber = (text: string): string =>
  text.replace(/\d(?!.*\d)/su, (digit) => String((Number(digit) + 1) % 10));

/** Gives the sample a changed table: stored, and named wherever the old one was. */
function retable(
  sample: Sample,
  { dataset }: ForgeryContext,
  edit: (table: TableGrid) => boolean | void,
): boolean {
  const old = cells(sample).tables[0]!;
  const table = structuredClone(dataset.records.get(old)) as TableGrid;
  if (edit(table) === false) return false;
  const hash = hashRecord(table);
  dataset.records.set(hash, table);
  replaceEverywhere(sample, old, hash);
  for (const named of cells(sample).cells) {
    if (named.table !== 0) continue;
    named.text = table.cells.find(
      ({ row, column }) => row === named.row && column === named.column,
    )!.text;
  }
  return true;
}

const cellWith = (table: TableGrid, pattern: RegExp) =>
  table.cells.find(({ text, row }) => row > 0 && pattern.test(text));

/** Changes of the tables' questions. */
const CELLS: readonly Forgery[] = [
  of(TABLED, 'a number of the shown table', MESSAGES, (sample) =>
    ask(sample, (text) => text.replace(/(?<=\| )\d+(?:\.\d+)?(?= \|)/u, otherNumber)),
  ),
  of(TABLED, 'a sign of the shown table', MESSAGES, (sample) =>
    ask(sample, (text) => text.replace('−', '')),
  ),
  of(TABLED, 'the decimal point of the shown table', MESSAGES, (sample) =>
    ask(sample, (text) => text.replace(/(?<=\| )(\d)\.(\d)(?= \|)/u, '$1$2.0')),
  ),
  of(TABLED, 'a unit in the shown head', MESSAGES, (sample) =>
    ask(sample, (text) => text.replace(/\((?:cm|mm|m|W|hours|tonnes)\)/u, '(kg)')),
  ),
  of(TABLED, 'two rows of the shown table, exchanged', MESSAGES, (sample) =>
    ask(sample, (text) => text.replace(/(\|[^\n]*\|)\n(\|[^\n]*\|)(?=\n\n)/u, '$2\n$1')),
  ),
  of(TABLED, 'a number of the stored table, and of all that quotes it', NOT_OF_LAYOUT, numberIn),
  of(TABLED, 'likewise, told by the file', NOT_IN_FILE, numberIn),
  of(TABLED, 'a unit of the stored table', NOT_IN_FILE, (sample, context) =>
    retable(sample, context, (table) => {
      const head = table.cells.find(({ text }) => /\((?:cm|mm|m|W)\)/u.test(text));
      if (head === undefined) return false;
      head.text = head.text.replace(/\(\w+\)/u, '(km)');
      return true;
    }),
  ),
  of(TABLED, 'two cells of the stored table, exchanged', NOT_IN_FILE, (sample, context) =>
    retable(sample, context, (table) => {
      const [a, b] = table.cells.filter(({ row, column }) => row > 0 && column === 1);
      [a!.text, b!.text] = [b!.text, a!.text];
    }),
  ),
  of(TABLED, 'likewise, with their boxes', /not that of the layout/, (sample, context) =>
    retable(sample, context, (table) => {
      const [a, b] = table.cells.filter(({ row, column }) => row > 0 && column === 1);
      [a!.text, b!.text] = [b!.text, a!.text];
      [a!.boxes, b!.boxes] = [b!.boxes, a!.boxes];
    }),
  ),
  of(TABLED, 'a column of the stored table, left out', NOT_OF_LAYOUT, (sample, context) =>
    retable(sample, context, (table) => {
      const last = table.columns - 1;
      table.cells = table.cells.filter(({ column }) => column !== last);
      table.columns = last;
      const evidence = cells(sample);
      evidence.cells = evidence.cells.filter((one) => one.table > 0 || one.column !== last);
    }),
  ),
  of(
    TABLED,
    'a cell left out of the evidence',
    /not all cells of the tables are named/,
    (sample) => {
      cells(sample).cells.splice(1, 1);
    },
  ),
  of(TABLED, 'a named cell that says something else', /of the table does not say/, (sample) => {
    const cell = cells(sample).cells.at(-1)!;
    cell.text = otherNumber(`${cell.text} 1`);
  }),
  of(TABLED, 'the result of the program', /the program gives .*, not/, (sample) => {
    cells(sample).program.result = otherNumber(`${cells(sample).program.result} 1`);
  }),
  of(TABLED, 'a program that turns the order round', EVIDENCE, (sample) => {
    const { program } = cells(sample);
    const turned = program.sql.replace(/ASC|DESC/u, (way) => (way === 'ASC' ? 'DESC' : 'ASC'));
    if (turned === program.sql) return false;
    program.sql = turned;
    return true;
  }),
  of(TABLED, 'a program that says its result', EVIDENCE, (sample) => {
    const { program } = cells(sample);
    program.sql = `SELECT '${program.result.replaceAll("'", "''")}'`;
  }),
  of(
    TABLED,
    'a program that reads a file',
    /disabled|not allowed|cannot|gives nothing/i,
    (sample) => {
      cells(sample).program.sql = `SELECT content FROM read_text('/etc/hostname')`;
    },
  ),
  of(TABLED, 'a program of two', /the program is not one query/, (sample) => {
    cells(sample).program.sql += '; SELECT 1';
  }),
  of(TABLED, 'a program that writes', /the program is not one query/, (sample) => {
    cells(sample).program.sql = 'DROP TABLE "table 1"';
  }),
  of(TABLED, 'the unit of the answer', MESSAGES, (sample) =>
    answer(sample, (text) => text.replace(/(?<=\d )(?:cm|mm|m|W|hours|tonnes|years)\b/u, 'km')),
  ),
  of(TABLED, 'the number of the answer', MESSAGES, (sample) => answer(sample, otherNumber)),
  of(TABLED, 'the plan: another row', OTHER_PLAN, (sample) => {
    const plan = detail(sample).plan['plan'] as { form: string; row?: number };
    if (plan.form !== 'lookup') return false;
    plan.row = plan.row === 0 ? 1 : 0;
    return true;
  }),
  of(TABLED, 'the plan: a row that the table lacks', NO_PLAN, (sample) => {
    const plan = detail(sample).plan['plan'] as { form: string; row?: number };
    if (plan.form !== 'lookup') return false;
    plan.row = 99;
    return true;
  }),
  of(TABLED, 'the plan: a form that there is not', NO_PLAN, (sample) => {
    (detail(sample).plan['plan'] as { form: string }).form = 'divination';
  }),
  of(TABLED, 'the plan: a table that the paper lacks', NO_PLAN, (sample, { other }) => {
    const { plan } = detail(sample);
    const strange = other.id
      .padEnd(64, '0')
      .slice(0, 64)
      .replace(/[^0-9a-f]/gu, 'a');
    if ('table' in plan) plan['table'] = strange;
    else plan['tables'] = [strange, (plan['tables'] as string[])[1]];
  }),
  of(['claim-evidence'], 'the verdict on a claim', MESSAGES, (sample) =>
    answer(sample, (text) =>
      text.replace(/supported|refuted/u, (is) => (is === 'refuted' ? 'supported' : 'refuted')),
    ),
  ),
  of(['claim-evidence'], 'what a claim says instead', /plan|messages/, (sample) => {
    detail(sample).plan['instead'] = '42';
  }),
];

function numberIn(sample: Sample, context: ForgeryContext): boolean {
  return retable(sample, context, (table) => {
    const cell = cellWith(table, /^\d{2,}$/u);
    if (cell === undefined) return false;
    const put = otherNumber(cell.text);
    retell(sample, `| ${cell.text} |`, `| ${put} |`);
    cell.text = put;
    return true;
  });
}

/** Changes of pictures and of what is said of them. */
const FIGURES: readonly Forgery[] = [
  of(
    PICTURED,
    'the picture, by that of another figure',
    /the picture is not what the file shows/,
    (sample, { dataset }) => {
      const mine = figure(sample).image!;
      const other = dataset.samples
        .flatMap(({ evidence }) => evidence)
        .find((one) => one.kind === 'figure' && one.image !== mine) as FigureEvidence;
      replaceEverywhere(sample, mine, other.image!);
    },
  ),
  of(PICTURED, 'the picture in the message alone', MESSAGES, (sample, { dataset }) => {
    const image = parts(sample)[0] as { blob: string };
    const other = dataset.samples
      .flatMap(({ evidence }) => evidence)
      .find((one) => one.kind === 'figure' && one.image !== image.blob) as FigureEvidence;
    image.blob = other.image!;
  }),
  of(PICTURED, 'no picture', MESSAGES, (sample) => {
    sample.messages[0]!.content = asked(sample);
  }),
  of(PICTURED, 'the box of the figure', /nothing that is pictured in this box/, (sample) => {
    figure(sample).box.width += 20;
  }),
  of(PICTURED, 'the page of the figure', /nothing that is pictured in this box/, (sample) => {
    figure(sample).page += 1;
  }),
  of(PICTURED, 'the scale of the picture', /the part draws pictures at 2 pixels/, (sample) => {
    figure(sample).scale = 1;
    detail(sample).scale = 1;
  }),
  of(['figure-question'], 'the number in the figure', /does not stand in the figure/, (sample) => {
    const number = sample.answer!.value;
    const put = otherNumber(number);
    figure(sample).numbers = [put];
    return retell(sample, number, put);
  }),
  of(['figure-question'], 'the number of the answer alone', MESSAGES, (sample) =>
    answer(sample, otherNumber),
  ),
  of(
    ['figure-question'],
    'the sentence about another figure',
    /plan|messages/,
    (sample, context) => {
      const other = context.dataset.samples.find(
        (one) => one.kind === 'figure-question' && one.answer!.value !== sample.answer!.value,
      );
      if (other === undefined) return false;
      sample.messages = structuredClone(other.messages);
      return true;
    },
  ),
  of(['caption-matching'], 'the letter of the answer', MESSAGES, (sample) =>
    answer(sample, (text) => text.replace(/\b[A-C]\b/u, (it) => (it === 'A' ? 'B' : 'A'))),
  ),
  of(['caption-matching'], 'two captions, exchanged', MESSAGES, (sample) =>
    ask(sample, (text) => text.replace(/^A\. ([^\n]*)\nB\. ([^\n]*)/u, 'A. $2\nB. $1')),
  ),
  of(['caption-matching'], 'captions in the plan, exchanged', MESSAGES, (sample) => {
    (detail(sample).plan['captions'] as string[]).reverse();
  }),
  of(['caption-matching'], 'a caption that belongs to no figure', NO_PLAN, (sample) => {
    (detail(sample).plan['captions'] as string[])[0] = 'e0';
  }),
  of(PICTURED, 'that nobody could answer it blindly', /its tags are not what/, (sample) => {
    if (sample.tags['text-answerable'] === 'no') return false;
    sample.tags['text-answerable'] = 'no';
    return true;
  }),
  of(PICTURED, 'a blind test that nobody made', /no call of the role blind gave it/, (sample) => {
    sample.checks.push({
      name: 'blind-test@1',
      basis: 'attested',
      verdict: 'pass',
      detail: { said: '?' },
    });
    sample.tags['text-answerable'] = 'no';
  }),
  of(['equation-definition'], 'the symbol', /plan|messages/, (sample) => {
    const symbol = detail(sample).plan['symbol'] as string;
    retell(sample, `“${symbol}”`, '“Z”');
    detail(sample).plan['symbol'] = 'Z';
  }),
  of(['equation-definition'], 'what the symbol stands for', MESSAGES, (sample) =>
    answer(sample, (text) => text.replace(/\bthe\b/u, 'no')),
  ),
];

/** Moves a quotation by some code points, in the evidence and in all that repeats it. */
function shift(sample: Sample, { dataset }: ForgeryContext, by: number): boolean {
  const one = span(sample);
  const { blocks } = dataset.records.get(one.document) as { blocks: { text: string }[] };
  const text = [...blocks[one.block]!.text];
  if (one.start + by < 0 || one.end + by > text.length) return false;
  const quote = text.slice(one.start + by, one.end + by).join('');
  if (quote === one.quote) return false;
  retell(sample, one.quote, quote);
  Object.assign(span(sample), { start: one.start + by, end: one.end + by, quote });
  return true;
}

/** Changes of what is quoted, and of links. */
const SPANS: readonly Forgery[] = [
  of(
    SPANNED,
    'the quotation, shifted by one',
    /boxes are not those|evidence|messages/,
    (sample, context) => shift(sample, context, 1) || shift(sample, context, -1),
  ),
  of(
    SPANNED,
    'likewise, told by its boxes',
    /the boxes are not those of the quoted/,
    (sample, context) => shift(sample, context, 1) || shift(sample, context, -1),
  ),
  of(SPANNED, 'the boxes of the quotation', /the boxes are not those of the quoted/, (sample) => {
    span(sample).boxes![0]!.box.y += 40;
  }),
  of(SPANNED, 'the page of the quotation', /the boxes are not those of the quoted/, (sample) => {
    span(sample).boxes![0]!.page += 1;
  }),
  of(SPANNED, 'no boxes', /names no place on a page/, (sample) => {
    span(sample).boxes = [];
  }),
  of(SPANNED, 'the file of the quotation', /was not read from the file/, (sample, { dataset }) => {
    const { file } = span(sample);
    span(sample).file = dataset.samples
      .flatMap(({ evidence }) => evidence)
      .flatMap((one) => (one.kind === 'span' ? [one.file] : []))
      .find((one) => one !== file)!;
  }),
  of(SPANNED, 'a word of the quotation', /quote|does not|not what/, (sample) => {
    const { quote } = span(sample);
    const put = quote.replace(/\p{L}+|\d/u, 'nothing');
    return put !== quote && retell(sample, quote, put);
  }),
  of(QUOTED, 'a hedge, dropped', /quote|does not|not what/, (sample) => {
    const { quote } = span(sample);
    const put = quote.replace(/may explain/u, 'explains').replace(/ could | may /u, ' will ');
    return put !== quote && retell(sample, quote, put);
  }),
  of(QUOTED, 'a denial, dropped', /quote|does not|not what/, (sample) => {
    const evidence = sample.evidence.find(
      (one): one is SpanEvidence =>
        one.kind === 'span' && /\bnot\b|\bno\b|\bnever\b/u.test(one.quote),
    );
    if (evidence === undefined) return false;
    return retell(sample, evidence.quote, evidence.quote.replace(/\b(?:not|no|never) /u, ''));
  }),
  of(['section-question'], 'the section', /plan|messages/, (sample) =>
    ask(sample, (text) => text.replace(/Section \d, “[^”]+”/u, 'Section 9, “Prophecies”')),
  ),
  of(['section-question'], 'the plan: another sentence', NO_PLAN, (sample) => {
    const { plan } = detail(sample);
    plan['start'] = (plan['start'] as number) + 3;
  }),
  of(['linked-elements'], 'the end of the chain', MESSAGES, (sample) =>
    answer(sample, (text) => text.replaceAll(sample.answer!.value, 'Prophecies')),
  ),
  of(['linked-elements'], 'the end of the chain, in the plan', NO_PLAN, (sample) => {
    detail(sample).plan['answer'] = 'e0';
  }),
  of(['linked-elements'], 'the length of the chain', /its tags are not what/, (sample) => {
    sample.tags['hops'] = 5;
  }),
  of(['cross-paper'], 'the shared work', MESSAGES, (sample) =>
    answer(sample, (text) => text.replaceAll(sample.answer!.value, 'A work that nobody wrote')),
  ),
  of(['cross-paper'], 'entries of two works, called the same', NO_PLAN, (sample) => {
    const plan = detail(sample).plan as { entries: string[]; shown: string[][] };
    plan.entries[0] = plan.shown[0]!.find((id) => id !== plan.entries[0])!;
  }),
  of(['cross-paper'], 'a shortened list', NO_PLAN, (sample) => {
    (detail(sample).plan as { shown: string[][] }).shown[0]!.pop();
  }),
  of(['summary'], 'the order of the sentences', MESSAGES, (sample) =>
    answer(sample, (text) => text.replace(/^(.*?) \[1\] (.*?) \[2\]/u, '$2 [1] $1 [2]')),
  ),
  of(['summary'], 'a sentence that cites the wrong span', MESSAGES, (sample) =>
    answer(sample, (text) => text.replace('[1]', '[3]')),
  ),
  of(['summary'], 'a sentence of our own', MESSAGES, (sample) =>
    answer(sample, (text) => `${text} All is well. [4]`),
  ),
  of(['summary'], 'the plan: half a sentence', NO_PLAN, (sample) => {
    (detail(sample).plan['picked'] as { end: number }[])[0]!.end -= 8;
  }),
  of(['summary'], 'the plan: one sentence less', /plan|messages/, (sample) => {
    (detail(sample).plan['picked'] as unknown[]).pop();
  }),
];

/** Changes of what every sample over papers carries. */
const ALL: readonly Forgery[] = [
  own('the steps to the answer', MESSAGES, (sample) => {
    sample.messages[1]!.reasoning = 'It is plain to see.';
  }),
  own('what the answer rests on', /its answer are not what the plan gives/, (sample) => {
    sample.answer!.basis = sample.answer!.basis === 'program' ? 'quotation' : 'program';
  }),
  own('a passage of its context', /its context are not what|does not say/, (sample) => {
    sample.context![0]!.text += ' Or so they say.';
  }),
  own('which passage is gold', /its context are not what/, (sample) => {
    sample.context![0]!.gold = !sample.context![0]!.gold;
  }),
  own('a tag', /its tags are not what/, (sample) => {
    sample.tags['page'] = 77;
  }),
  own('a licence', /licence/i, (sample) => {
    sample.licenses = ['MIT'];
  }),
  own('the groups that keep splits apart', /its groups are not|puts its group in/, (sample) => {
    sample.groups = sample.groups.map(() => '0'.repeat(64));
  }),
  own('no plan', /must carry this check|it has no plan|no plan says/, (sample) => {
    sample.checks = sample.checks.filter(({ name }) => name !== 'paper-draft@1');
  }),
  own('a plan that nobody can read', /its plan is not readable|it has no plan/, (sample) => {
    checkOf(sample, 'paper-draft').detail = { plan: 1 };
  }),
  own(
    'a plan with more than there is',
    /records|not what|none that these papers give|not readable|no plan/,
    (sample) => {
      detail(sample).plan['more'] = 1;
    },
  ),
  own(
    'a plan of another kind',
    /its plan is of the kind|does not know the kind|the part makes no/,
    (sample) => {
      const { kind } = checkOf(sample, 'paper-draft').detail as { kind: string };
      (checkOf(sample, 'paper-draft').detail as { kind: string }).kind =
        kind === 'summary' ? 'section-question' : 'summary';
    },
  ),
  own('the kind of the sample', /its plan is of the kind/, (sample) => {
    sample.kind = sample.kind === 'summary' ? 'section-question' : 'summary';
  }),
  own(
    'the plan of another sample',
    /not what the plan gives|its plan is of the kind|the papers are not|its groups are not/,
    (sample, { other }) => {
      checkOf(sample, 'paper-draft').detail = structuredClone(checkOf(other, 'paper-draft').detail);
      sample.kind = other.kind;
    },
  ),
  own(
    'papers that the plan does not name',
    /the papers are not those of the plan/,
    (sample) => {
      const { papers } = detail(sample);
      papers.push(structuredClone(papers[0]!));
      papers.at(-1)!.document = '0'.repeat(64);
    },
    /no record|absent|missing|is not stored|lacks|not in the proof/i,
  ),
  own('the layout of another paper', /do not belong together/, (sample, { dataset }) => {
    const { papers } = detail(sample);
    const [layout] = [...dataset.records].find(
      ([hash, record]) => 'elements' in (record as object) && hash !== papers[0]!.layout,
    )!;
    papers[0]!.layout = layout;
  }),
  own('all evidence taken away', /evidence/, (sample) => {
    sample.evidence = [];
  }),
  own('the evidence of another sample', /evidence/, (sample, { other }) => {
    sample.evidence = structuredClone(other.evidence);
  }),
];

const isReworded = (sample: Sample): boolean => sample.lineage.part === 'reworded';

/** Changes of a model's wording. */
const VOICES: readonly Forgery[] = [
  reworded('a direction, turned round', /says “|does not say “|does not keep/, (sample) =>
    ask(sample, (text) => turn(text)),
  ),
  reworded('a denial put in', /the reply says “not”/, (sample) => {
    sample.messages[1]!.content = reply(sample).replace('Well:', 'Well, not so:');
  }),
  reworded('a number put in', /brings in the number/, (sample) => {
    sample.messages[1]!.content = `${reply(sample)} That makes 4711.`;
  }),
  reworded('more than was asked to say', /much longer|brings in|adds to words/, (sample) => {
    sample.messages[1]!.content = `${reply(sample)} ${'And so it goes, on and on. '.repeat(8).trim()}`;
  }),
  reworded('a name, left out', /does not keep/, (sample) =>
    ask(sample, (text) => text.replace(/“[^”]*”(?=[^“”]*$)/u, 'it')),
  ),
  reworded('the check of its voice', /no check shows that the voice kept the sense/, (sample) => {
    sample.checks = sample.checks.filter(({ name }) => name !== 'paper-voice@1');
  }),
  reworded('a voice that the part has not', /the part speaks in the voice model/, (sample) => {
    sample.voice = 'template';
  }),
  reworded('what was shown', /does not follow what was shown/, (sample) =>
    ask(sample, (text) => `Once upon a time. ${text}`),
  ),
];

function turn(text: string): string {
  const words: Record<string, string> = {
    highest: 'lowest',
    lowest: 'highest',
    higher: 'lower',
    lower: 'higher',
  };
  return text.replace(/\b(?:highest|lowest|higher|lower)\b(?=[^|]*$)/u, (word) => words[word]!);
}

export const PAPER_FORGERIES: readonly Forgery[] = [
  ...CELLS,
  ...FIGURES,
  ...SPANS,
  ...ALL,
  ...VOICES,
];

function of(
  kinds: readonly string[],
  family: string,
  seen: RegExp,
  edit: Forgery['edit'],
): Forgery {
  return {
    family: `papers: ${family}`,
    of: (sample) => kinds.includes(sample.kind) && !isReworded(sample),
    edit,
    seen,
  };
}

function own(family: string, seen: RegExp, edit: Forgery['edit'], orSeen?: RegExp): Forgery {
  return {
    family: `papers: ${family}`,
    of: (sample) => !isReworded(sample),
    edit,
    seen: orSeen === undefined ? seen : new RegExp(`${seen.source}|${orSeen.source}`, 'i'),
  };
}

function reworded(family: string, seen: RegExp, edit: Forgery['edit']): Forgery {
  return { family: `papers, reworded: ${family}`, of: isReworded, edit, seen };
}
