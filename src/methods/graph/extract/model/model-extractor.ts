import {
  ItemRejectedError,
  ModelRefusalError,
  OutputParseError,
} from '../../../../core/errors/index.ts';
import type { Prompt, RoleCaller } from '../../../../core/run/method.ts';
import {
  createPrompt,
  loadPrompts,
  oneLine,
  promptMessages,
} from '../../../../core/run/prompts.ts';
import { sliceCodePoints, codePointLength } from '../../../../core/text/code-points.ts';
import type {
  ExtractedFact,
  Extraction,
  ExtractionInput,
  Extractor,
  Mention,
} from '../extraction.ts';
import { createFastExtractor } from '../fast/fast-extractor.ts';
import { type CompiledOntology, compileOntology } from '../fast/compile-ontology.ts';
import { fitMention } from '../fast/match-claims.ts';
import type { Ontology, OntologyRelation } from '../ontology.ts';
import { admitNames, type Checked, checkPointers } from './check-pointers.ts';
import { cueWordsOf, type FindCue, openCueFinder } from './find-cue.ts';
import { FactsReply, OpenFactsReply, type Pointed, SecondLookReply } from './reply-schema.ts';
import { weighClaim } from './weigh-claims.ts';
import { cutWindows, sayWindow, type Window, WINDOW_DEFAULTS } from './windows.ts';

export interface ModelExtractorOptions {
  caller: RoleCaller;
  /** What shapes the replies besides the prompts: model, revision, sampling. Part of the memo's key. */
  model: unknown;
  /** `extract`, `extract-open`, `second-look`: replace the shipped ones. */
  prompts?: Partial<Record<'extract' | 'extract-open' | 'second-look', Prompt>>;
  /** Free predicates instead of the ontology's relations. */
  open?: boolean;
  /** Asks once more: are any missing, are any wrong? */
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
  const promptOf = (name: 'extract' | 'extract-open' | 'second-look'): Prompt =>
    given.prompts?.[name] ??
    createPrompt(`graph/${name}@${shipped[name]!.version}`, shipped[name]!.text);
  const compiled = new WeakMap<Ontology, Promise<CompiledOntology>>();
  const compile = (ontology: Ontology): Promise<CompiledOntology> => {
    let promise = compiled.get(ontology);
    if (promise === undefined) compiled.set(ontology, (promise = compileOntology(ontology, null)));
    return promise;
  };
  const { open, secondLook, sentencesPerCall, namesPerCall, relationsPerCall, maxOutputTokens } =
    options;
  return {
    name: 'model@1',
    identity: {
      extractor: 'model@1',
      model: options.model,
      open,
      secondLook,
      sentencesPerCall,
      namesPerCall,
      relationsPerCall,
      maxOutputTokens,
      prompts: [
        promptOf(open ? 'extract-open' : 'extract').id,
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
        ? (await given.caller.object({ ...call, step, schema: OpenFactsReply })).value
        : (await given.caller.object({ ...call, step, schema: FactsReply })).value,
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
              schema: SecondLookReply,
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

interface Reading {
  input: ExtractionInput;
  mentions: Mention[];
  /** Facts of the fast extractor by what they mean. */
  agreed: Map<string, ExtractedFact>;
  facts: Map<string, ExtractedFact>;
  dropped: Record<string, number>;
  compiled: CompiledOntology | null;
  cue: FindCue;
}

const dropInto =
  (dropped: Record<string, number>) =>
  (reason: string): void => {
    dropped[reason] = (dropped[reason] ?? 0) + 1;
  };

/** A reply that is refused, too long or unreadable costs its window; everything else is thrown. */
async function forgiving<T>(
  drop: (reason: string) => void,
  call: () => Promise<T>,
): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ModelRefusalError) drop('model-refused');
    else if (error instanceof OutputParseError) drop('reply-unreadable');
    else if (error instanceof ItemRejectedError) drop('window-rejected');
    else throw error;
    return null;
  }
}

const keyOf = (
  subject: number,
  relation: string,
  object: number,
  mentions: readonly Mention[],
): string => JSON.stringify([meant(subject, mentions), relation, meant(object, mentions)]);

function meant(index: number, mentions: readonly Mention[]): string {
  const { refersTo, name, text } = mentions[index]!;
  return (
    refersTo === undefined ? (name ?? text) : (mentions[refersTo]!.name ?? mentions[refersTo]!.text)
  ).toLowerCase();
}

const labelOf = ({ relation }: Checked, relations: readonly OntologyRelation[]): string =>
  relations.find(({ id }) => id === relation)?.label ?? '';

function checkAll(
  pointed: readonly Pointed[],
  numbered: readonly (number | null)[],
  window: Window,
  relations: OntologyRelation[] | null,
  reading: Reading,
): Checked[] {
  return pointed.flatMap(
    (each) =>
      checkPointers(
        each,
        numbered,
        window,
        reading.mentions,
        relations,
        dropInto(reading.dropped),
      ) ?? [],
  );
}

/** The relations that some two names of a window fit, in batches; one call without a list where predicates are open. */
function batchesOf(
  ontology: Ontology | null,
  window: Window,
  { compiled, mentions }: Reading,
  size: number,
): (OntologyRelation[] | null)[] {
  if (ontology === null) return [null];
  const fits = (kinds: readonly string[] | undefined): boolean =>
    window.names.length === 0 ||
    window.names.some(({ mention }) => kindsFit(mention, kinds, compiled!, mentions) > 0);
  const relations = ontology.relations.filter(
    ({ subject, object }) => fits(subject) && fits(object),
  );
  const batches: OntologyRelation[][] = [];
  for (let at = 0; at < relations.length; at += size) batches.push(relations.slice(at, at + size));
  return batches;
}

const kindsFit = (
  mention: number,
  kinds: readonly string[] | undefined,
  compiled: CompiledOntology,
  mentions: readonly Mention[],
): number =>
  kinds === undefined
    ? 0.9
    : Math.max(...kinds.map((kind) => fitMention(mentions[mention]!, kind, compiled, mentions)));

function addFact(
  claim: Checked,
  relations: readonly OntologyRelation[] | null,
  reading: Reading,
  wasSeenTwice: boolean,
): void {
  const { input, mentions, compiled, dropped } = reading;
  const relation = relations?.find(({ id }) => id === claim.relation);
  if (relation !== undefined && compiled !== null) {
    const fit = Math.min(
      kindsFit(claim.subject, relation.subject, compiled, mentions),
      kindsFit(claim.object, relation.object, compiled, mentions),
    );
    if (fit === 0) return dropInto(dropped)('kind');
    push(fit >= 0.95);
  } else push(false);

  function push(isFit: boolean): void {
    const [start, end] = claim.sentence;
    const sentence = sliceCodePoints(input.text, start, end);
    const cue = reading.cue(
      relation === undefined ? [claim.words] : cueWordsOf(relation),
      sentence,
    );
    const key = keyOf(claim.subject, claim.relation ?? claim.words, claim.object, mentions);
    const same = reading.agreed.get(key);
    const confidence = weighClaim({
      hasCue: cue !== null,
      kindsFit: isFit,
      agreed: same !== undefined && same.negated === claim.negated ? same.confidence : null,
      wasSeenTwice,
    });
    if (relation === undefined && cue === null)
      return dropInto(dropped)('predicate-not-in-sentence');
    const { words, ...rest } = claim;
    const at = (offset: number): number => start + codePointLength(sentence.slice(0, offset));
    const phrase =
      relation === undefined
        ? words
        : (same?.phrase ?? (cue === null ? relation.label : sentence.slice(...cue).toLowerCase()));
    const fact: ExtractedFact = {
      ...rest,
      phrase,
      cue: cue === null ? null : [at(cue[0]), at(cue[1])],
      time: same?.time ?? null,
      confidence,
    };
    const place = JSON.stringify([key, claim.sentence, claim.negated]);
    const known = reading.facts.get(place);
    if (known === undefined || known.confidence < confidence) reading.facts.set(place, fact);
  }
}

function finish({ mentions, facts, dropped }: Reading): Extraction {
  return {
    mentions,
    facts: [...facts.values()].toSorted(
      (a, b) => a.sentence[0] - b.sentence[0] || a.subject - b.subject || a.object - b.object,
    ),
    dropped,
  };
}
