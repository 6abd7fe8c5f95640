import { z } from 'zod';

const index = z.int().nonnegative();
const Condition = z.strictObject({ column: index, value: z.string() });
export type Condition = z.infer<typeof Condition>;

/** A question of one table before it is words: rows are body rows, columns the grid's. */
export const TablePlan = z.discriminatedUnion('form', [
  z.strictObject({ form: z.literal('lookup'), row: index, column: index }),
  z.strictObject({
    form: z.literal('compare'),
    rows: z.tuple([index, index]),
    column: index,
    direction: z.enum(['higher', 'lower']),
  }),
  z.strictObject({
    form: z.literal('extreme'),
    column: index,
    direction: z.enum(['highest', 'lowest']),
    /** 1: the highest; 2: the second highest; 3: the third. */
    rank: z.int().min(1).max(3),
    where: Condition.nullable(),
  }),
  z.strictObject({ form: z.literal('difference'), rows: z.tuple([index, index]), column: index }),
  z.strictObject({ form: z.literal('ratio'), rows: z.tuple([index, index]), column: index }),
  z.strictObject({
    form: z.literal('aggregate'),
    column: index,
    operation: z.enum(['average', 'sum', 'range']),
    where: Condition.nullable(),
  }),
  z.strictObject({
    form: z.literal('count'),
    column: index,
    direction: z.enum(['above', 'below']),
    /** Decimal text. */
    limit: z.string(),
  }),
  z.strictObject({
    /** Of the row that has the highest A: its B. */
    form: z.literal('extreme-lookup'),
    column: index,
    direction: z.enum(['highest', 'lowest']),
    asked: index,
  }),
]);
export type TablePlan = z.infer<typeof TablePlan>;

/** Of the row that leads in one table: what another table says of it. */
export const JoinPlan = z.strictObject({
  form: z.literal('join'),
  column: index,
  direction: z.enum(['highest', 'lowest']),
  asked: index,
});
export type JoinPlan = z.infer<typeof JoinPlan>;
