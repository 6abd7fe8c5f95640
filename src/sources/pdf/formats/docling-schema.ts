import { z } from 'zod';

/** As much of DoclingDocument 1.10 (docling-core, MIT) as papers use. Unknown fields of others' files are passed over. */

const Reference = z.object({ $ref: z.string() });
const Boundary = z.object({
  l: z.number(),
  t: z.number(),
  r: z.number(),
  b: z.number(),
  coord_origin: z.enum(['TOPLEFT', 'BOTTOMLEFT']).default('TOPLEFT'),
});
export const DoclingProvenance = z.object({
  page_no: z.int().positive(),
  bbox: Boundary,
  charspan: z.tuple([z.int(), z.int()]),
});
export type DoclingProvenance = z.infer<typeof DoclingProvenance>;

const node = {
  self_ref: z.string(),
  parent: Reference.nullish(),
  children: z.array(Reference).default([]),
  content_layer: z.string().default('body'),
};
const placed = { ...node, label: z.string(), prov: z.array(DoclingProvenance).default([]) };
const floating = {
  ...placed,
  captions: z.array(Reference).default([]),
  references: z.array(Reference).default([]),
  footnotes: z.array(Reference).default([]),
};

export const DoclingText = z.object({
  ...placed,
  orig: z.string(),
  text: z.string(),
  level: z.int().optional(),
  enumerated: z.boolean().optional(),
  marker: z.string().optional(),
  /** Of code, which floats in Docling. */
  captions: z.array(Reference).optional(),
  references: z.array(Reference).optional(),
  footnotes: z.array(Reference).optional(),
});
export type DoclingText = z.infer<typeof DoclingText>;

export const DoclingCell = z.object({
  bbox: Boundary.nullish(),
  row_span: z.int().default(1),
  col_span: z.int().default(1),
  start_row_offset_idx: z.int(),
  end_row_offset_idx: z.int(),
  start_col_offset_idx: z.int(),
  end_col_offset_idx: z.int(),
  text: z.string(),
  column_header: z.boolean().default(false),
  row_header: z.boolean().default(false),
  row_section: z.boolean().default(false),
});
export type DoclingCell = z.infer<typeof DoclingCell>;

export const DoclingTable = z.object({
  ...floating,
  data: z.object({
    table_cells: z.array(DoclingCell),
    num_rows: z.int(),
    num_cols: z.int(),
  }),
});
export type DoclingTable = z.infer<typeof DoclingTable>;

export const DoclingPicture = z.object(floating);
export type DoclingPicture = z.infer<typeof DoclingPicture>;

export const DoclingGroup = z.object({ ...node, label: z.string(), name: z.string() });
export type DoclingGroup = z.infer<typeof DoclingGroup>;

export const DoclingDocument = z.object({
  schema_name: z.literal('DoclingDocument'),
  version: z.string(),
  name: z.string(),
  origin: z
    .object({
      mimetype: z.string(),
      binary_hash: z.union([z.int(), z.string()]),
      filename: z.string(),
    })
    .nullish(),
  furniture: DoclingGroup.optional(),
  body: DoclingGroup,
  groups: z.array(DoclingGroup).default([]),
  texts: z.array(DoclingText).default([]),
  pictures: z.array(DoclingPicture).default([]),
  tables: z.array(DoclingTable).default([]),
  key_value_items: z.array(z.unknown()).default([]),
  form_items: z.array(z.unknown()).default([]),
  pages: z
    .record(
      z.string(),
      z.object({
        size: z.object({ width: z.number(), height: z.number() }),
        page_no: z.int().positive(),
      }),
    )
    .default({}),
});
export type DoclingDocument = z.infer<typeof DoclingDocument>;
