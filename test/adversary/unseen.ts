import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, documentId, type Sample } from '../../src/core/records/index.ts';
import { splitOfGroups } from '../../src/core/run/splits.ts';
import type { ResolvedRecipe } from '../../src/recipe/resolved.ts';
import { isTalk, isTrace, replaceEverywhere, said, say, span } from './forgery.ts';
import { remakeChecks } from './remake-checks.ts';
import { editRecipe } from './edit-recipe.ts';
import { type OpenedDataset, replaceRecord } from './reseal.ts';

/** A change that agrees with itself, and the row of docs/proof.md that says that nobody sees it. */
export interface Unseen {
  change: string;
  /** How the row begins, in the table of what replay cannot see. */
  row: string;
  edit(dataset: OpenedDataset): void | Promise<void>;
}

/** Honest limits: each of these passes, must pass, and is not counted as caught. */
export const UNSEEN: readonly Unseen[] = [
  {
    change: 'a page, forged with all that quotes it',
    row: 'a source document and everything that quotes it, forged together',
    async edit(dataset) {
      const hash = documentOf(dataset);
      const page = structuredClone(dataset.records.get(hash)) as Document;
      const word = /\b\p{Ll}{5,}\b/u.exec(span(dataset.samples.find(isTalk)!).quote)![0];
      // As long as the word that it stands for, so that every offset stays.
      const put = 'q'.repeat(word.length);
      const quoting = dataset.samples.filter((one) => isTalk(one) && span(one).document === hash);
      const id = page.id;
      for (const block of page.blocks) block.text = block.text.replaceAll(word, put);
      page.title = page.title.replaceAll(word, put);
      page.id = documentId(page);
      for (const sample of quoting) {
        replaceEverywhere(sample, word, put);
        sample.groups = sample.groups.map((group) => (group === id ? page.id : group));
        moveToItsSplit(sample, dataset);
      }
      replaceRecord(dataset, hash, page);
      await remakeChecks(dataset);
    },
  },
  {
    change: 'a title, with every answer that names it',
    row: "a document's title, language, licence",
    async edit(dataset) {
      const hash = documentOf(dataset);
      const page = structuredClone(dataset.records.get(hash)) as Document;
      const { title } = page;
      page.title = `${title} in short`;
      for (const sample of dataset.samples.filter(
        (one) => isTalk(one) && span(one).document === hash,
      )) {
        for (const [at] of sample.messages.entries()) {
          say(sample, at, said(sample, at).replace(`(${title})`, `(${page.title})`));
        }
      }
      replaceRecord(dataset, hash, page);
      await remakeChecks(dataset);
    },
  },
  {
    change: 'another wording of a question',
    row: 'words of a model that no check binds',
    async edit(dataset) {
      const sample = dataset.samples.find(isTalk)!;
      say(sample, 0, said(sample, 0).replace('What happened with', 'What became of'));
      await remakeChecks(dataset);
    },
  },
  {
    change: 'gates taken out of the recipe’s record and out of every sample',
    row: "the recipe's record replaced by one with weaker gates, in every sample",
    edit(dataset) {
      editRecipe(dataset, (recipe) => {
        recipe.gates = recipe.gates.filter(({ name }) => name !== 'personal-data@1');
      });
      for (const sample of dataset.samples) {
        sample.checks = sample.checks.filter(({ name }) => name !== 'personal-data@1');
      }
    },
  },
  {
    change: 'limits of a gate loosened that its check does not record',
    row: "the recipe's record replaced by one with weaker gates, in every sample",
    edit: (dataset) =>
      editRecipe(dataset, (recipe) => {
        recipe.gates.find(({ name }) => name === 'length@1')!.options = { assistant: {} };
      }),
  },
  {
    change: 'another model, in the recipe’s record and in every call',
    row: "model names, revisions, prompts and sampling, changed in the recipe's record too",
    edit(dataset) {
      for (const { lineage } of dataset.samples) {
        for (const call of lineage.calls) call.model = 'openai/best';
      }
      editRecipe(dataset, (recipe) => void (recipe.models['writer']![0]!.id = 'openai/best'));
    },
  },
  {
    change: 'journal keys, and sampling that the recipe leaves open',
    row: 'journal keys, assignments, and sampling that the recipe does not set',
    edit(dataset) {
      for (const { lineage } of dataset.samples) {
        lineage.assignment = lineage.assignment.replace(/^./, (digit) =>
          digit === '0' ? '1' : '0',
        );
        for (const call of lineage.calls) {
          call.journalKey = '0'.repeat(64);
          call.parameters['temperature'] = 1.5;
        }
      }
    },
  },
  {
    change: 'metrics put in',
    row: 'tags, metrics, licences of samples',
    edit: (dataset) => void (dataset.samples.find(isTrace)!.metrics = { quality: 1 }),
  },
  {
    change: 'another card and recipe.yaml',
    row: 'card and `recipe.yaml`',
    edit({ dir }) {
      for (const name of ['README.md', 'recipe.yaml']) {
        writeFileSync(
          join(dir, name),
          `${readFileSync(join(dir, name), 'utf8')}\n# Best data ever.\n`,
        );
      }
    },
  },
  {
    change: 'rows taken away',
    row: 'rows taken away, or in another order',
    edit: (dataset) => void dataset.samples.splice(3, 40),
  },
  {
    change: 'rows in another order',
    row: 'rows taken away, or in another order',
    edit: (dataset) => void (dataset.samples = dataset.samples.toReversed()),
  },
];

const documentOf = ({ samples }: OpenedDataset): string => span(samples.find(isTalk)!).document;

function moveToItsSplit(sample: Sample, { records }: OpenedDataset): void {
  const { seed, splits } = records.get(sample.lineage.recipe) as ResolvedRecipe;
  sample.split = splitOfGroups(seed, sample.groups, splits)!;
}
