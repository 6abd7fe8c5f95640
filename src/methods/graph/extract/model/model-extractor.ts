import type { Prompt, RoleCaller } from '../../../../core/run/method.ts';
import {
  createPrompt,
  loadPrompts,
  oneLine,
  promptMessages,
} from '../../../../core/run/prompts.ts';
import type { Extractor } from '../extraction.ts';
import { createFastExtractor } from '../fast/fast-extractor.ts';
import { type CompiledOntology, compileOntology } from '../fast/compile-ontology.ts';
import { loadOntology } from '../ontologies/load-ontology.ts';
import type { Ontology, OntologyRelation } from '../ontology.ts';
import { admitNames, type Checked } from './check-pointers.ts';
import { openCueFinder } from './find-cue.ts';
import { forgiving } from './forgiving.ts';
import { addFact, batchesOf, checkAll, dropInto, finish, keyOf, type Reading } from './reading.ts';
import { choiceReply, factsReply, openFactsReply, secondLookReply } from './reply-schema.ts';
import { choicesOf } from './choose-statements.ts';
import { cutWindows, sayWindow, type Window, WINDOW_DEFAULTS } from './windows.ts';

export type ExtractionPrompt = 'extract' | 'extract-open' | 'second-look' | 'choose';

export interface ModelExtractorOptions {
  caller: RoleCaller;
  /** What shapes the replies besides the prompts: model, revision, sampling. Part of the memo's key. */
  model: unknown;
  /** Replace the shipped ones. */
  prompts?: Partial<Record<ExtractionPrompt, Prompt>>;
  /**
   * `list`: all facts of a window in one reply. `choose`: one small question for each two names, with the statements that
   * kinds and words allow; for models too small to write lists. Its facts are those of an ontology.
   */
  form?: 'list' | 'choose';
  /** Free predicates instead of the ontology's relations. */
  open?: boolean;
  /** Asks once more: are any missing, are any wrong? Of choices: the same with the statements the other way round. */
  secondLook?: boolean;
  sentencesPerCall?: number;
  namesPerCall?: number;
  /** Relations put before the model at once; those that no two names of the window fit are left out first. */
  relationsPerCall?: number;
  maxOutputTokens?: number;
}

export const MODEL_EXTRACTOR_DEFAULTS = {
  ...WINDOW_DEFAULTS,
  relationsPerCall: 40,
  maxOutputTokens: 1000,
  open: false,
  secondLook: false,
  form: 'list' as const,
};

/**
 * The extractor that asks a model. The program numbers sentences, names and relations; the model answers with numbers, and
 * what does not point at something is dropped and counted. Transport failures are thrown; a reply that is refused or cannot be
 * read costs its window only. Without a model's help nothing of a passage can change what is asked: an instruction in a
 * passage can at most make numbers point wrongly.
 */
export function createModelExtractor(given: ModelExtractorOptions): Extractor {
  const options = { ...MODEL_EXTRACTOR_DEFAULTS, ...given };
  const fast = createFastExtractor({ predicates: options.open ? 'open' : 'ontology' });
  const shipped = loadPrompts(new URL('prompts/', import.meta.url));
  const promptOf = (name: ExtractionPrompt): Prompt =>
    given.prompts?.[name] ??
    createPrompt(`graph/${name}@${shipped[name]!.version}`, shipped[name]!.text);
  const compiled = new WeakMap<Ontology, Promise<CompiledOntology>>();
  const compile = (ontology: Ontology): Promise<CompiledOntology> => {
    let promise = compiled.get(ontology);
    if (promise === undefined)
      compiled.set(
        ontology,
        (promise = loadOntology('encyclopedia').then((book) => compileOntology(ontology, book))),
      );
    return promise;
  };
  const {
    open,
    secondLook,
    form,
    sentencesPerCall,
    namesPerCall,
    relationsPerCall,
    maxOutputTokens,
  } = options;
  if (open && form === 'choose')
    throw new TypeError(
      'model@1 chooses among the statements of an ontology: not with open predicates',
    );
  return {
    name: 'model@1',
    identity: {
      extractor: 'model@1',
      model: options.model,
      open,
      secondLook,
      form,
      sentencesPerCall,
      namesPerCall,
      relationsPerCall,
      maxOutputTokens,
      prompts: [
        promptOf(form === 'choose' ? 'choose' : open ? 'extract-open' : 'extract').id,
        ...(secondLook ? [promptOf('second-look').id] : []),
      ],
      fast: fast.identity,
    },
    async extract(input, ontology, signal) {
      const held = open ? null : ontology;
      if (!open && ontology === null)
        throw new TypeError('model@1 needs an ontology unless its predicates are open');
      const base = await fast.extract(input, held, signal);
      const reading: Reading = {
        input,
        mentions: base.mentions.map((mention) => ({ ...mention })),
        agreed: new Map(
          base.facts.map((fact) => [
            keyOf(fact.subject, fact.relation ?? fact.phrase, fact.object, base.mentions),
            fact,
          ]),
        ),
        facts: new Map(),
        dropped: {},
        compiled: held === null ? null : await compile(held),
        cue: await openCueFinder(),
      };
      for (const [number, window] of cutWindows(input.text, input.language, reading.mentions, {
        sentencesPerCall,
        namesPerCall,
      }).entries()) {
        if (form === 'choose') {
          await readChoices(`extract/${number + 1}`, held!, window, reading, signal);
          continue;
        }
        for (const [batch, relations] of batchesOf(
          held,
          window,
          reading,
          relationsPerCall,
        ).entries()) {
          signal.throwIfAborted();
          await readWindow(`extract/${number + 1}/${batch + 1}`, window, relations, reading);
        }
      }
      return finish(reading);
    },
  };

  async function readChoices(
    step: string,
    ontology: Ontology,
    window: Window,
    reading: Reading,
    signal: AbortSignal,
  ): Promise<void> {
    const prompt = promptOf('choose');
    const drop = dropInto(reading.dropped);
    const ask = async (
      at: string,
      sentence: string,
      statements: string[],
    ): Promise<number | null> => {
      const listed = statements.map((statement, index) => `${index + 1}. ${statement}`).join('\n');
      const reply = await forgiving(drop, () =>
        given.caller.object({
          step: at,
          messages: promptMessages(prompt.render({ sentence, statements: listed })),
          maxOutputTokens: Math.min(maxOutputTokens, 40),
          prompt,
          temperature: 0,
          schema: choiceReply(statements.length),
          schemaName: 'choice',
        }),
      );
      return reply === null ? null : reply.value.statement - 1;
    };
    for (const [number, choice] of choicesOf(ontology, window, reading).entries()) {
      signal.throwIfAborted();
      const { sentence, statements, claims } = choice;
      const at = `${step}/choice/${number + 1}`;
      const chosen = await ask(at, sentence, statements);
      if (chosen === null) continue;
      const claim = claims[chosen];
      if (claim === undefined) {
        drop('nothing-chosen');
        continue;
      }
      // A model that prefers a place in the list, not a statement, gives itself away.
      const again = secondLook
        ? await ask(`${at}/second-look`, sentence, statements.toReversed())
        : null;
      if (again !== null && claims.length - 1 - again !== chosen) drop('withdrawn');
      else addFact(claim, ontology.relations, reading, again !== null);
    }
  }

  async function readWindow(
    step: string,
    window: Window,
    relations: OntologyRelation[] | null,
    reading: Reading,
  ): Promise<void> {
    const { input, mentions } = reading;
    const drop = dropInto(reading.dropped);
    const said = sayWindow(input.text, window, mentions);
    const count = window.names.length;
    const list =
      relations
        ?.map(
          ({ label, subject, object }, index) =>
            `${index + 1}. ${oneLine(label)} (${(subject ?? ['any']).join(' or ')} → ${(object ?? ['any']).join(' or ')})`,
        )
        .join('\n') ?? '';
    const limits = {
      sentences: window.sentences.length,
      names: count,
      relations: relations?.length ?? 0,
    };
    const prompt = promptOf(relations === null ? 'extract-open' : 'extract');
    const call = {
      messages: promptMessages(prompt.render({ ...said, relations: list })),
      maxOutputTokens,
      prompt,
      temperature: 0,
      schemaName: 'facts',
    };
    const reply = await forgiving(drop, async () =>
      relations === null
        ? (await given.caller.object({ ...call, step, schema: openFactsReply(limits) })).value
        : (await given.caller.object({ ...call, step, schema: factsReply(limits) })).value,
    );
    if (reply === null) return;
    const kinds = new Set([
      ...mentions.map(({ kind }) => kind),
      'person',
      'organization',
      'place',
      'work',
      'event',
      'other',
    ]);
    const numbered = [
      ...window.names.slice(0, count).map(({ mention }) => mention),
      ...admitNames(reply.names, window, mentions, kinds, drop),
    ];
    let claims = checkAll(reply.facts, numbered, window, relations, reading);
    let seenTwice = false;
    if (secondLook && relations !== null && claims.length > 0) {
      const again = sayWindow(input.text, window, mentions);
      const second = promptOf('second-look');
      const facts = claims
        .map(
          (claim, index) =>
            `${index + 1}. sentence ${window.sentences.findIndex(({ start }) => start === claim.sentence[0]) + 1}: ${oneLine(mentions[claim.subject]!.text)} – ${oneLine(labelOf(claim, relations))} – ${oneLine(mentions[claim.object]!.text)}`,
        )
        .join('\n');
      const verdict = await forgiving(
        drop,
        async () =>
          (
            await given.caller.object({
              step: `${step}/second-look`,
              messages: promptMessages(second.render({ ...again, relations: list, facts })),
              maxOutputTokens,
              prompt: second,
              temperature: 0,
              schema: secondLookReply(limits, claims.length),
              schemaName: 'second_look',
            })
          ).value,
      );
      if (verdict !== null) {
        seenTwice = true;
        const wrong = new Set(verdict.wrong);
        const kept = claims.filter((_, index) => !wrong.has(index + 1));
        for (let index = kept.length; index < claims.length; index++) drop('withdrawn');
        claims = [...kept, ...checkAll(verdict.missing, numbered, window, relations, reading)];
      }
    }
    for (const claim of claims) addFact(claim, relations, reading, seenTwice);
  }
}

const labelOf = ({ relation }: Checked, relations: readonly OntologyRelation[]): string =>
  relations.find(({ id }) => id === relation)?.label ?? '';
