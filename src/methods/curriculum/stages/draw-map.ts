import { escapeMarkup } from '../../../core/text/escape-markup.ts';
import type { SkillEntry, SkillGraph } from './read-skills.ts';

/** A mark on a skill in the drawing, such as its mastery by an examined model. */
export interface SkillMark {
  /** CSS colour of the box. */
  fill: string;
  /** A few signs under the name. */
  note: string;
}

export const DEFAULTS = {
  boxWidth: 168,
  boxHeight: 34,
  gapX: 46,
  gapY: 12,
  laneHead: 34,
  margin: 16,
};

/** One colour a stage, told apart also in grey. */
const LANES = ['#fdf3d8', '#e6f4e1', '#dcefF7', '#ece6f7', '#fbe4e4', '#e9edf2'];

/**
 * The skill graph as a self-contained SVG: one lane a stage, columns by the longest chain of needs, an arrow from each
 * skill to what needs it.
 */
export function drawMap(
  graph: SkillGraph,
  marks: ReadonlyMap<string, SkillMark> = new Map(),
): string {
  const { boxWidth, boxHeight, gapX, gapY, laneHead, margin } = DEFAULTS;
  const columns = Math.max(...graph.skills.map(({ depth }) => depth)) + 1;
  const width = 2 * margin + columns * (boxWidth + gapX) - gapX + 2 * margin;
  const places = new Map<string, { x: number; y: number }>();
  const parts: string[] = [];
  let y = margin;
  for (const [index, stage] of graph.stages.entries()) {
    const skills = graph.skills.filter((skill) => skill.stage === stage.name);
    const rows = Math.max(1, ...countByDepth(skills).values());
    const height = laneHead + rows * (boxHeight + gapY) + gapY / 2;
    const [from, to] = stage.ages;
    parts.push(
      `<rect x="${margin}" y="${y}" width="${width - 2 * margin}" height="${height}" rx="8" fill="${LANES[index % LANES.length]}"/>`,
      `<text x="${2 * margin}" y="${y + 22}" class="lane">${index + 1}. ${escapeMarkup(stage.title)} <tspan class="age">${from} to ${to} years</tspan></text>`,
    );
    const used = new Map<number, number>();
    for (const skill of skills) {
      const row = used.get(skill.depth) ?? 0;
      used.set(skill.depth, row + 1);
      places.set(skill.name, {
        x: 2 * margin + skill.depth * (boxWidth + gapX),
        y: y + laneHead + row * (boxHeight + gapY),
      });
    }
    y += height + margin / 2;
  }
  const arrows = graph.skills.flatMap((skill) =>
    skill.needs.map((need) => {
      const start = places.get(need)!;
      const end = places.get(skill.name)!;
      const [x1, y1] = [start.x + boxWidth, start.y + boxHeight / 2];
      const [x2, y2] = [end.x - 6, end.y + boxHeight / 2];
      const bend = Math.max(24, (x2 - x1) / 2);
      return `<path class="arrow" d="M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}"><title>${escapeMarkup(`${need} → ${skill.name}`)}</title></path>`;
    }),
  );
  const boxes = graph.skills.map((skill) => {
    const place = places.get(skill.name)!;
    const mark = marks.get(skill.name);
    const centre = place.x + boxWidth / 2;
    const title = [skill.name, ageText(skill), mark?.note].filter(Boolean).join(' · ');
    return (
      `<g><title>${escapeMarkup(title)}</title><rect x="${place.x}" y="${place.y}" width="${boxWidth}" height="${boxHeight}" rx="6" class="box" fill="${mark?.fill ?? '#ffffff'}"/>` +
      `<text x="${centre}" y="${place.y + (mark === undefined ? 21 : 15)}" class="skill">${escapeMarkup(skill.name)}</text>` +
      (mark === undefined
        ? ''
        : `<text x="${centre}" y="${place.y + 28}" class="note">${escapeMarkup(mark.note)}</text>`) +
      '</g>'
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y + margin}" viewBox="0 0 ${width} ${y + margin}" role="img" aria-label="Skills of the curriculum and what each needs first">`,
    '<style>text{font-family:system-ui,sans-serif;fill:#1d2733}.lane{font-size:15px;font-weight:600}.age{font-size:12px;font-weight:400;fill:#556}.skill{font-size:12px;text-anchor:middle}.note{font-size:10px;text-anchor:middle;fill:#334}.box{stroke:#7b8794}.arrow{fill:none;stroke:#5b6b7c;stroke-opacity:.55;stroke-width:1.3;marker-end:url(#tip)}</style>',
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#5b6b7c"/></marker></defs>',
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...parts,
    ...arrows,
    ...boxes,
    '</svg>',
    '',
  ].join('\n');
}

/** The same as text: stages with their ages, each skill with what it needs. */
export function describeMap(graph: SkillGraph): string {
  const longest = Math.max(...graph.skills.map(({ name }) => name.length));
  const stages = graph.stages.map((stage, index) => {
    const [from, to] = stage.ages;
    const skills = graph.skills.filter((skill) => skill.stage === stage.name);
    const lines = skills.map((skill) => {
      const needs = skill.needs.length === 0 ? '' : `needs ${skill.needs.join(', ')}`;
      return `  ${skill.name.padEnd(longest)}  ${ageText(skill).padEnd(16)}  ${needs}`.trimEnd();
    });
    return `${index + 1}. ${stage.title} (${from} to ${to} years): ${skills.length} skills\n${stage.about}\n\n${lines.join('\n')}`;
  });
  return `${stages.join('\n\n')}\n`;
}

function ageText({ ages }: SkillEntry): string {
  return ages === undefined ? '' : `${ages[0]} to ${ages[1]} years`;
}

function countByDepth(skills: readonly SkillEntry[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { depth } of skills) counts.set(depth, (counts.get(depth) ?? 0) + 1);
  return counts;
}
