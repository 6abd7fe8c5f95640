import type { Random } from '../../src/core/random.ts';
import type { Sample } from '../../src/core/records/index.ts';
import type { VerifyResult } from '../../src/dataset/index.ts';
import type { Forgery } from './forgery.ts';
import { type OpenedDataset, reseal, resealSample } from './reseal.ts';

/** A sample that was changed, by the id under which verify finds it. */
export interface Forged {
  id: string;
  forgery: Forgery;
}

/** What became of one family of changes. */
export interface FamilyCount {
  made: number;
  caught: number;
}

export interface ForgeContext {
  pristine: OpenedDataset;
  /** Folder of a copy that may be written over. */
  dir: string;
  random: Random;
  verify(dir: string): Promise<VerifyResult>;
}

/**
 * Makes each change `times` times, to different samples of several copies, all seals made anew. A change counts as caught
 * where verify names the sample and gives the reason; `wrong` tells of those that were not, and of untouched samples
 * that were found at fault.
 */
export async function forgeSamples(
  forgeries: readonly Forgery[],
  times: number,
  context: ForgeContext,
): Promise<{ counts: Map<string, FamilyCount>; wrong: string[] }> {
  const counts = new Map<string, FamilyCount>(
    forgeries.map(({ family }) => [family, { made: 0, caught: 0 }]),
  );
  const wrong: string[] = [];
  for (const spreads of [false, true]) {
    const some = forgeries.filter((forgery) => (forgery.spreads ?? false) === spreads);
    let open = Array.from({ length: times }, () => context.random.shuffle(some)).flat();
    while (open.length > 0) {
      const { forged, dataset, left } = forgeMany(open, context);
      if (forged.length === 0) throw new Error(`no sample suits ${left[0]!.family}`);
      await reseal(dataset);
      judge(await context.verify(context.dir), forged, spreads, counts, wrong);
      open = left;
    }
  }
  return { counts, wrong };
}

/** Makes as many of the changes as there are samples for, each to a sample of its own. */
function forgeMany(
  open: readonly Forgery[],
  { pristine, dir, random }: ForgeContext,
): { forged: Forged[]; dataset: OpenedDataset; left: Forgery[] } {
  const samples = structuredClone(pristine.samples);
  const dataset: OpenedDataset = { ...pristine, dir, samples, records: new Map(pristine.records) };
  // The first stays: the manifest takes the recipe from it.
  let free = random.shuffle(samples.map((_, index) => index).slice(1));
  const forged: Forged[] = [];
  const left: Forgery[] = [];
  for (const forgery of open) {
    const index = free.find((candidate) => {
      const sample = structuredClone(pristine.samples[candidate]!);
      if (!forgery.of(sample)) return false;
      const other = otherOf(sample, pristine.samples, random);
      if (forgery.edit(sample, { dataset, random, other }) === false) return false;
      samples[candidate] = sample;
      return true;
    });
    if (index === undefined) left.push(forgery);
    else {
      free = free.filter((other) => other !== index);
      forged.push({ id: resealSample(samples[index]!).id, forgery });
    }
  }
  return { forged, dataset, left };
}

function otherOf(sample: Sample, samples: readonly Sample[], random: Random): Sample {
  const evidence = JSON.stringify(sample.evidence);
  return random.pick(
    samples.filter(
      (one) =>
        one.lineage.part === sample.lineage.part && JSON.stringify(one.evidence) !== evidence,
    ),
  );
}

function judge(
  { failed, missing, unknown, manifest }: VerifyResult,
  forged: readonly Forged[],
  spreads: boolean,
  counts: Map<string, FamilyCount>,
  wrong: string[],
): void {
  if (manifest !== 'intact') wrong.push(`the manifest is ${manifest}`);
  const found = [...failed, ...missing, ...unknown];
  for (const { id, forgery } of forged) {
    const reasons = found.filter(({ sample }) => sample === id).map(({ reason }) => reason);
    const count = counts.get(forgery.family)!;
    count.made++;
    if (reasons.some((reason) => forgery.seen.test(reason))) count.caught++;
    else wrong.push(`${forgery.family}: ${reasons.join(' | ') || 'nothing found'}`);
  }
  const ids = new Set(forged.map(({ id }) => id));
  const stray = found.find(({ sample }) => sample === null || !ids.has(sample));
  if (stray && !spreads) wrong.push(`an untouched sample is at fault: ${JSON.stringify(stray)}`);
}
