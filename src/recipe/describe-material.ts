import { join } from 'node:path';
import type { PlannedPart } from '../core/run/run-plan.ts';
import { runPaths, type Workspace } from '../core/run/workspace.ts';
import { sweepTemporaries, writeFileAtomic } from '../core/store/atomic-write.ts';
import type { IngestedSource } from './ingest.ts';
import type { ResolvedRecipe } from './resolved.ts';

/** `material/`: what was prepared, for a person who opens the run's folder. */
export async function describeMaterial(
  workspace: Workspace,
  run: string,
  resolved: ResolvedRecipe,
  parts: readonly PlannedPart[],
  sources: readonly IngestedSource[],
): Promise<void> {
  const { material } = runPaths(workspace.dir, run);
  await sweepTemporaries(material);
  for (const [index, part] of parts.entries()) {
    const { material: hash, options } = resolved.parts[index]!;
    const description = {
      part: part.name,
      method: part.method.name,
      summary: part.materialSummary,
      hash,
      options,
    };
    await writeFileAtomic(
      join(material, `${part.name}.json`),
      `${JSON.stringify(description, null, 2)}\n`,
    );
  }
  await writeFileAtomic(join(material, 'sources.json'), `${JSON.stringify(sources, null, 2)}\n`);
}
