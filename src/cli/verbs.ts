import type { ArgsDef } from 'citty';
import type { Verb } from './define-verb.ts';

/** A verb as the overview shows it, without loading it. */
export interface VerbEntry {
  name: string;
  summary: string;
  load(): Promise<Verb<ArgsDef>>;
}

/** A verb whose first word says what to do: `wellspring curriculum audit`. One file an action, in the verb's folder. */
export interface VerbGroup {
  name: string;
  summary: string;
  about: string;
  actions: readonly VerbEntry[];
}

const lazily = (load: () => Promise<{ verb: unknown }>) => async (): Promise<Verb<ArgsDef>> =>
  (await load()).verb as Verb<ArgsDef>;

/** Every verb, in the order in which they are met. The word is the file's name in `commands/`. */
export const VERBS: readonly (VerbEntry | VerbGroup)[] = [
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
    summary: 'look at skills and tasks, audit them, examine models, score answers',
    about:
      'The curriculum by itself: what there is to learn and in which order, tasks of any skill and level, the audit of their ' +
      'integrity, and examinations of models with a certificate. A recipe with `method: curriculum` makes datasets of the same tasks.',
    actions: [
      {
        name: 'map',
        summary: 'draw stages, skills and what each needs first',
        load: lazily(() => import('./commands/curriculum/map.ts')),
      },
      {
        name: 'sample',
        summary: 'print tasks of a skill at a level',
        load: lazily(() => import('./commands/curriculum/sample.ts')),
      },
      {
        name: 'audit',
        summary: 'hold every task family to one answer, two solvers and no shortcut',
        load: lazily(() => import('./commands/curriculum/audit.ts')),
      },
      {
        name: 'lint',
        summary: 'hold a text to the language of a stage',
        load: lazily(() => import('./commands/curriculum/lint.ts')),
      },
      {
        name: 'lexicon',
        summary: 'show the words of a stage, and how they stand to norms',
        load: lazily(() => import('./commands/curriculum/lexicon.ts')),
      },
      {
        name: 'evaluate',
        summary: 'examine a model in every skill and certify what it masters',
        load: lazily(() => import('./commands/curriculum/evaluate.ts')),
      },
      {
        name: 'score',
        summary: 'score answers for reinforcement learning, over a pipe or HTTP',
        load: lazily(() => import('./commands/curriculum/score.ts')),
      },
      {
        name: 'schedule',
        summary: 'write a dataset in the orders that trainers take',
        load: lazily(() => import('./commands/curriculum/schedule.ts')),
      },
      {
        name: 'experiment',
        summary: 'compare the strategies on a tiny student, with equal tokens',
        load: lazily(() => import('./commands/curriculum/experiment.ts')),
      },
    ],
  },
  {
    name: 'graph',
    summary: 'knowledge graphs: build, query, explain, draw, predict links',
    about:
      'Knowledge graphs by themselves: built from documents or triples with a source for every fact, asked with citations, drawn, exported, and the graph ' +
      'neural networks that predict their links. A recipe with `method: graph` makes datasets of questions over them.',
    actions: [
      {
        name: 'build',
        summary: 'build a graph from documents and triples; again after a change',
        load: lazily(() => import('./commands/graph/build.ts')),
      },
      {
        name: 'stats',
        summary: 'count what a graph holds, and what was dropped on the way',
        load: lazily(() => import('./commands/graph/stats.ts')),
      },
      {
        name: 'query',
        summary: 'answer a question from a graph, with citations',
        load: lazily(() => import('./commands/graph/query.ts')),
      },
      {
        name: 'communities',
        summary: 'report what belongs together, each claim with its facts',
        load: lazily(() => import('./commands/graph/communities.ts')),
      },
      {
        name: 'explain',
        summary: 'show the paths that lead to an answer',
        load: lazily(() => import('./commands/graph/explain.ts')),
      },
      {
        name: 'view',
        summary: 'draw a graph and its communities as a page',
        load: lazily(() => import('./commands/graph/view.ts')),
      },
      {
        name: 'export',
        summary: 'write a graph as TSV, N-Triples or GraphML',
        load: lazily(() => import('./commands/graph/export.ts')),
      },
      {
        name: 'report',
        summary: 'measure the questions of a dataset against their graph',
        load: lazily(() => import('./commands/graph/report.ts')),
      },
      {
        name: 'thoughts',
        summary: 'show how a sample was thought out',
        load: lazily(() => import('./commands/graph/thoughts.ts')),
      },
      {
        name: 'link-predict',
        summary: 'train a graph neural network on triples and rank what it was not told',
        load: lazily(() => import('./commands/graph/link-predict.ts')),
      },
      {
        name: 'pretrain',
        summary: 'train the weights that score graphs never seen',
        load: lazily(() => import('./commands/graph/pretrain.ts')),
      },
    ],
  },
  {
    name: 'papers',
    summary: 'research papers: parse PDFs, look at what was read',
    about:
      'Research papers by themselves: PDFs read without a model into text, headings, figures, tables, equations, references and links, each with its place on the page. ' +
      'A recipe with `type: pdf` and `method: papers` makes datasets of questions over them.',
    actions: [
      {
        name: 'parse',
        summary: 'read PDFs to JSON, Docling or Markdown',
        load: lazily(() => import('./commands/papers/parse.ts')),
      },
      {
        name: 'look',
        summary: 'draw what was read of a paper, as a page',
        load: lazily(() => import('./commands/papers/look.ts')),
      },
      {
        name: 'vision-bench',
        summary: 'measure how far a vision model can be trusted',
        load: lazily(() => import('./commands/papers/vision-bench.ts')),
      },
    ],
  },
  {
    name: 'personas',
    summary: 'a hub of personas: sampled, imported, grown, searched',
    about:
      'Personas by themselves: 4.5 × 10^15 of them, none stored, each decoded from its index through joint tables that say what is measured and what is assumed. ' +
      'Beside it hubs that are stored in a folder: imported, grown from pages and from one another, searched and measured. ' +
      'A recipe with `method: personas` and `hub: { count: … }` or `hub: { dir: …, count: … }` lets them read and ask.',
    actions: [
      {
        name: 'show',
        summary: 'one persona by its index',
        load: lazily(() => import('./commands/personas/show.ts')),
      },
      {
        name: 'sample',
        summary: 'a stretch of a hub as JSON lines or text',
        load: lazily(() => import('./commands/personas/sample.ts')),
      },
      {
        name: 'import',
        summary: 'read Persona Hub, Nemotron-Personas and other rows into a hub',
        load: lazily(() => import('./commands/personas/import.ts')),
      },
      {
        name: 'grow',
        summary: 'make personas from pages and from personas',
        load: lazily(() => import('./commands/personas/grow.ts')),
      },
      {
        name: 'find',
        summary: 'search a stored hub by words or by a filter',
        load: lazily(() => import('./commands/personas/find.ts')),
      },
      {
        name: 'stats',
        summary: 'count and measure a stored hub',
        load: lazily(() => import('./commands/personas/stats.ts')),
      },
      {
        name: 'export',
        summary: 'write a stored hub as JSON lines or Parquet',
        load: lazily(() => import('./commands/personas/export.ts')),
      },
      {
        name: 'map',
        summary: 'draw what personas read in a crawl, in what order and why',
        load: lazily(() => import('./commands/personas/map.ts')),
      },
      {
        name: 'audit',
        summary: 'compare the hub with its tables, marginals and joints',
        load: lazily(() => import('./commands/personas/audit.ts')),
      },
    ],
  },
  {
    name: 'web',
    summary: 'pages of the web: crawled for personas, and their main content',
    about:
      'The web as a source: a crawl that keeps what servers ask for, archives what it fetches and goes on where it stopped; and the main content of pages, saved or fetched. ' +
      'A recipe with `type: web` and `crawl: DIR` takes its documents from a crawl.',
    actions: [
      {
        name: 'crawl',
        summary: 'read the web for personas, the most promising link first',
        load: lazily(() => import('./commands/web/crawl.ts')),
      },
      {
        name: 'extract',
        summary: 'main content of pages as text, Markdown or JSON',
        load: lazily(() => import('./commands/web/extract.ts')),
      },
    ],
  },
];

export const isGroup = (entry: VerbEntry | VerbGroup): entry is VerbGroup => 'actions' in entry;

/** Every verb that can be called, those of groups by two words. */
export const ALL_VERBS: readonly VerbEntry[] = VERBS.flatMap((entry) =>
  isGroup(entry)
    ? entry.actions.map((action) => ({ ...action, name: `${entry.name} ${action.name}` }))
    : [entry],
);
