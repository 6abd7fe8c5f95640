import type { z } from 'zod';
import type { Hash } from '../hash.ts';
import type { GenerateReply, PromptMessage, SamplingParameters } from '../model/port.ts';
import type { CheckReplayer, ProofMaterial, ProofRequirement, Prover } from '../proof/index.ts';
import type { CallRecord, Candidate, Document, MethodName, Sample } from '../records/index.ts';
import type { Random } from '../random.ts';
import type { Memo } from '../store/memo.ts';

/** Where prepared material is: a hash that any process or worker opens. */
export interface MaterialRef {
  hash: Hash;
  /** For people: `12 documents, 340 blocks`. */
  summary: string;
  /** How many assignments it has at most; absent where there is no end, or none that can be told. */
  assignments?: number;
}

/** Content-addressed storage as methods see it. Writes are idempotent; reads check the hash. */
export interface Store extends ProofMaterial {
  putRecord(value: unknown): Promise<Hash>;
  putBlob(bytes: Uint8Array): Promise<Hash>;
}

/** A small unit of work: serialisable, seeded, and the unit of concurrency, resume and distribution. */
export interface Assignment<Payload = unknown> {
  /** Unique within its part, and the same in every run: the loop hashes it with the part's identity. */
  key: string;
  /** Documents, worlds, templates: what must not be shared across splits. */
  groups: string[];
  payload: Payload;
}

export interface PrepareContext<Options> {
  options: Options;
  /**
   * Journaled calls for one piece of the work. `id` names the piece by what it is made of, so that a piece that did not
   * change is never paid for again. Roles as the method's `roles` asks for them.
   */
  models(id: string): ModelAccess;
  /** Who speaks in a role: part of the identity of all that is remembered of its replies. Plain JSON. */
  speakers(role: string): unknown;
  /** Documents of the sources and parts that this part reads, in a fixed order. */
  documents(): AsyncIterable<Document>;
  store: Store;
  /** Results of stages by the hash of their input. */
  memo: Memo;
  /** Relative paths in the options start here. */
  baseDir: string;
  random: Random;
  signal: AbortSignal;
  /** Notes an item that cannot be used: kept in the run's `skipped.jsonl` and counted by reason. */
  skip(item: { uri: string; reason: string; message: string }): void;
  /** Says what is being done; `total` where it is known. */
  progress(done: number, total: number | null, what: string): void;
}

/** What closed epochs gave, by assignment key, so that coverage can grow and a curriculum can follow its learner. */
export interface EpochOutcome {
  epoch: number;
  accepted: string[];
  rejected: string[];
}

export interface AssignContext {
  seed: string;
  random: Random;
  /** Number of assignments in an epoch. */
  epochSize: number;
  /**
   * What a closed epoch gave. Waits until it is closed, which drains the pipeline, so ask for the epoch before the last.
   * Only the four newest closed epochs are kept: an older one is a RangeError.
   */
  outcome(epoch: number): Promise<EpochOutcome>;
  signal: AbortSignal;
}

/** A prompt as a file: its text, and the name and version (or file hash) that lineage records. */
export interface Prompt {
  /** `name@version`, or `sha256:…` for a user's own file. */
  id: string;
  /** The text with every `{{name}}` replaced. Throws RecipeError on a name that is missing. */
  render(values: Record<string, string | number>): string;
}

export interface GenerateCall extends SamplingParameters {
  /** Names the call within the assignment: part of the journal key. */
  step: string;
  messages: PromptMessage[];
  maxOutputTokens: number;
  prompt?: Prompt;
  /** Best-of-n: each draw is a call of its own. Default 0. */
  draw?: number;
}

export interface TextResult {
  text: string;
  reasoning: string | null;
  reply: GenerateReply;
  call: CallRecord;
}

export interface ObjectResult<T> extends Omit<TextResult, 'text'> {
  value: T;
}

/** A role of the recipe: one model, or a pool of which the assignment's seed draws a member. */
export interface RoleCaller {
  /**
   * A journaled text call. Raises ModelRefusalError and OutputParseError (`output-too-long`, `output-empty`), which
   * reject the item; transport failures are retried below and then stop the run.
   */
  text(call: GenerateCall): Promise<TextResult>;
  /** A journaled call bound to a schema; a reply that does not fit is asked for again up to `attempts` times (default 2). */
  object<T>(
    call: GenerateCall & { schema: z.ZodType<T>; schemaName: string; attempts?: number },
  ): Promise<ObjectResult<T>>;
  embed(call: { step: string; texts: string[] }): Promise<number[][]>;
}

export interface ModelAccess {
  has(role: string): boolean;
  /** Throws RecipeError when the recipe names no such role. */
  role(name: string): RoleCaller;
}

export interface WriteContext {
  models: ModelAccess;
  /** Seeded by the assignment. */
  random: Random;
  store: Store;
  /** A prompt by its name in the method's `prompts/`, or the user's file that replaces it. */
  prompt(name: string): Prompt;
  signal: AbortSignal;
}

/** The contract of the four methods. `Options` is what the recipe's part says, parsed. */
export interface Method<Options = unknown, Material = unknown, Payload = unknown> {
  name: MethodName;
  /** Changes whenever the same assignment would be written otherwise. */
  version: number;
  options: z.ZodType<Options>;
  /** Roles that these options need; a recipe that lacks one stops before it spends. */
  roles(options: Options): string[];
  /** Shipped prompts by name: `{{…}}` templates. */
  prompts: Record<string, { version: number; text: string }>;
  prepare(context: PrepareContext<Options>): Promise<MaterialRef>;
  /** Opens what was prepared, in any process; `options` are those it was prepared with. */
  open(ref: MaterialRef, store: Store, options: Options): Promise<Material>;
  assign(material: Material, context: AssignContext): AsyncIterable<Assignment<Payload>>;
  write(
    assignment: Assignment<Payload>,
    material: Material,
    context: WriteContext,
  ): Promise<Candidate[]>;
  /** Replay its evidence and its own checks: no model, no network. */
  provers: Prover[];
  replayers: CheckReplayer[];
  /** What a sample of this kind must carry to count as proved; null for its grounded kinds, undefined for no kind of its own. */
  requires(kind: string): ProofRequirement | null | undefined;
  /**
   * Why a sample that an earlier state of the material gave does not hold in this one, or undefined where it does. A run
   * whose material changed asks it of all that was accepted before; what fails is kept as rejected, `stale`.
   */
  contradictedBy?(candidate: Candidate, material: Material): Promise<string | undefined>;
  /**
   * What of a sample cannot come from a part with these options, the material of this hash and this seed (`1/part`), or
   * undefined; verify asks it of the recipe's record.
   */
  contradiction?(
    sample: Sample,
    options: Options,
    material: Hash,
    seed: string,
  ): string | undefined;
}
