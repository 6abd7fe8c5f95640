import { hashRecord } from '../../src/core/hash.ts';
import type { Sample, Split } from '../../src/core/records/index.ts';
import { checkOf, type Forgery, isAny, isPair, isReasoned, isTalk, isTrace } from './forgery.ts';

const GATES = [
  'length',
  'language',
  'repetition',
  'contamination',
  'personal-data',
  'unsafe-content',
  'licence',
  'exact-duplicates',
  'near-duplicates',
];
const DATASET_GATES = ['exact-duplicates', 'near-duplicates'];
const OWN = /^(question-|answer-|turns-|voice-|pair-|persona-|page-)/;

const modelSpoke = (sample: Sample): boolean => sample.voice === 'model';
const hasOwnCheck = ({ checks }: Sample): boolean => checks.some(({ name }) => OWN.test(name));
const ownChecks = ({ checks }: Sample) => checks.filter(({ name }) => OWN.test(name));
const without = (sample: Sample, gate: string): void => {
  sample.checks = sample.checks.filter(({ name }) => !name.startsWith(`${gate}@`));
};

/** Changes of what every sample carries: checks, split, lineage, the recipe that it names. */
export const ANY_FORGERIES: readonly Forgery[] = [
  any(
    'all checks taken away',
    /its recipe names this gate, and the check is not there/,
    (sample) => {
      sample.checks = [];
    },
  ),
  any('one gate’s check taken away', /its recipe names this gate/, (sample, { random }) => {
    without(sample, random.pick(GATES));
  }),
  any('a verdict', /its recorded verdict is (fail|unknown)/, (sample, { random }) => {
    random.pick(sample.checks).verdict = random.pick(['fail', 'unknown']);
  }),
  any('a replayed check called attested', /it claims to be attested/, (sample, { random }) => {
    random.pick(sample.checks).basis = 'attested';
  }),
  any(
    'a score put into an item gate’s check',
    /records .* checking again gives/,
    (sample, { random }) => {
      checkOf(sample, random.pick(GATES.slice(0, 7))).score = 0.75;
    },
  ),
  any('an item gate’s detail', /records .* checking again gives/, (sample, { random }) => {
    const check = checkOf(sample, random.pick(GATES.slice(0, 7)));
    check.detail = { ...check.detail, more: 1 };
  }),
  any('the count of a length', /length@1 records .* checking again gives/, (sample) => {
    checkOf(sample, 'length').detail = { totals: { messages: { words: 12, characters: 80 } } };
  }),
  any(
    'a dataset gate’s detail',
    /it records .* and run again the gate gives/,
    (sample, { random }) => {
      const check = checkOf(sample, random.pick(DATASET_GATES));
      check.detail = { ...check.detail, threshold: 0.1 };
    },
  ),
  any('a check twice', /it is there twice/, (sample, { random }) => {
    sample.checks.push(structuredClone(random.pick(sample.checks)));
  }),
  any('a second check of a dataset gate, forged', /it is there twice/, (sample, { random }) => {
    const twin = structuredClone(checkOf(sample, random.pick(DATASET_GATES)));
    sample.checks.push({ ...twin, detail: { of: 'nothing' } });
  }),
  {
    ...any(
      'an own check’s detail or score',
      /it records .* and its program/,
      (sample, { random }) => {
        const check = random.pick(ownChecks(sample));
        if (random.next() < 0.5) check.score = 1;
        else check.detail = { ...check.detail, more: true };
      },
    ),
    of: hasOwnCheck,
  },
  {
    ...any(
      'an own check taken away',
      /must carry this check|is not checked|a pair without|does not carry the check/,
      (sample, { random }) => {
        const gone = random.pick(ownChecks(sample));
        sample.checks = sample.checks.filter((check) => check !== gone);
      },
    ),
    of: hasOwnCheck,
  },
  any('a check that this build does not know', /cannot replay magic@1/, (sample) => {
    sample.checks.push({ name: 'magic@1', basis: 'replayed', verdict: 'pass' });
  }),
  any('a kind that there is not', /does not know the kind miracle/, (sample) => {
    sample.kind = 'miracle';
  }),
  any('a method that this build lacks', /does not know the kind|its method is papers/, (sample) => {
    sample.method = 'papers';
  }),
  {
    ...any(
      'a task called another method’s',
      /method is personas/,
      (sample) => void (sample.method = 'personas'),
    ),
    of: isTrace,
  },
  {
    ...any('a conversation called another method’s', /its method is curriculum/, (sample) => {
      sample.method = 'curriculum';
    }),
    of: isTalk,
  },
  any(
    'all claims dropped, as rows from elsewhere',
    /its method is rows, and the part \w+ is of/,
    (sample) => {
      Object.assign(sample, { method: 'rows', kind: 'row', voice: 'source', evidence: [] });
      sample.checks = sample.checks.filter(({ name }) => !OWN.test(name));
      delete sample.answer;
    },
  ),
  any('likewise, with its lineage', /that rows@1 wrote it, and the part/, (sample) => {
    Object.assign(sample, { method: 'rows', kind: 'row', voice: 'source', evidence: [] });
    sample.checks = sample.checks.filter(({ name }) => !OWN.test(name));
    sample.lineage.method = 'rows@1';
    delete sample.answer;
  }),
  any('the version of its method', /wrote it, and the part/, (sample) => {
    sample.lineage.method = sample.lineage.method.replace('@1', '@2');
  }),
  any('a part that the recipe lacks', /its recipe has no part "others"/, (sample) => {
    sample.lineage.part = 'others';
  }),
  {
    ...any('another part of its method', /and its part/, (sample) => {
      sample.lineage.seed = sample.lineage.seed.replace(`/${sample.lineage.part}/`, '/pairs/');
      sample.lineage.part = 'pairs';
    }),
    of: isReasoned,
  },
  {
    ...any('a pair called of another part', /and its part makes tasks/, (sample) => {
      sample.lineage.seed = sample.lineage.seed.replace('/pairs/', '/tasks/');
      sample.lineage.part = 'tasks';
    }),
    of: (sample) => isPair(sample) && Number(sample.tags['level']) <= 6,
  },
  any('its seed', /its seed does not begin with/, (sample) => {
    sample.lineage.seed = `x${sample.lineage.seed}`;
  }),
  any(
    'the split of a sample',
    /the recipe's seed puts its group in/,
    (sample, { random }) => {
      sample.split = random.pick(SPLITS.filter((split) => split !== sample.split));
    },
    true,
  ),
  {
    ...any(
      'the model that spoke',
      /that the recipe's role writer has not: local\/better/,
      (sample) => {
        for (const call of sample.lineage.calls) call.model = 'local/better';
      },
    ),
    of: modelSpoke,
  },
  {
    ...any(
      'the revision of the model',
      /that the recipe's role writer has not/,
      (sample, { random }) => {
        random.pick(sample.lineage.calls).revision = random.pick([null, 'a'.repeat(64)]);
      },
    ),
    of: modelSpoke,
  },
  {
    ...any(
      'sampling that the recipe sets',
      /a model or sampling that the recipe's role/,
      (sample) => {
        sample.lineage.calls[0]!.parameters['topP'] = 0.1;
      },
    ),
    of: modelSpoke,
  },
  {
    ...any('the role of a call', /that the recipe's role judge has not/, (sample) => {
      sample.lineage.calls[0]!.role = 'judge';
    }),
    of: modelSpoke,
  },
  {
    ...any('the prompt of a call', /names the prompt poetry@1/, (sample) => {
      sample.lineage.calls[0]!.prompt = 'poetry@1';
    }),
    of: modelSpoke,
  },
  {
    ...any('all calls taken away', /and no call is named/, (sample) => {
      sample.lineage.calls = [];
    }),
    of: modelSpoke,
  },
  any(
    'a recipe of its own, without gates',
    /it names the recipe .* and the manifest/,
    (sample, { dataset }) => {
      const recipe = dataset.records.get(sample.lineage.recipe) as object;
      const weak = { ...recipe, gates: [] };
      dataset.records.set(hashRecord(weak), weak);
      sample.lineage.recipe = hashRecord(weak);
      sample.checks = sample.checks.filter(({ name }) => OWN.test(name));
    },
  ),
];

const SPLITS: readonly Split[] = ['train', 'validation', 'test'];

function any(family: string, seen: RegExp, edit: Forgery['edit'], spreads = false): Forgery {
  return { family: `any: ${family}`, of: isAny, edit, seen, spreads };
}
