import type { Method } from '../../core/run/method.ts';
import { loadPrompts } from '../../core/run/prompts.ts';
import type { Prover } from '../../core/proof/index.ts';
import { assignTasks, type TaskPayload } from './assign/assign-tasks.ts';
import { CurriculumOptions } from './options.ts';
import { openSyllabus, prepareSyllabus, type Syllabus } from './prepare/syllabus.ts';
import { pairContent, voiceKept } from './prove/checks.ts';
import { contradictionOf } from './prove/contradiction.ts';
import { traceProver } from './prove/trace.ts';
import { PAIR_CONTENT } from './write/write-task.ts';
import { writeTask } from './write/write-task.ts';

/** Verified tasks after child development: programs make the world, the answer and the proof; a model may reword. */
export const curriculum: Method<CurriculumOptions, Syllabus, TaskPayload> = {
  name: 'curriculum',
  version: 1,
  options: CurriculumOptions,
  roles: ({ voice }) => (voice === 'model' ? ['writer'] : []),
  prompts: loadPrompts(new URL('write/prompts/', import.meta.url)),
  prepare: prepareSyllabus,
  open: openSyllabus,
  assign: assignTasks,
  write: writeTask,
  provers: [traceProver as Prover],
  replayers: [voiceKept, pairContent],
  requires(kind) {
    if (kind === 'task') return { evidence: ['trace'], checks: [] };
    if (kind === 'preference') return { evidence: ['trace'], checks: [PAIR_CONTENT] };
    return undefined;
  },
  contradiction: contradictionOf,
};
