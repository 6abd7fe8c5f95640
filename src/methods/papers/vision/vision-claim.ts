import { z } from 'zod';

/** What an element is asked for. */
export const VISION_TASKS = ['table', 'equation', 'chart', 'text'] as const;
export type VisionTask = (typeof VISION_TASKS)[number];

/** What a vision model says of a picture: a claim until the text layer has been asked. */
export const TableClaim = z.strictObject({
  headerRows: z.int().min(0).max(20),
  rows: z.array(z.array(z.string())).max(500),
});
export const EquationClaim = z.strictObject({ latex: z.string().max(4_000) });
export const ChartClaim = z.strictObject({
  type: z.string().max(60),
  xLabel: z.string().max(200),
  yLabel: z.string().max(200),
  series: z
    .array(
      z.strictObject({
        name: z.string().max(200),
        points: z.array(z.strictObject({ x: z.string().max(60), y: z.string().max(60) })).max(200),
      }),
    )
    .max(40),
  /** Numbers that are printed nowhere, and how they come from printed ones. */
  derived: z
    .array(
      z.strictObject({
        value: z.string().max(60),
        operation: z.enum(['sum', 'difference', 'ratio', 'read-off']),
        of: z.array(z.string().max(60)).max(4),
      }),
    )
    .max(40),
});
export const TextClaim = z.strictObject({ text: z.string().max(20_000) });

export const CLAIM_SCHEMAS = {
  table: TableClaim,
  equation: EquationClaim,
  chart: ChartClaim,
  text: TextClaim,
} as const satisfies Record<VisionTask, z.ZodType>;

export type VisionClaim =
  | { task: 'table'; value: z.infer<typeof TableClaim> }
  | { task: 'equation'; value: z.infer<typeof EquationClaim> }
  | { task: 'chart'; value: z.infer<typeof ChartClaim> }
  | { task: 'text'; value: z.infer<typeof TextClaim> };

/** Everything that a claim says, as running text: what is held against the text layer. */
export function wordsOfClaim(claim: VisionClaim): string {
  switch (claim.task) {
    case 'table':
      return claim.value.rows.flat().join(' ');
    case 'equation':
      return claim.value.latex;
    case 'text':
      return claim.value.text;
    case 'chart': {
      const { xLabel, yLabel, series } = claim.value;
      const names = series.flatMap(({ name, points }) => [
        name,
        ...points.flatMap(({ x, y }) => [x, y]),
      ]);
      return [xLabel, yLabel, ...names].join(' ');
    }
  }
}

/** The verdict on a claim. `unchecked`: no text layer says anything about it. */
export const VisionVerdict = z.enum([
  'supported',
  'substituted',
  'omitted',
  'fabricated',
  'failed',
  'unchecked',
]);
export type VisionVerdict = z.infer<typeof VisionVerdict>;

/** A claim with its verdict, as the material keeps it. */
export const JudgedClaim = z.strictObject({
  element: z.string(),
  task: z.enum(VISION_TASKS),
  /** Why the element was sent to the model. */
  routed: z.array(z.string()),
  model: z.string(),
  /** Hash of the picture that it saw. */
  picture: z.string(),
  claim: z.json().nullable(),
  verdict: VisionVerdict,
  /** Share of the claim's tokens that the text layer has, and of the text layer's tokens that the claim has. */
  precision: z.number().min(0).max(1).nullable(),
  recall: z.number().min(0).max(1).nullable(),
  because: z.array(z.string()),
});
export type JudgedClaim = z.infer<typeof JudgedClaim>;
