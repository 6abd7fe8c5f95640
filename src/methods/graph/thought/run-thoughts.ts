import { CancelledError } from '../../../core/errors/index.ts';
import type { GenerateReply } from '../../../core/model/port.ts';
import type { GenerateCall, ModelAccess } from '../../../core/run/method.ts';
import { settleAll, type Thought } from './operations.ts';
import { orderPlan, type Plan } from './order-plan.ts';
import type { ThoughtGraph, ThoughtNode } from './thought-graph.ts';

export interface ThoughtContext {
  models: ModelAccess;
  signal: AbortSignal;
}

/**
 * Carries out a plan: each operation as soon as all before it are done, so that independent ones run at once (the paper's
 * own controller takes them one by one). Every model call goes through the given callers, under a step named after its
 * thought: where these journal their replies, a plan that was broken off is simply run again, and nothing is paid twice.
 * The result depends on the replies alone, never on which came first.
 *
 * Throws TypeError for a plan that cannot run, before anything is called; else what the first operation to fail threw,
 * once all that was under way has ended. After a failure nothing new is started.
 */
export async function runThoughts(plan: Plan, context: ThoughtContext): Promise<ThoughtGraph> {
  const { order, waves } = orderPlan(plan);
  const running = new Map<string, Promise<ThoughtNode>>();
  const thoughts = new Map<string, Thought>();
  let failure: { error: unknown } | undefined;

  const carryOut = async (id: string): Promise<ThoughtNode> => {
    const operation = plan[id]!;
    const before = await Promise.all(operation.after.map((name) => running.get(name)!));
    if (failure !== undefined) throw failure.error;
    if (context.signal.aborted) throw context.signal.reason ?? new CancelledError('stopped');
    const cost = { calls: 0, inputTokens: 0, outputTokens: 0 };
    try {
      const kept = [...new Set(before.flatMap((node) => node.kept))];
      const done = await operation.perform({
        inputs: kept.map((name) => ({ ...thoughts.get(name)! })),
        modelsFor: (thought) => countCalls(context.models, thought, cost),
        name: (number) => `${id}/${number}`,
      });
      for (const { id: name, text } of done.made)
        thoughts.set(name, { id: name, text, score: null });
      for (const [name, score] of Object.entries(done.scores)) thoughts.get(name)!.score = score;
      const { kind, after } = operation;
      return { id, operation: kind, after: [...after], wave: waves.get(id)!, ...done, ...cost };
    } catch (error) {
      failure ??= { error };
      throw failure.error;
    }
  };

  for (const id of order) running.set(id, carryOut(id));
  const nodes = await settleAll(order.map((id) => running.get(id)!));
  return { type: 'thought-graph', nodes };
}

interface Cost {
  calls: number;
  inputTokens: number;
  outputTokens: number;
}

/** The same models, with each call's step under the thought's name and its cost added up. */
function countCalls(models: ModelAccess, thought: string, cost: Cost): ModelAccess {
  const counted = async <C extends { step: string }, R>(
    call: C,
    send: (named: C) => Promise<R>,
  ): Promise<R> => {
    cost.calls++;
    const result = await send({ ...call, step: `${thought}/${call.step}` });
    if (typeof result === 'object' && result !== null && 'reply' in result) {
      const { usage } = result.reply as GenerateReply;
      cost.inputTokens += usage.inputTokens;
      cost.outputTokens += usage.outputTokens;
    }
    return result;
  };
  return {
    has: (role) => models.has(role),
    role(name) {
      const role = models.role(name);
      return {
        ...role,
        text: (call: GenerateCall) => counted(call, (named) => role.text(named)),
        object: (call) => counted(call, (named) => role.object(named)),
        embed: (call) => counted(call, (named) => role.embed(named)),
      };
    },
  };
}
