import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { RecipeError } from '../core/errors/index.ts';
import { sha256 } from '../core/hash.ts';
import type { Method, Prompt } from '../core/run/method.ts';
import { createPrompt } from '../core/run/prompts.ts';

/** A method's prompts, the user's own files in place of those that the recipe replaces. */
export async function resolvePrompts(
  method: Pick<Method, 'name' | 'prompts'>,
  replaced: Record<string, string>,
  baseDir: string,
): Promise<Map<string, Prompt>> {
  const prompts = new Map<string, Prompt>();
  for (const [name, { version, text }] of Object.entries(method.prompts)) {
    prompts.set(name, createPrompt(`${method.name}/${name}@${version}`, text));
  }
  for (const [name, path] of Object.entries(replaced)) {
    if (!prompts.has(name)) {
      throw new RecipeError(`the method ${method.name} has no prompt named "${name}"`, {
        hint: `its prompts: ${[...prompts.keys()].join(', ') || 'none'}`,
      });
    }
    let text: string;
    try {
      text = await readFile(resolve(baseDir, path), 'utf8');
    } catch (cause) {
      throw new RecipeError(`cannot read the prompt ${path}: ${(cause as Error).message}`, {
        cause,
      });
    }
    const wanted = placeholders(method.prompts[name]!.text);
    const unknown = [...placeholders(text)].filter((placeholder) => !wanted.has(placeholder));
    if (unknown.length > 0) {
      throw new RecipeError(
        `the prompt ${path} uses ${unknown.map((one) => `{{${one}}}`).join(', ')}, which ${name} does not give`,
        {
          hint: `it gives ${[...wanted].map((one) => `{{${one}}}`).join(', ')}`,
        },
      );
    }
    prompts.set(name, createPrompt(`sha256:${sha256(text)}`, text));
  }
  return prompts;
}

const PLACEHOLDER = /\{\{(\w+)\}\}/g;

function placeholders(text: string): Set<string> {
  return new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1]!));
}
