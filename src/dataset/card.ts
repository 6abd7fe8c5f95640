import type { Hash } from '../core/hash.ts';
import type { Sample } from '../core/records/index.ts';
import type { RunReport } from '../core/run/report.ts';
import { VERSION } from '../core/version.ts';
import { renderColumns } from './card-columns.ts';
import { renderDiversity } from './card-diversity.ts';
import { renderHeader } from './card-header.ts';
import { code, counted, fenced, figure, prose, table } from './card-text.ts';
import type { ProofSummary } from './proof.ts';
import type { Tally } from './tally.ts';

export interface CardInput {
  report: RunReport;
  tally: Tally;
  proof: ProofSummary;
  recipeHash: Hash;
  recipeYaml: string;
  title?: string;
  diversity?: object;
  license?: string;
  /** A row to show. */
  example?: Sample | undefined;
}

/** The dataset's README.md: what was made, how, of what, and what it does not show. Same input, same text. */
export function renderCard(input: CardInput): string {
  const { report, tally, proof } = input;
  const header = renderHeader({
    name: input.title ?? report.name,
    license: input.license,
    languages: proof.languages,
    tally,
  });
  const origin = originOf(tally);
  const measured = input.diversity && renderDiversity(input.diversity);
  const sections = [
    `# ${prose(input.title ?? report.name)}`,
    introduction(input, origin),
    section('How to load it', renderColumns(input.example)),
    section('How it was made', methods(report)),
    section('What the answers rest on', bases(tally)),
    section('Models and cost', models(report)),
    section('Gates', gates(report)),
    section('Accepted, rejected, skipped', outcomes(report)),
    section('Sources and licences', sources(input, origin)),
    ...(measured ? [section('Diversity', measured)] : []),
    section('How to verify', VERIFY),
    section('What this dataset does not show', limits(tally, proof, origin)),
    section(
      'The recipe',
      `Fingerprint ${code(input.recipeHash)}, seed ${code(report.seed)}.\n\n${fenced(input.recipeYaml, 'yaml')}`,
    ),
  ];
  return `${header}\n${sections.join('\n\n')}\n`;
}

const section = (title: string, body: string): string => `## ${title}\n\n${body}`;

/** Whether the samples were made by methods, or were rows before, or both. */
type Origin = 'made' | 'rows' | 'mixed';

function originOf(tally: Pick<Tally, 'methods'>): Origin {
  const names = Object.keys(tally.methods);
  if (!names.includes('rows')) return 'made';
  return names.length === 1 ? 'rows' : 'mixed';
}

function introduction({ report, tally }: CardInput, origin: Origin): string {
  const reached =
    tally.samples >= report.target
      ? ''
      : ` The target was ${figure(report.target)}: this run ended short of it.`;
  const rows = amount(tally.methods, 'rows');
  const what = {
    made: `Synthetic training data: ${figure(tally.samples)} samples, made by Wellspring.`,
    rows: `${figure(tally.samples)} existing rows that passed the gates below. Wellspring wrote none of them.`,
    mixed: `${figure(tally.samples)} samples: ${figure(tally.samples - (tally.methods['rows'] ?? 0))} synthetic, made by Wellspring, and ${rows} existing rows that passed the gates below.`,
  }[origin];
  const proof = {
    made: 'Beside every sample stand the evidence it was made from and the checks that it passed; `proof/` holds the material, so that both can be replayed with no model and no network.',
    rows: 'Beside every row stand the checks that it passed; those of programs can be replayed from `proof/`, with no model and no network. Nothing is shown about whether what a row says is true.',
    mixed:
      'Beside every sample stand the checks that it passed, and beside every synthetic one the evidence it was made from; `proof/` holds the material, so that both can be replayed with no model and no network.',
  }[origin];
  return `${what}${reached} Splits: ${counted(tally.splits)}. Kinds: ${counted(tally.kinds)}. ${proof}`;
}

function methods(report: RunReport): string {
  return table(
    ['Part', 'Method', 'Target', 'Accepted', 'Assignments', 'Material'],
    report.parts.map((part) => [
      code(part.name),
      code(part.method),
      figure(part.target),
      figure(part.accepted),
      figure(part.assignments),
      prose(part.material),
    ]),
  );
}

function bases(tally: Tally): string {
  return [
    `- **Answers**: ${counted(tally.answers)}. \`program\`: recomputed. \`quotation\`: the source says so; that it answers the question is not shown. \`model\`: a recorded opinion. \`none\`: no checkable answer; grounded at most.`,
    `- **Checks**: ${counted(tally.checks)}. \`replayed\`: verify does it again. \`attested\`: a model's verdict, which verify can only find intact.`,
    `- **Checks by name**: ${counted(tally.checkNames)}.`,
    `- **Evidence by prover**: ${counted(tally.evidence)}.`,
    `- **Voices**: ${counted(tally.voices)}. \`template\`: no language model worded it. \`source\`: the rows were there before.`,
  ].join('\n');
}

function models({ models: used }: RunReport): string {
  if (used.length === 0) return 'No model was called. Cost: 0 US dollars.';
  const rows = used.map((model) => [
    code(model.model),
    model.revision === null ? 'not told' : code(model.revision),
    code(model.role),
    model.terms === null ? 'unknown' : code(model.terms),
    figure(model.calls),
    `${model.usage.estimated ? '≈ ' : ''}${figure(model.usage.inputTokens)} / ${figure(model.usage.outputTokens)}`,
    model.costUsd === null ? 'unknown' : figure(model.costUsd),
    model.priceSource === null ? 'none' : prose(model.priceSource),
  ]);
  const priced = used.filter((model) => model.costUsd !== null);
  const total = priced.reduce((sum, model) => sum + model.costUsd!, 0);
  const unpriced = used.length - priced.length;
  return [
    table(
      [
        'Model',
        'Revision',
        'Role',
        'Terms',
        'Calls',
        'Tokens in / out',
        'US dollars',
        'Price from',
      ],
      rows,
    ),
    `${totalCost(total, priced.length, unpriced)} Each settled call is counted once, up to the last acceptance.`,
  ].join('\n\n');
}

function totalCost(usd: number, priced: number, unpriced: number): string {
  if (unpriced === 0) return `Total: ${figure(usd)} US dollars.`;
  if (priced === 0) return 'Total: unknown, since no model here has a known price.';
  const which = unpriced === 1 ? '1 model' : `${figure(unpriced)} models`;
  return `Total: ${figure(usd)} US dollars, and what ${which} of unknown price cost.`;
}

function gates(report: RunReport): string {
  if (report.gates.length === 0) return 'The recipe names no gates.';
  return table(
    ['Gate', 'What it does', 'Options', 'State, bytes'],
    report.gates.map((gate) => [
      code(gate.name),
      prose(gate.summary),
      code(JSON.stringify(gate.options)),
      gate.stateBytes === null ? 'none' : figure(gate.stateBytes),
    ]),
  );
}

function outcomes(report: RunReport): string {
  const parts = report.parts.map((part) => [
    code(part.name),
    figure(part.accepted),
    counted(part.rejected),
    counted(part.skipped),
    part.exhausted ? 'yes' : 'no',
  ]);
  return [
    table(
      ['Part', 'Accepted', 'Rejected, by reason', 'Skipped before any token', 'Exhausted'],
      parts,
    ),
    `Source items refused: ${counted(report.sourceSkips)}.`,
  ].join('\n\n');
}

function sources({ report, tally, proof }: CardInput, origin: Origin): string {
  const rows = report.sources.map((source) => [
    code(source.name),
    code(source.type),
    figure(source.documents),
    counted(source.licenses),
  ]);
  const withheld =
    proof.withheld > 0
      ? ` ${figure(proof.withheld)} contents are withheld, since their licence forbids to ship them; their hashes stand in \`proof/\`, and \`--material\` completes them.`
      : '';
  return [
    ...(rows.length > 0
      ? [table(['Source', 'Type', 'Documents', 'Licences'], rows)]
      : [
          origin === 'made'
            ? 'No source was read: the samples are made by program.'
            : origin === 'rows'
              ? 'No source was read: the rows were there before.'
              : 'No source was read: rows that were there before, and samples made by program.',
        ]),
    `Samples by licence of the material in them: ${counted(tally.licenses)}; without any: ${figure(tally.unlicensed)}. ` +
      `Documents shipped in \`proof/\`: ${counted(proof.documentLicenses)}.${withheld}`,
  ].join('\n\n');
}

const VERIFY = [
  `With a clone of Wellspring ${VERSION}, in the clone's folder, where PATH is this dataset:`,
  fenced('npx wellspring verify PATH', 'sh'),
  'PATH may be this folder, a copy of it, or a folder that holds any subset of its rows. Exit code 0: every proof holds; 6: one does not; 7: material is absent.',
  'The `hash` in `manifest.json` seals every file here, this card included, and verify prints it: who has that hash from you can tell that the dataset is the one you made.',
  '`docs/proof.md` of Wellspring gives the format, and the kinds of change that replay cannot see.',
].join('\n\n');

function limits(tally: Tally, proof: ProofSummary, origin: Origin): string {
  return [
    '- A proof is not truth. It shows that what is quoted stands in the stored source and that what is computed comes out again; not that the source is right.',
    `- ${amount(tally.answers, 'quotation')} answers rest on quotations and ${amount(tally.answers, 'model')} on a model's opinion; ${amount(tally.answers, 'none')} samples have no checkable answer.`,
    `- ${amount(tally.checks, 'attested')} checks are a model's verdicts: recorded, not replayable.`,
    `- ${amount(tally.voices, 'model')} samples carry a model's wording. Where no check binds it, nothing is shown about it.`,
    ...(origin === 'made'
      ? []
      : [
          `- ${amount(tally.methods, 'rows')} samples are existing rows: the gates looked at their form, and nothing shows who wrote them or that they are right.`,
        ]),
    '- Names of models and their revisions are as their endpoints told them.',
    ...(proof.withheld > 0
      ? ['- Samples on withheld material verify only for who has that material.']
      : []),
  ].join('\n');
}

const amount = (counts: Record<string, number>, name: string): string => figure(counts[name] ?? 0);
