/**
 * Entity resolution, measured by B³ (Bagga and Baldwin, 1998) on the mentions of Re-DocRED's development documents.
 * `node bench/entity-resolution.ts [--data ../shared/data/text/redocred-dev.json] [--json PATH] [--errors N] [--without RULE,RULE]`.
 *
 * Within documents: gold clusters of each document against ours. Across documents the data has no gold, so every document is
 * cut in two between sentences: the halves are resolved as 1,000 documents, the second without its title, and scored
 * within each original. What merges between different originals has no gold and is only counted.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { sha256 } from '../src/core/hash.ts';
import type { Mention } from '../src/methods/graph/extract/extraction.ts';
import type { MentionedDocument } from '../src/methods/graph/resolve/collect-names.ts';
import { createKinds } from '../src/methods/graph/resolve/kinds.ts';
import { resolveEntities } from '../src/methods/graph/resolve/resolve-entities.ts';
import { ResolveOptions } from '../src/methods/graph/resolve/resolve-options.ts';

interface GoldMention {
  name: string;
  type: string;
  sent_id: number;
  pos: [number, number];
}
interface GoldDocument {
  title: string;
  vertexSet: GoldMention[][];
  sents: string[][];
}

const KINDS: Record<string, string> = {
  PER: 'person',
  ORG: 'organization',
  LOC: 'place',
  TIME: 'time',
  NUM: 'number',
  MISC: 'other',
};

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data/text/redocred-dev.json' },
    json: { type: 'string' },
    errors: { type: 'string', default: '0' },
    without: { type: 'string', default: '' },
  },
});
if (!existsSync(values.data)) {
  process.stderr.write(
    `${values.data} is absent: fetch Re-DocRED's dev_revised.json, or name it by --data\n`,
  );
  process.exit(7);
}
const gold = JSON.parse(readFileSync(values.data, 'utf8')) as GoldDocument[];

/** A mention of the gold and what it was resolved to. */
interface Scored {
  document: number;
  cluster: number;
  name: string;
  value: boolean;
  entity: string;
}

const whole = (one: GoldDocument, index: number) => [
  cut(one, index, 0, one.sents.length, one.title),
];
const halves = (one: GoldDocument, index: number) => {
  const middle = Math.ceil(one.sents.length / 2);
  return [
    cut(one, index, 0, middle, one.title),
    ...(middle < one.sents.length ? [cut(one, index, middle, one.sents.length, '')] : []),
  ];
};

const rows = [
  { what: 'within documents', ...run(whole) },
  { what: 'across halves of documents', ...run(halves) },
];
const result = { bench: 'entity-resolution', documents: gold.length, node: process.version, rows };
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(
  [
    '| what | mentions | precision | recall | F1 | equal strings: precision | recall | F1 | entities | seconds |',
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
    ...rows.map(
      ({ what, mentions, ours, strings, entities, seconds }) =>
        `| ${[what, mentions, ...show(ours), ...show(strings), entities, seconds].join(' | ')} |`,
    ),
    '',
  ].join('\n'),
);

function run(split: typeof whole) {
  const pieces = gold.flatMap(split);
  pieces.sort((a, b) => (a.document.id < b.document.id ? -1 : 1));
  const start = process.cpuUsage();
  const resolved = resolveEntities(
    pieces.map(({ document }) => document),
    createKinds(null),
    ResolveOptions.parse({ withoutRules: values.without.split(',').filter(Boolean) }),
  );
  const { user, system } = process.cpuUsage(start);
  const scored: Scored[] = [];
  for (const [index, { origins }] of pieces.entries()) {
    for (const [mention, { document, cluster, name, type }] of origins.entries()) {
      const entity = resolved.of[index]![0]![0]![mention]!;
      const id = entity === -1 ? `none ${index} ${mention}` : resolved.entities[entity]!.id;
      const value = type === 'TIME' || type === 'NUM';
      scored.push({ document, cluster, name, value, entity: id });
    }
  }
  const things = scored.filter(({ value }) => !value);
  showErrors(things, Number(values.errors));
  return {
    mentions: things.length,
    ours: bCubed(things, ({ entity }) => entity),
    strings: bCubed(things, ({ name }) => name.toLowerCase()),
    entities: resolved.entities.length,
    merges: Object.fromEntries(
      [...Map.groupBy(resolved.log.merges, ({ rule }) => rule)].map(([rule, list]) => [
        rule,
        list.length,
      ]),
    ),
    apart: resolved.log.apart.length,
    seconds: Number(((user + system) / 1e6).toFixed(2)),
  };
}

/** One document, or a part of it, as the resolver takes it, with the gold mention of each of its mentions. */
function cut(one: GoldDocument, index: number, from: number, to: number, title: string) {
  let text = '';
  const places = new Map<string, [number, number]>();
  for (let sentence = from; sentence < to; sentence++) {
    for (const [word, token] of one.sents[sentence]!.entries()) {
      const glued =
        text === '' || /[(“–—-]$/.test(text) || /^(?:[,.;:!?)”%–—-]|'s$|’s$|n't$)/.test(token);
      text += `${glued ? '' : ' '}`;
      places.set(`${sentence} ${word}`, [text.length, text.length + token.length]);
      text += token;
    }
  }
  const mentions: Mention[] = [];
  const origins: { document: number; cluster: number; name: string; type: string }[] = [];
  for (const [cluster, list] of one.vertexSet.entries()) {
    for (const { name, type, sent_id: sentence, pos } of list) {
      if (sentence < from || sentence >= to) continue;
      const start = places.get(`${sentence} ${pos[0]}`)![0];
      const end = places.get(`${sentence} ${pos[1] - 1}`)![1];
      // Offsets count code points, and the words above code units: the same in all but a handful of names.
      mentions.push({ start, end, text: text.slice(start, end), kind: KINDS[type]! });
      origins.push({ document: index, cluster, name, type });
    }
  }
  const id = sha256(`${index} ${from}`);
  const document: MentionedDocument = {
    id,
    title,
    passages: [{ text, lists: [mentions] }],
    times: [],
  };
  return { document, origins };
}

/** Mean over mentions of the share of their cluster that is right, and of the right ones that are in it. */
function bCubed(scored: readonly Scored[], clusterOf: (one: Scored) => string) {
  let [precision, recall] = [0, 0];
  for (const mentions of Map.groupBy(scored, ({ document }) => document).values()) {
    const ours = Map.groupBy(mentions, clusterOf);
    const theirs = Map.groupBy(mentions, ({ cluster }) => cluster);
    for (const one of mentions) {
      const found = ours.get(clusterOf(one))!;
      const right = found.filter(({ cluster }) => cluster === one.cluster).length;
      precision += right / found.length;
      recall += right / theirs.get(one.cluster)!.length;
    }
  }
  const [p, r] = [precision / scored.length, recall / scored.length];
  return { precision: p, recall: r, f1: (2 * p * r) / (p + r) };
}

function show({ precision, recall, f1 }: ReturnType<typeof bCubed>): string[] {
  return [precision, recall, f1].map((share) => share.toFixed(4));
}

/** Pairs that were wrongly put together or kept apart, for people who work on the rules. */
function showErrors(scored: readonly Scored[], most: number): void {
  const seen = new Set<string>();
  for (const mentions of Map.groupBy(scored, ({ document }) => document).values()) {
    for (const [place, a] of mentions.entries()) {
      for (const b of mentions.slice(place + 1)) {
        const [same, meant] = [a.entity === b.entity, a.cluster === b.cluster];
        if (same !== meant) seen.add(`${same ? 'merged' : 'apart '}: ${a.name} | ${b.name}`);
      }
    }
  }
  if (most > 0)
    process.stderr.write(
      `${[...seen]
        .toSorted()
        .filter((_, at, all) => at % Math.ceil(all.length / most) === 0)
        .join('\n')}\n`,
    );
}
