import { z } from 'zod';
import { Box, BoxedSpan } from '../../../core/records/index.ts';

/** A cell. Rows and columns count from 0; a spanning cell stands once, at its top left. */
export const TableCell = z.object({
  row: z.int().nonnegative(),
  column: z.int().nonnegative(),
  rowSpan: z.int().positive(),
  columnSpan: z.int().positive(),
  text: z.string(),
  /** A heading of columns (in `headerRows`) or of rows. */
  header: z.boolean(),
  page: z.int().positive(),
  box: Box,
  /** Where each line of the text stands. */
  boxes: z.array(BoxedSpan),
});
export type TableCell = z.infer<typeof TableCell>;

/** A table as rows and columns. Every grid position is covered by at most one cell; an empty position has none. */
export const TableGrid = z.object({
  rows: z.int().positive(),
  columns: z.int().positive(),
  /** Rows at the top that name the columns. */
  headerRows: z.int().nonnegative(),
  /** Columns at the left that name the rows. */
  headerColumns: z.int().nonnegative(),
  cells: z.array(TableCell),
  /** What showed the structure: a full grid of rules, horizontal rules only (booktabs), or alignment alone. */
  rules: z.enum(['ruled', 'horizontal', 'none']),
  /** 0 to 1, and what it rests on. */
  confidence: z.number().min(0).max(1),
  because: z.array(z.string()),
});
export type TableGrid = z.infer<typeof TableGrid>;
