import { estimateTokens } from '../../../core/model/estimate-tokens.ts';
import type { ProofMaterial } from '../../../core/proof/index.ts';
import { type Message, messageText, type Sample } from '../../../core/records/index.ts';
import { difficultyOf } from '../mastery/ability.ts';
import { traceOf } from '../prove/remake-item.ts';
import type { SkillGraph } from '../stages/read-skills.ts';
import { STAGES } from '../stages/stages.ts';

/** One task as a row for trainers, with what it takes to score an answer to it (`wellspring curriculum score`). */
export interface ScheduleRow {
  id: string;
  split: string;
  stage: string;
  /** From 1. */
  stage_number: number;
  skill: string;
  level: number;
  /** On the ability scale of certificates. */
  difficulty_b: number;
  /** Skills that this one needs. */
  parents: readonly string[];
  messages: { role: string; content: string }[];
  answer: string;
  generator: string;
  seed: string;
  template: string;
  form: string;
  tokens: number;
}

/** The row of a task; or why it has none. */
export async function rowOf(
  sample: Sample,
  material: ProofMaterial,
  graph: SkillGraph,
): Promise<ScheduleRow | { skipped: string }> {
  if (sample.method !== 'curriculum') return { skipped: `made by ${sample.method}` };
  const messages: Message[] = [...sample.messages, ...(sample.chosen ?? [])];
  if (messages.some(({ content }) => typeof content !== 'string')) {
    return { skipped: 'holds a picture' };
  }
  const evidence = traceOf(sample);
  const { stage, skill, level, template, form } = sample.tags;
  if (evidence === undefined || sample.answer === undefined) return { skipped: 'has no trace' };
  const world = (await material.record(evidence.world)) as { seed?: unknown };
  const turns = messages.map((message) => ({ role: message.role, content: messageText(message) }));
  return {
    id: sample.id,
    split: sample.split,
    stage: String(stage),
    stage_number: STAGES.findIndex((one) => one === stage) + 1,
    skill: String(skill),
    level: Number(level),
    difficulty_b: Math.round(difficultyOf(Number(level)) * 100) / 100,
    parents: graph.skills.find(({ name }) => name === skill)?.needs ?? [],
    messages: turns,
    answer: String(sample.answer.value),
    generator: evidence.generator,
    seed: String(world.seed),
    template: String(template),
    form: String(form),
    tokens: turns.reduce((sum, { content }) => sum + estimateTokens(content), 0),
  };
}
