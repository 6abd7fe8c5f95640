import { cpSync, rmSync } from 'node:fs';
import { createRandom } from '../../src/core/random.ts';
import type { Sample } from '../../src/core/records/index.ts';
import { verifyDataset, type VerifyResult } from '../../src/dataset/index.ts';
import { listPersonas } from '../../src/methods/personas/list-personas.ts';
import type { PersonasOptions } from '../../src/methods/personas/options.ts';
import { proofRegistry } from '../../src/recipe/registry.ts';
import { forgeSamples } from '../../test/adversary/forge-samples.ts';
import { isTalk } from '../../test/adversary/forgery.ts';
import {
  contradictFreely,
  PERSONA_CHANGES,
  swapPersona,
} from '../../test/adversary/persona-changes.ts';
import {
  type OpenedDataset,
  openForForgery,
  reseal,
  resealSample,
} from '../../test/adversary/reseal.ts';
import { ARCHIVE_CHANGES, sabotageArchive } from './sabotage-archive.ts';

export interface Caught {
  change: string;
  made: number;
  caught: number;
}

export interface Sabotage {
  /** Contradicts the page or the plan: all must be seen. */
  samples: Caught[];
  /** Contradicts the archive: all must be seen. Counted in samples that quote a changed page. */
  archive: Caught[];
  /** Agrees with itself: the share that is seen is measured. */
  recall: Caught[];
  /** What was not seen of the first, and untouched samples that were found at fault. */
  wrong: string[];
}

// Verify lists a thousand findings at most, and one change brings several: so not all samples are changed at once.
const AT_ONCE = 2;
const SHARES = 4;

/** Changes copies of a dataset in `scratch`, makes every seal anew, and counts what verify sees: each change twice in each round. */
export async function sabotage(
  dataset: string,
  scratch: string,
  rounds: number,
): Promise<Sabotage> {
  const pristine = await openForForgery(dataset);
  const copy = (): OpenedDataset => {
    rmSync(scratch, { recursive: true, force: true });
    cpSync(dataset, scratch, { recursive: true });
    const samples = structuredClone(pristine.samples);
    return { ...pristine, dir: scratch, samples, records: new Map(pristine.records) };
  };
  const { dir } = copy();
  const forgeries = Object.entries(PERSONA_CHANGES)
    .map(([family, change]) => ({
      family,
      of: isTalk,
      edit: (sample: Sample, { other }: { other: Sample }) => {
        const before = resealSample(sample).hash;
        change(sample, structuredClone(other));
        return resealSample(sample).hash !== before;
      },
      seen: /./,
    }))
    // Some are of kinds that the dataset need not have.
    .filter(({ edit }) =>
      pristine.samples.some((sample, at, all) =>
        edit(structuredClone(sample), { other: all.at(at - 1)! }),
      ),
    );
  const totals = new Map<string, Caught>();
  const wrong: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const context = { pristine, dir, random: createRandom(`sabotage/${round}`), verify };
    const found = await forgeSamples(forgeries, AT_ONCE, context);
    wrong.push(...found.wrong);
    for (const [change, { made, caught }] of found.counts) {
      const total = totals.get(change) ?? { change, made: 0, caught: 0 };
      totals.set(change, { change, made: total.made + made, caught: total.caught + caught });
    }
  }

  const archive: Caught[] = [];
  for (const [change, edit] of Object.entries(ARCHIVE_CHANGES)) {
    const forged = copy();
    const pages = await sabotageArchive(forged, edit);
    await reseal(forged);
    const refused = refusedBy(await verify(forged.dir));
    const quoting = forged.samples.filter(({ tags }) => pages.has(String(tags['document'])));
    const caught = quoting.filter((sample) => refused.has(resealSample(sample).id));
    archive.push({ change, made: quoting.length, caught: caught.length });
  }

  const recall: Caught[] = [];
  for (const [change, edit] of Object.entries(consistent(pristine))) {
    const total: Caught = { change, made: 0, caught: 0 };
    for (let share = 0; share < SHARES; share++) {
      const forged = copy();
      const changed = forged.samples.filter((sample, at) => {
        const before = resealSample(sample).hash;
        if (at % SHARES === share) edit(sample, at);
        return resealSample(sample).hash !== before;
      });
      await reseal(forged);
      const refused = refusedBy(await verify(forged.dir));
      total.made += changed.length;
      total.caught += changed.filter((sample) => refused.has(resealSample(sample).id)).length;
    }
    recall.push(total);
  }
  return { samples: [...totals.values()], archive, recall, wrong };
}

function consistent({ samples, records }: OpenedDataset) {
  const [{ lineage }] = samples as [Sample];
  const { parts } = records.get(lineage.recipe) as {
    parts: { name: string; options: PersonasOptions }[];
  };
  const personas = listPersonas(parts.find(({ name }) => name === lineage.part)!.options);
  const random = createRandom('freely');
  return {
    'persona swapped': (sample: Sample, at: number) => swapPersona(sample, personas, at),
    'denial or contradiction in a question': (sample: Sample) => contradictFreely(sample, random),
  };
}

const verify = (dir: string): Promise<VerifyResult> =>
  verifyDataset(dir, { registry: proofRegistry() });

const refusedBy = ({ failed, missing, unknown }: VerifyResult): Set<string | null> =>
  new Set([...failed, ...missing, ...unknown].map(({ sample }) => sample));
