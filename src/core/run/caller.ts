import type { z } from 'zod';
import { ModelRefusalError, OutputParseError, RecipeError } from '../errors/index.ts';
import { canonicalJson, hashRecord } from '../hash.ts';
import { worstCaseOf, worstCaseOfEmbedding } from '../model/cost.ts';
import type {
  EmbedReply,
  GenerateReply,
  GenerateRequest,
  JsonSchema,
  LanguageModel,
  SamplingParameters,
} from '../model/port.ts';
import { jsonSchemaOf, parseObject } from '../model/structured.ts';
import { createRandom } from '../random.ts';
import type { CallRecord } from '../records/index.ts';
import type { Usage } from '../records/usage.ts';
import type { GenerateCall, ModelAccess, RoleCaller } from './method.ts';
import { type PayContext, payOnce } from './pay.ts';

/** A member of a role's pool: a model, its share of the assignments, and the sampling that the recipe gives it. */
export interface PoolMember {
  model: LanguageModel;
  weight: number;
  sampling: SamplingParameters;
}

export type Roles = ReadonlyMap<string, readonly PoolMember[]>;

/** An assignment's calls, in the order in which they were made. */
export interface CallLog {
  records: CallRecord[];
  entries: { key: string; role: string; model: string; usage: Usage; costUsd: number | null }[];
}

/** Model access of one assignment: every reply is journaled under its key before it is interpreted. */
export function callerFor(
  assignment: { id: string; seed: string },
  roles: Roles,
  context: PayContext,
  signal: AbortSignal,
): { models: ModelAccess; log: CallLog } {
  const log: CallLog = { records: [], entries: [] };
  const callers = new Map<string, RoleCaller>();
  const models: ModelAccess = {
    has: (role) => roles.has(role),
    role(name) {
      let caller = callers.get(name);
      if (caller === undefined) {
        const pool = roles.get(name);
        if (pool === undefined) {
          throw new RecipeError(`the recipe names no model for the role "${name}"`, {
            hint: `add under models: {${name}: {provider: …, model: …}}`,
          });
        }
        // Drawn from the seed, never by load: the same run speaks with the same voices.
        const member = drawMember(pool, `${assignment.seed}/role/${name}`);
        caller = roleCaller(name, member, assignment.id, log, context, signal);
        callers.set(name, caller);
      }
      return caller;
    },
  };
  return { models, log };
}

export function drawMember(pool: readonly PoolMember[], seed: string): PoolMember {
  const total = pool.reduce((sum, member) => sum + member.weight, 0);
  let point = createRandom(seed).next() * total;
  return pool.find((member) => (point -= member.weight) < 0) ?? pool.at(-1)!;
}

function roleCaller(
  role: string,
  { model, sampling: fixed }: PoolMember,
  assignment: string,
  log: CallLog,
  context: PayContext,
  signal: AbortSignal,
): RoleCaller {
  const { id, revision, price } = model.description;

  const generate = async (
    call: GenerateCall,
    attempt: number,
    schema?: { name: string; json: JsonSchema },
  ): Promise<{ reply: GenerateReply; call: CallRecord }> => {
    const { step, messages, maxOutputTokens, prompt, draw = 0, ...wanted } = call;
    const sampling: SamplingParameters = { ...wanted, ...fixed };
    const seed = sampling.seed ?? seedOf(`${assignment}/${step}/${attempt}/${draw}`);
    const request: GenerateRequest = {
      ...sampling,
      seed,
      messages,
      maxOutputTokens,
      ...(schema && { schema }),
    };
    const journalKey = hashRecord({
      model: id,
      revision,
      request,
      assignment,
      step,
      attempt,
      draw,
    });
    const worst = worstCaseOf(request, model.description);
    const send = (): Promise<GenerateReply> => model.generate(request, { signal });
    const { reply, costUsd } = await payOnce(journalKey, model, worst, send, context, signal);
    const parameters = JSON.parse(
      canonicalJson({ ...sampling, maxOutputTokens }),
    ) as CallRecord['parameters'];
    const record: CallRecord = {
      step,
      role,
      model: id,
      revision,
      parameters,
      prompt: prompt?.id ?? null,
      journalKey,
    };
    log.records.push(record);
    log.entries.push({ key: journalKey, role, model: id, usage: reply.usage, costUsd });
    return { reply, call: record };
  };

  return {
    async text(request) {
      const { reply, call } = await generate(request, 0);
      refuseUnusable(reply);
      if (reply.text.trim() === '')
        throw new OutputParseError('output-empty', reply.text, 'the reply is empty');
      return { text: reply.text, reasoning: reply.reasoning, reply, call };
    },

    async object<T>(
      request: GenerateCall & { schema: z.ZodType<T>; schemaName: string; attempts?: number },
    ) {
      const { schema, schemaName, attempts = 2, ...rest } = request;
      const json = jsonSchemaOf(schema);
      for (let attempt = 0; ; attempt++) {
        const { reply, call } = await generate(rest, attempt, { name: schemaName, json });
        try {
          refuseUnusable(reply);
          return {
            value: parseObject(reply.text, schema),
            reasoning: reply.reasoning,
            reply,
            call,
          };
        } catch (error) {
          if (!(error instanceof OutputParseError) || attempt + 1 >= attempts) throw error;
        }
      }
    },

    async embed({ step, texts }) {
      const key = hashRecord({ model: id, revision, embed: texts, assignment, step });
      const send = (): Promise<EmbedReply> => model.embed({ texts }, { signal });
      const { reply, costUsd } = await payOnce(
        key,
        model,
        worstCaseOfEmbedding({ texts }, price),
        send,
        context,
        signal,
      );
      log.records.push({
        step,
        role,
        model: id,
        revision,
        parameters: {},
        prompt: null,
        journalKey: key,
      });
      log.entries.push({ key, role, model: id, usage: reply.usage, costUsd });
      return reply.vectors;
    },
  };
}

function refuseUnusable(reply: GenerateReply): void {
  if (reply.finishReason === 'refusal' || reply.finishReason === 'content-filter') {
    throw new ModelRefusalError(
      `the model declined (${reply.finishReason}): ${reply.text.slice(0, 120)}`,
    );
  }
  if (reply.finishReason === 'length') {
    throw new OutputParseError(
      'output-too-long',
      reply.text,
      'the reply reached maxOutputTokens and is cut off',
    );
  }
}

/** A 31-bit seed for the sampler: some servers take only signed integers. */
function seedOf(text: string): number {
  return createRandom(text).integer(0x7fffffff);
}
