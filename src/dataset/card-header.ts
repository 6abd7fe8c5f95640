import { stringify } from 'yaml';
import { SPLITS } from '../core/records/index.ts';
import { oneLine } from './card-text.ts';
import type { Tally } from './tally.ts';

/** Licence names that the Hugging Face hub knows, by SPDX identifier in lower case. */
const HUB_LICENSES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'apache-2.0',
    'mit',
    'isc',
    'bsd-2-clause',
    'bsd-3-clause',
    'cc0-1.0',
    'cc-by-2.0',
    'cc-by-2.5',
    'cc-by-3.0',
    'cc-by-4.0',
    'cc-by-sa-3.0',
    'cc-by-sa-4.0',
    'cc-by-nc-2.0',
    'cc-by-nc-3.0',
    'cc-by-nc-4.0',
    'cc-by-nd-4.0',
    'cc-by-nc-nd-3.0',
    'cc-by-nc-nd-4.0',
    'cc-by-nc-sa-2.0',
    'cc-by-nc-sa-3.0',
    'cc-by-nc-sa-4.0',
    'odbl',
    'pddl',
    'odc-by',
    'unlicense',
    'mpl-2.0',
    'gpl-2.0',
    'gpl-3.0',
    'agpl-3.0',
    'lgpl-2.1',
    'lgpl-3.0',
    'gfdl',
    'artistic-2.0',
  ]
    .map((name): [string, string] => [name, name])
    .concat([
      ['odbl-1.0', 'odbl'],
      ['pddl-1.0', 'pddl'],
      ['odc-by-1.0', 'odc-by'],
      ['gpl-2.0-only', 'gpl-2.0'],
      ['gpl-2.0-or-later', 'gpl-2.0'],
      ['gpl-3.0-only', 'gpl-3.0'],
      ['gpl-3.0-or-later', 'gpl-3.0'],
      ['agpl-3.0-only', 'agpl-3.0'],
      ['agpl-3.0-or-later', 'agpl-3.0'],
      ['gfdl-1.3-only', 'gfdl'],
      ['gfdl-1.3-or-later', 'gfdl'],
    ]),
);

export interface HeaderInput {
  name: string;
  license: string | undefined;
  languages: string[];
  tally: Tally;
}

/** The YAML between the two lines of dashes: what the hub reads. */
export function renderHeader({ name, license, languages, tally }: HeaderInput): string {
  const splits = SPLITS.filter((split) => (tally.splits[split] ?? 0) > 0);
  const header = {
    pretty_name: oneLine(name),
    ...licenseFields(license === undefined ? Object.keys(tally.licenses) : [license]),
    ...(languages.length > 0
      ? { language: languages.filter((code) => /^[a-z]{2,3}$/.test(code)) }
      : {}),
    size_categories: [sizeCategory(tally.samples)],
    task_categories:
      (tally.answers['none'] ?? 0) < tally.samples
        ? ['text-generation', 'question-answering']
        : ['text-generation'],
    tags: [
      // Rows that were there before are not synthetic for having been filtered.
      ...(Object.keys(tally.methods).every((method) => method === 'rows') ? [] : ['synthetic']),
      'wellspring',
      'provenance',
      ...Object.keys(tally.methods).toSorted(),
    ],
    configs: [
      {
        config_name: 'default',
        data_files: splits.map((split) => ({ split, path: `data/${split}-*.parquet` })),
      },
    ],
  };
  return `---\n${stringify(header, { lineWidth: 0 })}---\n`;
}

/** The hub's field takes its own names only; anything else is `other`, and named beside it. */
function licenseFields(names: string[]): Record<string, unknown> {
  const known = new Set<string>();
  const others: string[] = [];
  for (const name of names) {
    const found = HUB_LICENSES[name.toLowerCase()];
    if (found !== undefined) known.add(found);
    else if (name !== 'unknown') others.push(oneLine(name));
  }
  if (known.size === 0 && others.length === 0) return { license: 'unknown' };
  if (others.length > 0)
    return { license: 'other', license_name: [...known, ...others].toSorted().join(', ') };
  const sorted = [...known].toSorted();
  return { license: sorted.length === 1 ? sorted[0] : sorted };
}

function sizeCategory(samples: number): string {
  const bounds: [number, string][] = [
    [1e3, 'n<1K'],
    [1e4, '1K<n<10K'],
    [1e5, '10K<n<100K'],
    [1e6, '100K<n<1M'],
    [1e7, '1M<n<10M'],
    [1e8, '10M<n<100M'],
    [1e9, '100M<n<1B'],
  ];
  return bounds.find(([bound]) => samples < bound)?.[1] ?? 'n>1B';
}
