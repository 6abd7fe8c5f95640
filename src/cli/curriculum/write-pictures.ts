import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RecipeError } from '../../core/errors/recipe-error.ts';
import type { World } from '../../methods/curriculum/families/family.ts';
import { familyById } from '../../methods/curriculum/families/registry.ts';
import { toPng } from '../../methods/curriculum/pictures/to-png.ts';
import { toSvg } from '../../methods/curriculum/pictures/to-svg.ts';

/** Writes the picture of each task as SVG and PNG into a folder; gives the files. */
export async function writePictures(
  dir: string,
  items: readonly { world: World }[],
): Promise<string[]> {
  const written: string[] = [];
  try {
    await mkdir(dir, { recursive: true });
    for (const [index, { world }] of items.entries()) {
      const picture = familyById(world.generator)!.picture!.draw(world.scene);
      const name = join(dir, `${world.skill}-${world.level}-${index + 1}`);
      await writeFile(`${name}.svg`, toSvg(picture));
      await writeFile(`${name}.png`, toPng(picture));
      written.push(`${name}.svg`, `${name}.png`);
    }
  } catch (cause) {
    throw new RecipeError(`cannot write to ${dir}: ${(cause as Error).message}`, {
      hint: 'choose another folder for --pictures',
      cause,
    });
  }
  return written;
}
