import { parentPort, workerData } from 'node:worker_threads';
import { sha256 } from '../../src/core/hash.ts';
import { createRandom } from '../../src/core/random.ts';
import { assignTasks } from '../../src/methods/curriculum/assign/assign-tasks.ts';
import { FAMILIES } from '../../src/methods/curriculum/families/registry.ts';
import { languageFaults } from '../../src/methods/curriculum/language/lint.ts';
import { CurriculumOptions } from '../../src/methods/curriculum/options.ts';
import { courseOf } from '../../src/methods/curriculum/prepare/course.ts';
import { skillGraph } from '../../src/methods/curriculum/stages/read-skills.ts';

/** What one worker does: some families, so many tasks of each, drawn as a run draws them. */
export interface Share {
  families: string[];
  tasksPerFamily: number;
  seed: string;
}

export interface FamilyFigures {
  family: string;
  stage: string;
  tasks: number;
  disagreements: number;
  ambiguous: number;
  languageFaults: number;
  /** Prompts that came before. */
  repeated: number;
  /** Why one broke the limits, to mend it. */
  firstFault: string | null;
  /** Seconds: drawn as a run draws (worlds told apart); made; solved twice; held to the language limits. */
  seconds: { assign: number; make: number; solve: number; lint: number };
}

const { families, tasksPerFamily, seed } = workerData as Share;

for (const id of families) {
  const family = FAMILIES.find((one) => one.id === id)!;
  const cells = family.levels.map((_level, index) => ({ family, level: index + 1 }));
  const options = CurriculumOptions.parse({ skills: [family.skill] });
  const course = courseOf(
    cells.map(({ level }) => ({ skill: family.skill, level })),
    skillGraph(),
  );
  const figures: FamilyFigures = {
    family: id,
    stage: family.stage,
    tasks: 0,
    disagreements: 0,
    ambiguous: 0,
    languageFaults: 0,
    repeated: 0,
    firstFault: null,
    seconds: { assign: 0, make: 0, solve: 0, lint: 0 },
  };
  const prompts = new Set<string>();
  const { signal } = new AbortController();
  const tasks = assignTasks(
    { cells, options, course },
    { seed, random: createRandom(seed), signal },
  );
  let mark = performance.now();
  const lap = (name: keyof FamilyFigures['seconds']): void => {
    const now = performance.now();
    figures.seconds[name] += (now - mark) / 1000;
    mark = now;
  };
  for await (const { payload } of tasks) {
    lap('assign');
    const item = family.generate(payload.seed, payload.level);
    lap('make');
    const { scene } = item.world;
    const bySolver = family.solve(scene);
    const byReader = family.solvePrompt(item.prompt);
    lap('solve');
    const coined = family.coined?.(scene) ?? [];
    const faults = [
      ...languageFaults(item.prompt, family.stage, 'heard', coined),
      ...languageFaults(family.say(item.answer, scene), family.stage, 'said', coined),
    ];
    lap('lint');
    figures.tasks++;
    if (bySolver.length !== 1 || byReader.length !== 1) figures.ambiguous++;
    if (bySolver[0] !== item.answer || byReader[0] !== item.answer) figures.disagreements++;
    if (faults.length > 0) {
      figures.languageFaults++;
      figures.firstFault ??= faults[0]!;
    }
    const prompt = sha256(item.prompt).slice(0, 16);
    if (prompts.has(prompt)) figures.repeated++;
    prompts.add(prompt);
    mark = performance.now();
    if (figures.tasks >= tasksPerFamily) break;
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port has no origin
  parentPort!.postMessage(figures);
}
