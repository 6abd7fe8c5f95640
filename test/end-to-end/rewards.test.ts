import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScoreServer } from '../../src/cli/curriculum/serve-scores.ts';
import { FAMILIES } from '../../src/methods/curriculum/families/registry.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const command = `${process.execPath} ${join(root, 'src', 'cli', 'main.ts')}`;

const tasks = FAMILIES.slice(-6).flatMap((family) =>
  ['r1', 'r2'].map((seed, index) => {
    const { answer, world } = family.generate(seed, 2);
    const said = index === 0 ? answer : family.mistakes(world.scene)[0]!;
    const response = family.say(said, world.scene);
    return { generator: family.id, level: 2, seed, response, wanted: index === 0 ? 1 : 0 };
  }),
);
const wanted = tasks.map((task) => task.wanted);

const SCRIPT = `
import json, sys
import wellspring_rewards as rewards
tasks = json.load(sys.stdin)
columns = {name: [task[name] for task in tasks] for name in ("generator", "level", "seed")}
texts = [task["response"] for task in tasks]
chats = [[{"role": "assistant", "content": text}] for text in texts]
try:
    rewards.curriculum_reward(["x"], ["nothing@1"], [1], ["a"])
    fault = None
except rewards.ScoreError as error:
    fault = str(error)
print(json.dumps({
    "trl": rewards.curriculum_reward(prompts=[], completions=texts, **columns),
    "chat": rewards.curriculum_reward(completions=chats, **columns),
    "verl": [rewards.compute_score("wellspring", task["response"], json.dumps({k: task[k] for k in ("generator", "level", "seed")})) for task in tasks],
    "many": sum(rewards.curriculum_reward(completions=texts * 400, **{k: v * 400 for k, v in columns.items()})),
    "fault": fault,
}))
`;

async function fromPython(env: Record<string, string>): Promise<Record<string, unknown>> {
  const child = spawn('python3', ['-c', SCRIPT], {
    cwd: join(root, 'examples', 'reinforcement-learning'),
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(tasks));
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(0);
  return JSON.parse(out) as Record<string, unknown>;
}

const expected = {
  trl: wanted,
  chat: wanted,
  verl: wanted,
  many: 400 * wanted.filter((score) => score === 1).length,
  fault: 'this build has no task family nothing@1',
};

describe('reward functions in Python', () => {
  it('score as the verifiers do, through a pipe', async () => {
    expect(await fromPython({ WELLSPRING: command, WELLSPRING_SCORE_URL: '' })).toEqual(expected);
  }, 60_000);

  describe('over HTTP', () => {
    const server = createScoreServer();
    let url = '';
    beforeAll(async () => {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      url = `http://127.0.0.1:${(server.address() as { port: number }).port}/score`;
    });
    afterAll(() => void server.close());

    it('score the same', async () => {
      expect(await fromPython({ WELLSPRING_SCORE_URL: url })).toEqual(expected);
    }, 60_000);

    it('answers what it does not understand with a reason and a status', async () => {
      const post = async (body: string, path = '') => {
        const reply = await fetch(`${url}${path}`, { method: 'POST', body });
        return [reply.status, await reply.json()] as const;
      };
      expect(await post('{')).toEqual([400, { error: expect.stringContaining('not JSON') }]);
      expect((await post('{}'))[0]).toBe(422);
      expect(await post('[]')).toEqual([200, []]);
      expect((await post('[{}]'))[1]).toEqual([{ error: expect.any(String) }]);
      expect((await post('{}', '/other'))[0]).toBe(404);
      expect((await fetch(url)).status).toBe(405);
      expect(await (await fetch(url.replace('score', 'health'))).json()).toEqual({ ok: true });
    });
  });
});

describe('wellspring curriculum score', () => {
  it('keeps what else a line held, and says which lines it could not score', async () => {
    const [task] = tasks;
    const { wanted: _wanted, ...request } = task!;
    const child = spawn(process.execPath, [join(root, 'src/cli/main.ts'), 'curriculum', 'score'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    child.stdin.end(`${JSON.stringify({ ...request, id: 7 })}\n\nnot json\n{"id":8}\n`);
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += String(chunk)));
    const [code] = (await once(child, 'close')) as [number];
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatchObject({ id: 7, score: 1, seed: task!.seed });
    expect(lines[0]).not.toHaveProperty('response');
    expect(lines[1]).toEqual({ error: expect.stringContaining('not JSON') });
    expect(lines[2]).toMatchObject({ id: 8, error: expect.any(String) });
    expect(code).toBe(2);
  }, 30_000);

  it('names a file that is not there', async () => {
    const call = run(process.execPath, [
      join(root, 'src/cli/main.ts'),
      'curriculum',
      'score',
      'no.jsonl',
    ]);
    await expect(call).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cannot read no.jsonl'),
    });
  }, 30_000);
});
