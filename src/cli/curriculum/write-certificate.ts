import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RecipeError } from '../../core/errors/recipe-error.ts';
import { writeFileAtomic } from '../../core/store/atomic-write.ts';
import { drawCertificate } from '../../methods/curriculum/mastery/draw-certificate.ts';
import { skillGraph } from '../../methods/curriculum/stages/read-skills.ts';
import type { Examined } from '../../recipe/examine.ts';

/** Writes the certificate, its page and every marked answer into a folder; gives the files. */
export async function writeCertificate(
  dir: string,
  { certificate, marks }: Examined,
): Promise<string[]> {
  const files: [string, string][] = [
    ['certificate.json', `${JSON.stringify(certificate, null, 2)}\n`],
    ['report.html', drawCertificate(certificate, skillGraph())],
    ['answers.jsonl', marks.map((mark) => `${JSON.stringify(mark)}\n`).join('')],
  ];
  try {
    await mkdir(dir, { recursive: true });
    for (const [name, text] of files) await writeFileAtomic(join(dir, name), text);
  } catch (cause) {
    throw new RecipeError(`cannot write to ${dir}: ${(cause as Error).message}`, {
      hint: 'choose another --out; paid answers are kept, so that running it again costs nothing',
      cause,
    });
  }
  return files.map(([name]) => join(dir, name));
}
