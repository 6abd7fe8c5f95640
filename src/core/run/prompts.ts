import { readdirSync, readFileSync } from 'node:fs';
import { RecipeError } from '../errors/index.ts';
import type { PromptMessage } from '../model/port.ts';
import type { Prompt } from './method.ts';

const VERSION_LINE = /^<!-- version (\d+) -->\n/;
const TURN_LINE = /^## (system|user|assistant)$/;

/**
 * Reads a method's shipped prompts, `NAME.md` each, whose first line is `<!-- version N -->`.
 * Throws TypeError on a file without one: that is a mistake of ours, not of a user.
 */
export function loadPrompts(folder: URL): Record<string, { version: number; text: string }> {
  const prompts: Record<string, { version: number; text: string }> = {};
  for (const file of readdirSync(folder).toSorted()) {
    if (!file.endsWith('.md')) continue;
    const content = readFileSync(new URL(file, folder), 'utf8').replaceAll('\r\n', '\n');
    const version = VERSION_LINE.exec(content);
    if (version === null)
      throw new TypeError(`prompt ${file} does not begin with <!-- version N -->`);
    prompts[file.slice(0, -'.md'.length)] = {
      version: Number(version[1]),
      text: content.slice(version[0].length).trim(),
    };
  }
  return prompts;
}

/** A prompt of a template's text: every `{{name}}` is replaced once, so that a value's own braces stay as they are. */
export function createPrompt(id: string, text: string): Prompt {
  return {
    id,
    render: (values) =>
      text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
        const value = Object.hasOwn(values, name) ? values[name] : undefined;
        if (value === undefined) {
          throw new RecipeError(
            `prompt ${id} asks for {{${name}}}, which this step does not have`,
            {
              hint: `it may use: ${Object.keys(values)
                .map((known) => `{{${known}}}`)
                .join(', ')}`,
            },
          );
        }
        return String(value);
      }),
  };
}

/**
 * Splits a rendered prompt at its lines `## system`, `## user` and `## assistant` into messages: examples shown as
 * turns are what small models follow best. A prompt without such lines is one user message.
 */
export function promptMessages(rendered: string): PromptMessage[] {
  const messages: { role: PromptMessage['role']; lines: string[] }[] = [];
  for (const line of rendered.split('\n')) {
    const turn = TURN_LINE.exec(line);
    if (turn !== null) messages.push({ role: turn[1] as PromptMessage['role'], lines: [] });
    else if (messages.length > 0) messages.at(-1)!.lines.push(line);
    else if (line.trim() !== '') messages.push({ role: 'user', lines: [line] });
  }
  return messages.map(({ role, lines }) => ({ role, content: lines.join('\n').trim() }));
}

/** A value that can never start a line of its own: what a page or a person wrote is put into prompts through this. */
export function oneLine(value: string): string {
  return value
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^[#<]+ */, '');
}
