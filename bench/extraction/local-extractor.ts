import type { z } from 'zod';
import { openLocalModel } from '../../src/core/model/local/open-local-model.ts';
import type { LanguageModel } from '../../src/core/model/port.ts';
import { jsonSchemaOf, parseObject } from '../../src/core/model/structured.ts';
import type { GenerateCall, RoleCaller } from '../../src/core/run/method.ts';
import type { Extractor } from '../../src/methods/graph/extract/extraction.ts';
import { createModelExtractor } from '../../src/methods/graph/extract/model/model-extractor.ts';

/** The model extractor over the small local model, with the limits that suit it. */
export async function openLocalExtractor(): Promise<Extractor> {
  const model = await openLocalModel({ model: 'smollm2-135m-instruct', sequences: 1 });
  return createModelExtractor({
    caller: bareCaller(model),
    model: model.description.id,
    sentencesPerCall: 1,
    namesPerCall: 10,
    form: 'choose',
    secondLook: true,
    maxOutputTokens: 160,
  });
}

/** A caller without journal and limits: a bench is run again by running it again. */
function bareCaller(model: LanguageModel): RoleCaller {
  const signal = new AbortController().signal;
  return {
    text: () => Promise.reject(new Error('the extractor asks for objects')),
    embed: () => Promise.reject(new Error('the extractor embeds nothing')),
    async object<T>({
      step: _step,
      prompt: _prompt,
      draw: _draw,
      schema,
      schemaName,
      attempts: _attempts,
      ...call
    }: GenerateCall & { schema: z.ZodType<T>; schemaName: string; attempts?: number }) {
      const json = jsonSchemaOf(schema);
      const reply = await model.generate(
        { ...call, schema: { name: schemaName, json } },
        { signal },
      );
      return { value: parseObject(reply.text, schema), reasoning: null, reply, call: {} as never };
    },
  };
}
