import type { ArgsDef } from 'citty';
import type { Verb } from './define-verb.ts';

/** A verb as the overview shows it, without loading it. */
export interface VerbEntry {
  name: string;
  summary: string;
  load(): Promise<Verb<ArgsDef>>;
}

const lazily = (load: () => Promise<{ verb: unknown }>) => async (): Promise<Verb<ArgsDef>> =>
  (await load()).verb as Verb<ArgsDef>;

/** Every verb, in the order in which they are met. The word is the file's name in `commands/`. */
export const VERBS: readonly VerbEntry[] = [
  {
    name: 'init',
    summary: 'write a recipe that runs, with small pages to read',
    load: lazily(() => import('./commands/init.ts')),
  },
  {
    name: 'doctor',
    summary: 'say what this machine has and lacks',
    load: lazily(() => import('./commands/doctor.ts')),
  },
  {
    name: 'models',
    summary: 'list, fetch and remove the weights of local models',
    load: lazily(() => import('./commands/models.ts')),
  },
  {
    name: 'plan',
    summary: 'foretell calls, tokens, money and time before spending them',
    load: lazily(() => import('./commands/plan.ts')),
  },
  {
    name: 'run',
    summary: 'turn a recipe, or rows that exist, into a dataset; resumes by itself',
    load: lazily(() => import('./commands/run.ts')),
  },
  {
    name: 'status',
    summary: 'show how runs are doing, from another terminal',
    load: lazily(() => import('./commands/status.ts')),
  },
  {
    name: 'inspect',
    summary: 'read samples with their evidence marked in its source',
    load: lazily(() => import('./commands/inspect.ts')),
  },
  {
    name: 'verify',
    summary: 'replay every proof of a dataset: no model, no network',
    load: lazily(() => import('./commands/verify.ts')),
  },
  {
    name: 'export',
    summary: 'write a dataset in the form that a trainer takes',
    load: lazily(() => import('./commands/export.ts')),
  },
  {
    name: 'push',
    summary: 'put a dataset on the Hugging Face Hub',
    load: lazily(() => import('./commands/push.ts')),
  },
  {
    name: 'curriculum',
    summary: 'audit task families for shortcuts, and print samples of them',
    load: lazily(() => import('./commands/curriculum.ts')),
  },
];
