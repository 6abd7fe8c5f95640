/**
 * Extraction against gold triples: `node bench/extraction.ts [--extractor fast|local] [--set text2kg|redocred|all] [--limit N]
 * [--threshold 0.8] [--audit N] [--seed extraction] [--json PATH]`.
 *
 * Text2KGBench: a claim is right where subject, relation and object equal a gold triple's as text (lower case, no signs, no
 * articles); a date where it contains the gold date, which that set writes in full (`01 January 2010` for 2010).
 * Re-DocRED: a mention means the gold entity that its span, or the span of what it refers to, overlaps; a claim is right where
 * the gold has it, or has its inverse where the ontology names one. Its gold is incomplete: absent is not the same as wrong.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createRandom } from '../src/core/random.ts';
import { sliceCodePoints } from '../src/core/text/code-points.ts';
import type { Extraction, Extractor } from '../src/methods/graph/extract/extraction.ts';
import { createFastExtractor } from '../src/methods/graph/extract/fast/fast-extractor.ts';
import { readTime } from '../src/methods/graph/extract/fast/read-time.ts';
import { parseOntology } from '../src/methods/graph/extract/ontologies/load-ontology.ts';
import type { Ontology } from '../src/methods/graph/extract/ontology.ts';
import { openLocalExtractor } from './extraction/local-extractor.ts';
import { linkMentions, readRedocred } from './extraction/redocred.ts';
import { addCounts, type Counts, emptyCounts, scoresOf } from './extraction/score.ts';
import {
  normalName,
  readSentences,
  readTheirOntology,
  TEXT2KG_FIELDS,
} from './extraction/text2kgbench.ts';
import { percent, table, whole } from './harness/table.ts';
import { readFileSync } from 'node:fs';

const { values } = parseArgs({
  options: {
    extractor: { type: 'string', default: 'fast' },
    set: { type: 'string', default: 'all' },
    limit: { type: 'string' },
    threshold: { type: 'string', default: '0.8' },
    audit: { type: 'string' },
    seed: { type: 'string', default: 'extraction' },
    json: { type: 'string' },
  },
});
const limit = values.limit === undefined ? Infinity : Number(values.limit);
const threshold = Number(values.threshold);
const audit = Number(values.audit ?? 0);
if (
  !/^(?:fast|local)$/.test(values.extractor) ||
  !(limit > 0) ||
  !(threshold >= 0) ||
  !(audit >= 0)
) {
  process.stderr.write(
    '--extractor is fast or local; --limit, --threshold and --audit are numbers\n',
  );
  process.exit(2);
}
const data = new URL('../../shared/data/text/', import.meta.url).pathname;
if (!existsSync(data)) {
  process.stderr.write(`skipped: the data sets are not at ${data}\n`);
  process.exit(0);
}

const extractor: Extractor =
  values.extractor === 'fast' ? createFastExtractor() : await openLocalExtractor();
const signal = new AbortController().signal;
const rows: { set: string; at: string; scores: Record<string, number> }[] = [];
const shown: string[] = [];
const byRelation = new Map<string, Counts>();
let passages = 0;
let cpuMs = 0;

async function extract(text: string, title: string, ontology: Ontology): Promise<Extraction> {
  const start = process.cpuUsage();
  const extraction = await extractor.extract(
    { text, title, headings: [], language: 'en' },
    ontology,
    signal,
  );
  const { user, system } = process.cpuUsage(start);
  cpuMs += (user + system) / 1000;
  passages++;
  return extraction;
}

/** Whether a claim's words stand where it says they do. */
function isSupported(
  text: string,
  { mentions }: Extraction,
  { subject, object, sentence, cue }: Extraction['facts'][number],
): boolean {
  const within = ([from, to]: [number, number]): boolean =>
    from >= sentence[0] && to <= sentence[1];
  return (
    [subject, object].every((index) => {
      const { start, end, text: words } = mentions[index]!;
      return within([start, end]) && sliceCodePoints(text, start, end) === words;
    }) &&
    (cue === null || within(cue))
  );
}

function show(
  text: string,
  extraction: Extraction,
  fact: Extraction['facts'][number],
  mark: string,
): void {
  const name = (index: number): string => {
    const mention = extraction.mentions[index]!;
    const full = mention.refersTo === undefined ? mention : extraction.mentions[mention.refersTo]!;
    return full === mention ? (mention.name ?? mention.text) : `${mention.text}→${full.text}`;
  };
  shown.push(
    `${mark} ${fact.confidence.toFixed(2)} [${name(fact.subject)}] ${fact.negated ? 'NOT ' : ''}${fact.relation}(${fact.phrase}) [${name(fact.object)}]\n      ${sliceCodePoints(text, ...fact.sentence)}`,
  );
}

const labels = new Map<string, string>();
if (values.set !== 'redocred') {
  for (const field of TEXT2KG_FIELDS) {
    const ontology = readTheirOntology(`${data}text2kgbench`, field);
    const [all, gold] = [emptyCounts(), emptyCounts()];
    for (const sentence of readSentences(`${data}text2kgbench`, field).slice(0, limit)) {
      const extraction = await extract(sentence.text, '', ontology);
      for (const [counts, least] of [
        [all, 0],
        [gold, threshold],
      ] as const)
        countSentence(sentence, extraction, ontology, counts, least);
    }
    rows.push(
      { set: `Text2KGBench ${field.slice(2)}`, at: 'all', scores: scoresOf(all) },
      { set: `Text2KGBench ${field.slice(2)}`, at: `≥ ${threshold}`, scores: scoresOf(gold) },
    );
  }
}
if (values.set !== 'text2kg') {
  const ontology = parseOntology(
    readFileSync(new URL('ontologies/wikidata-95.yaml', import.meta.url), 'utf8'),
    'wikidata-95.yaml',
  );
  for (const { id, label } of ontology.relations) labels.set(id, label);
  const inverses = new Map<string, string[]>();
  for (const { id, inverse } of ontology.relations) {
    if (inverse === undefined) continue;
    inverses.set(id, [...(inverses.get(id) ?? []), inverse]);
    inverses.set(inverse, [...(inverses.get(inverse) ?? []), id]);
  }
  const [all, gold] = [emptyCounts(), emptyCounts()];
  for (const document of readRedocred(`${data}redocred-dev.json`).slice(0, limit)) {
    const extraction = await extract(document.text, document.title, ontology);
    const linked = linkMentions(document, extraction);
    const truth = new Set(
      document.relations.map(({ relation, subject, object }) => `${subject} ${relation} ${object}`),
    );
    for (const [counts, least] of [
      [all, 0],
      [gold, threshold],
    ] as const) {
      const found = new Set<string>();
      const seen = new Set<string>();
      for (const fact of extraction.facts) {
        if (fact.negated || fact.confidence < least || fact.relation === null) continue;
        const [subject, object] = [linked[fact.subject]!, linked[fact.object]!];
        const isJudged = subject >= 0 && object >= 0;
        const key = isJudged
          ? `${subject} ${fact.relation} ${object}`
          : `${fact.subject} ${fact.relation} ${fact.object} ?`;
        if (seen.has(key)) continue;
        seen.add(key);
        counts.claimed++;
        if (!isJudged) counts.unjudged++;
        const forms = [
          `${subject} ${fact.relation} ${object}`,
          ...(inverses.get(fact.relation) ?? []).map(
            (inverse) => `${object} ${inverse} ${subject}`,
          ),
        ];
        const isRight = forms.some((form) => truth.has(form));
        for (const form of forms) if (truth.has(form)) found.add(form);
        if (isRight) counts.right++;
        if (isSupported(document.text, extraction, fact)) counts.supported++;
        if (!labels.has(fact.relation)) counts.invented++;
        if (least > 0) {
          const each = byRelation.get(fact.relation) ?? emptyCounts();
          byRelation.set(fact.relation, each);
          each.claimed++;
          each.right += isRight ? 1 : 0;
          each.unjudged += isJudged ? 0 : 1;
          if (audit > 0)
            show(
              document.text,
              extraction,
              fact,
              isRight ? 'gold  ' : isJudged ? 'absent' : 'unseen',
            );
        }
      }
      counts.gold += truth.size;
      counts.found += found.size;
    }
  }
  rows.push(
    { set: 'Re-DocRED dev', at: 'all', scores: scoresOf(all) },
    { set: 'Re-DocRED dev', at: `≥ ${threshold}`, scores: scoresOf(gold) },
  );
}

function countSentence(
  { text, triples }: ReturnType<typeof readSentences>[number],
  extraction: Extraction,
  ontology: Ontology,
  into: Counts,
  least: number,
): void {
  const counts = emptyCounts();
  const known = new Set(ontology.relations.map(({ id }) => id));
  const found = new Set<number>();
  const seen = new Set<string>();
  const nameOf = (index: number): string => {
    const mention = extraction.mentions[index]!;
    const full = mention.refersTo === undefined ? mention : extraction.mentions[mention.refersTo]!;
    return full.name ?? full.text;
  };
  for (const fact of extraction.facts) {
    if (fact.negated || fact.confidence < least || fact.relation === null) continue;
    const [subject, object] = [nameOf(fact.subject), nameOf(fact.object)];
    const key = `${normalName(subject)}|${fact.relation}|${normalName(object)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    counts.claimed++;
    const range = extraction.mentions[fact.object]!.range;
    const right = triples.findIndex(
      ({ sub, rel, obj }) =>
        rel === fact.relation &&
        normalName(sub) === normalName(subject) &&
        (normalName(obj) === normalName(object) ||
          (range !== undefined && isWithin(readTime(obj), range))),
    );
    if (right >= 0) {
      counts.right++;
      found.add(right);
    }
    if (!known.has(fact.relation)) counts.invented++;
    if (isSupported(text, extraction, fact)) counts.supported++;
    if (audit > 0 && least > 0) show(text, extraction, fact, right >= 0 ? 'gold  ' : 'absent');
  }
  counts.gold = triples.length;
  counts.found = found.size;
  addCounts(into, counts);
}

function isWithin(inner: [number, number] | null, outer: [number, number]): boolean {
  return inner !== null && inner[0] >= outer[0] && inner[1] <= outer[1];
}

const result = {
  bench: 'extraction',
  extractor: extractor.name,
  threshold,
  limit: limit === Infinity ? null : limit,
  node: process.version,
  passagesPerSecond: Math.round((passages * 1000) / cpuMs),
  rows,
  relations: Object.fromEntries(
    [...byRelation].map(([id, counts]) => [`${id} ${labels.get(id)}`, counts]),
  ),
};
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(
  `${table(
    [
      'set',
      'confidence',
      'claims',
      'precision',
      'of judged',
      'recall',
      'F1',
      'hallucinated',
      'span-supported',
    ],
    rows.map(({ set, at, scores: s }) => [
      set,
      at,
      whole(s['claimed']!),
      percent(s['precision']!),
      percent(s['precisionOfJudged']!),
      percent(s['recall']!),
      percent(s['f1']!),
      percent(s['hallucination']!),
      percent(s['spanSupport']!),
    ]),
  )}\n\n${result.passagesPerSecond} passages a second of processor time\n`,
);
if (audit > 0)
  process.stdout.write(
    `\n${createRandom(values.seed).shuffle(shown).slice(0, audit).join('\n')}\n`,
  );
