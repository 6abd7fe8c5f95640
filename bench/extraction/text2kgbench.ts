import { readFileSync } from 'node:fs';
import type { Ontology } from '../../src/methods/graph/extract/ontology.ts';

export interface GoldSentence {
  id: string;
  text: string;
  triples: { sub: string; rel: string; obj: string }[];
}

export const TEXT2KG_FIELDS = ['1_movie', '2_music', '3_sport', '4_book'] as const;

/** A field's sentences with their gold triples. */
export function readSentences(folder: string, field: string): GoldSentence[] {
  return readFileSync(`${folder}/${field}_truth.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const { id, sent, triples } = JSON.parse(line) as {
        id: string;
        sent: string;
        triples: GoldSentence['triples'];
      };
      return { id, text: sent, triples };
    });
}

/** Their ontology as ours: concepts are kinds, relations keep their labels as ids, domains and ranges are held to. */
export function readTheirOntology(folder: string, field: string): Ontology {
  const raw = JSON.parse(readFileSync(`${folder}/${field}_ontology.json`, 'utf8')) as {
    concepts: { qid: string; label: string }[];
    relations: { label: string; domain: string; range: string }[];
  };
  const kinds = new Map(raw.concepts.map(({ qid, label }) => [qid.toLowerCase(), label.trim()]));
  const slot = (qid: string): string[] | undefined =>
    kinds.has(qid.toLowerCase()) ? [qid.toLowerCase()] : undefined;
  return {
    name: field,
    kinds: [...kinds].map(([id, label]) => ({ id, label })),
    relations: raw.relations.map(({ label, domain, range }) => {
      const [subject, object] = [slot(domain), slot(range)];
      return {
        id: label.trim(),
        label: label.trim(),
        ...(subject && { subject }),
        ...(object && { object }),
      };
    }),
  };
}

/** Text for comparison: lower case, no signs, no articles, single spaces. */
export const normalName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .replace(/\b(?:the|a|an)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
