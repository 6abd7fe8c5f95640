#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { EXIT } from './exit-codes.ts';
import { openTerminal } from './output/terminal.ts';
import { runCli } from './start.ts';

/** `npm run demo`: brings the small model here, makes the demo's dataset, verifies it, and says where to look. */

const MODEL = 'smollm2-135m-instruct';
const recipes = fileURLToPath(new URL('../../recipes/', import.meta.url));
const terminal = openTerminal();
const say = (line: string): void => terminal.err(`${line}\n`);

say(`1/3  the model: ${MODEL}`);
const pulled = await runCli(['models', 'pull', MODEL], terminal);
// Only a model that cannot be had is done without; who presses Ctrl-C wants no demo.
if (pulled !== EXIT.done && pulled !== EXIT.missing) process.exit(pulled);
const name = pulled === EXIT.done ? 'demo' : 'demo-without-model';
if (pulled === EXIT.missing) {
  say(
    '\nNo model can be had here, so the demo makes the part that needs none: tasks made and proved by programs.\n',
  );
}

say(`2/3  the run: recipes/${name}.yaml`);
const made = await runCli(['run', `${recipes}${name}.yaml`], terminal);

let ended = made;
if (made === EXIT.done || made === EXIT.short) {
  say('\n3/3  the proof: every sample replayed from what is stored, with no model and no network');
  const proved = await runCli(['verify', `runs/${name}/dataset`], terminal);
  if (proved !== EXIT.done) ended = proved;
  say(`
Where to look:
  runs/${name}/dataset/README.md        the card: what was made, from what, what was rejected and why
  runs/${name}/rejected.jsonl           every candidate that was turned away, with its reason
  npx wellspring inspect runs/${name}   samples with their evidence in the source
  npx wellspring export runs/${name} --format openai-chat --out chat.jsonl`);
}
process.exitCode = ended;
