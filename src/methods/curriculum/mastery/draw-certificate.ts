import { escapeMarkup } from '../../../core/text/escape-markup.ts';
import { drawMap, type SkillMark } from '../stages/draw-map.ts';
import type { SkillGraph } from '../stages/read-skills.ts';
import type { Certificate, SkillRecord } from './certificate.ts';

/** A certificate as one page that needs nothing else: no script, no request. All text from outside is escaped. */
export function drawCertificate(certificate: Certificate, graph: SkillGraph): string {
  const { pupil, overall, stages, skills, calibration, forgetting, notExamined } = certificate;
  const title = `Mastery certificate of ${pupil.name}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeMarkup(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeMarkup(title)}</h1>
<p>${escapeMarkup(summaryOf(certificate))}</p>
${notExamined.length === 0 ? '' : `<p class="warn">Not examined, since a limit ended the exam: ${escapeMarkup(notExamined.join(', '))}.</p>`}
<h2>Stages</h2>
${stageTable(stages)}
<h2>Ability</h2>
<p>Expected a posteriori ability (two-parameter logistic model with guessing), with ± 1.96 standard errors. On this scale level 1 has the difficulty −2.8 and level 8 has 2.8; a level is known half the time at its own difficulty.</p>
${abilityChart([{ name: 'all skills', ...overall.ability }, ...stages.map(({ stage, ability }) => ({ name: stage, ...ability }))])}
<h2>Map of skills</h2>
<div class="wide">${drawMap(graph, marksOf(skills))}</div>
<h2>Accuracy by skill</h2>
<p>Each measured level: the share of right answers with its 95 % Wilson interval; the grey tick is the share that guessing gives.</p>
${stages.map(({ stage }) => `<h3>${escapeMarkup(stage)}</h3>\n${accuracyChart(skills.filter((skill) => skill.stage === stage))}`).join('\n')}
<h2>Skills</h2>
${skillTable(skills)}
${calibration === null ? '<p>No calibration: fewer than 200 answers came with a confidence (<code>--confidence</code> asks for one).</p>' : `<h2>Calibration</h2>\n${calibrationChart(calibration)}`}
${forgetting === null ? '' : forgettingTable(forgetting)}
<h2>The exam</h2>
<p>Seed <code>${escapeMarkup(certificate.exam.seed)}</code>, answers <code>${certificate.exam.answersHash.slice(0, 16)}…</code>, threshold ${percent(certificate.exam.threshold)}. Tasks come from the exam pool: their questions, their people and things, and (but for cells of very few) their structures are in no training data that Wellspring makes. A skill is mastered where its highest level is (the lower bound of the 95 % Wilson interval, corrected for guessing, reaches the threshold), longer tasks than any that is trained are 80 % right, 80 % of repeated tasks are right four times of four, and the skills that it needs are mastered to some level.</p>
</body>
</html>
`;
}

export function summaryOf({ pupil, overall, answers, examinedAt }: Certificate): string {
  const revision = pupil.revision === null ? '' : ` (revision ${pupil.revision.slice(0, 16)})`;
  return (
    `${pupil.name}${revision}, examined ${examinedAt.slice(0, 10)} with ${answers} answers: ` +
    `${overall.mastered} of ${overall.skills} skills mastered, ${overall.partly} in part. ` +
    `Ability ${overall.ability.theta.toFixed(2)} ± ${(1.96 * overall.ability.standardError).toFixed(2)}.`
  );
}

const STYLE =
  'body{font:15px/1.5 system-ui,sans-serif;color:#1d2733;max-width:1100px;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%;font-size:13px}' +
  'th,td{text-align:left;padding:.25rem .5rem;border-bottom:1px solid #d8dee6;vertical-align:top}td.n,th.n{text-align:right}.wide{overflow-x:auto}.warn{background:#fff3cd;padding:.5rem}' +
  '.mastered{background:#d6efd8}.partly{background:#fdf3c7}.not-mastered{background:#fbe0df}text{font:12px system-ui,sans-serif;fill:#1d2733}code{font-size:12px}';

const FILLS = { mastered: '#bfe5c3', partly: '#fbe9a1', 'not-mastered': '#f6c9c6' } as const;

function marksOf(skills: readonly SkillRecord[]): Map<string, SkillMark> {
  return new Map(
    skills.map(({ skill, status, highestMastered }) => [
      skill,
      {
        fill: FILLS[status],
        note: highestMastered === 0 ? 'no level mastered' : `mastered to level ${highestMastered}`,
      },
    ]),
  );
}

function stageTable(stages: Certificate['stages']): string {
  return table(
    [
      'stage',
      'skills',
      'mastered',
      'in part',
      'mean level',
      'accuracy',
      'beyond chance',
      'ability',
    ],
    stages.map((stage) => [
      stage.stage,
      String(stage.skills),
      String(stage.mastered),
      String(stage.partly),
      stage.meanLevel.toFixed(1),
      percent(stage.accuracy),
      percent(stage.beyondChance),
      `${stage.ability.theta.toFixed(2)} ± ${(1.96 * stage.ability.standardError).toFixed(2)}`,
    ]),
  );
}

function skillTable(skills: readonly SkillRecord[]): string {
  return table(
    ['skill', 'status', 'level', 'transfer', 'pass^4', 'ability', 'held back by', 'next'],
    skills.map((skill) => [
      skill.skill,
      skill.status,
      String(skill.highestMastered),
      skill.transfer === null ? '' : percent(skill.transfer.accuracy),
      percent(skill.passHat?.['4'] ?? null),
      skill.ability.theta.toFixed(2),
      skill.heldBackBy.join('; '),
      `${skill.advice.action}: ${skill.advice.to}`,
    ]),
    (row) => row[1]!,
  );
}

function forgettingTable(forgetting: NonNullable<Certificate['forgetting']>): string {
  return `<h2>Since ${escapeMarkup(forgetting.since.slice(0, 10))}</h2>
<p>Higher than before: ${escapeMarkup(list(forgetting.promoted))}. No longer mastered: ${escapeMarkup(list(forgetting.lost))}.</p>
${table(
  ['skill', 'level', 'before', 'now', 'difference, 95 %', 'forgotten'],
  forgetting.skills.map((skill) => [
    skill.skill,
    String(skill.level),
    percent(skill.before),
    percent(skill.now),
    `${percent(skill.difference.low)} to ${percent(skill.difference.high)}`,
    skill.forgotten ? 'yes' : 'no',
  ]),
)}`;
}

const list = (names: readonly string[]): string => names.join(', ') || 'none';

const cells = (tag: string, row: readonly string[]): string =>
  row.map((cell) => `<${tag}>${escapeMarkup(cell)}</${tag}>`).join('');

function table(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  classOf: (row: readonly string[]) => string = () => '',
): string {
  return `<div class="wide"><table><thead><tr>${cells('th', heads)}</tr></thead><tbody>
${rows.map((row) => `<tr class="${escapeMarkup(classOf(row))}">${cells('td', row)}</tr>`).join('\n')}
</tbody></table></div>`;
}

const LABEL = 210;
const PLOT = 560;
const ROW = 22;

/** A dot with its interval for every ability, on the scale of levels. */
function abilityChart(
  rows: readonly { name: string; theta: number; standardError: number }[],
): string {
  const bound = 9;
  const x = (value: number): number =>
    LABEL + ((Math.max(-bound, Math.min(bound, value)) + bound) / (2 * bound)) * PLOT;
  const height = (rows.length + 1) * ROW;
  const ticks = Array.from({ length: 8 }, (_, at) => -2.8 + 0.8 * at).map(
    (value, at) =>
      `<line x1="${x(value)}" x2="${x(value)}" y1="0" y2="${rows.length * ROW}" stroke="#e3e8ee"/><text x="${x(value) - 3}" y="${height - 6}">${at + 1}</text>`,
  );
  const marks = rows.map(({ name, theta, standardError }, at) => {
    const y = at * ROW + ROW / 2;
    return (
      `<text x="0" y="${y + 4}">${escapeMarkup(name)}</text>` +
      `<line x1="${x(theta - 1.96 * standardError)}" x2="${x(theta + 1.96 * standardError)}" y1="${y}" y2="${y}" stroke="#44688c" stroke-width="2"/>` +
      `<circle cx="${x(theta)}" cy="${y}" r="5" fill="#1f4e79"/>`
    );
  });
  return svg(
    LABEL + PLOT + 20,
    height,
    [...ticks, ...marks],
    'Ability by stage; ticks are the levels',
  );
}

/** One row a skill and measured level. */
function accuracyChart(skills: readonly SkillRecord[]): string {
  const rows = skills.flatMap((skill) => skill.cells.map((cell) => ({ skill, cell })));
  const x = (share: number): number => LABEL + share * PLOT;
  const marks = rows.map(({ skill, cell }, at) => {
    const y = at * ROW + ROW / 2;
    const { low, high } = cell.interval;
    const colour = cell.decision === 'mastered' ? '#2f7d3a' : '#b3392f';
    return (
      `<text x="0" y="${y + 4}">${escapeMarkup(`${skill.skill} ${cell.level}`)}</text>` +
      `<line x1="${x(0)}" x2="${x(1)}" y1="${y}" y2="${y}" stroke="#eef1f5"/>` +
      `<line x1="${x(cell.chance)}" x2="${x(cell.chance)}" y1="${y - 6}" y2="${y + 6}" stroke="#8a94a0"/>` +
      `<line x1="${x(low)}" x2="${x(high)}" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="2"/>` +
      `<circle cx="${x(cell.accuracy ?? 0)}" cy="${y}" r="4" fill="${colour}"/>` +
      `<text x="${x(1) + 8}" y="${y + 4}">${cell.right}/${cell.trials}</text>`
    );
  });
  return svg(
    LABEL + PLOT + 70,
    rows.length * ROW + 4,
    marks,
    'Accuracy with intervals by skill and level',
  );
}

function calibrationChart(calibration: NonNullable<Certificate['calibration']>): string {
  const size = 260;
  const at = (share: number): number => 20 + share * size;
  const down = (share: number): number => 20 + (1 - share) * size;
  const marks = calibration.bins.map(
    ({ confidence, accuracy, answers }) =>
      `<circle cx="${at(confidence)}" cy="${down(accuracy)}" r="${3 + Math.sqrt((answers / calibration.answers) * 100)}" fill="#1f4e79" fill-opacity=".6"><title>${answers} answers</title></circle>`,
  );
  return `<p>Over ${calibration.answers} answers: expected calibration error ${percent(calibration.expectedError)}, Brier score ${calibration.brier.toFixed(3)}. On the diagonal a confidence is worth what it says.</p>
${svg(size + 60, size + 60, [`<rect x="20" y="20" width="${size}" height="${size}" fill="none" stroke="#c6ced8"/>`, `<line x1="20" y1="${size + 20}" x2="${size + 20}" y2="20" stroke="#c6ced8"/>`, ...marks, `<text x="100" y="${size + 45}">stated confidence</text>`], 'Accuracy by stated confidence')}`;
}

function svg(width: number, height: number, marks: readonly string[], label: string): string {
  return `<div class="wide"><svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeMarkup(label)}">${marks.join('')}</svg></div>`;
}

function percent(share: number | null): string {
  return share === null ? '' : `${(share * 100).toFixed(0)} %`;
}
