import { RecipeError } from '../core/errors/index.ts';
import {
  type CheckReplayer,
  type ProofRegistry,
  type Prover,
  spanProver,
} from '../core/proof/index.ts';
import type { GateDefinition } from '../core/run/gate.ts';
import type { Method } from '../core/run/method.ts';
import { curriculum } from '../methods/curriculum/index.ts';
import { graph } from '../methods/graph/index.ts';
import { papers } from '../methods/papers/index.ts';
import { personas } from '../methods/personas/index.ts';
import { rows } from '../methods/rows/index.ts';
import { nearestWord } from '../core/text/nearest-word.ts';
import { GATES } from '../quality/index.ts';
import { contradictionWith } from './contradiction.ts';
import { ResolvedRecipe } from './resolved.ts';

/** A method's own types of options, material and payload end here, where a recipe's word decides. */
function erased<O, M, P>(method: Method<O, M, P>): Method {
  return method as unknown as Method;
}

/** Every method by the word that recipes use. The one place that knows them all. */
export const METHODS: readonly Method[] = [
  erased(curriculum),
  erased(graph),
  erased(papers),
  erased(personas),
  erased(rows),
];

export function findMethod(name: string): Method {
  const found = METHODS.find((method) => method.name === name);
  if (found === undefined)
    throw unknownName(
      'method',
      name,
      METHODS.map((method) => method.name),
    );
  return found;
}

export function findGate(name: string): GateDefinition {
  const found = GATES.find((gate) => gate.name === name);
  if (found === undefined)
    throw unknownName(
      'gate',
      name,
      GATES.map((gate) => gate.name),
    );
  return found;
}

function unknownName(what: string, name: string, known: readonly string[]): RecipeError {
  return new RecipeError(`there is no ${what} named "${name}"`, {
    hint: `${didYouMean(name, known)}known: ${known.join(', ')}`,
  });
}

function didYouMean(typed: string, known: readonly string[]): string {
  const nearest = nearestWord(typed, known);
  return nearest === undefined ? '' : `did you mean "${nearest}"? `;
}

/** What verify replays with: the provers and checks of all methods, and the gates that a dataset's recipe names. */
export function proofRegistry(): ProofRegistry {
  const provers = new Map<string, Prover>();
  for (const prover of [spanProver as Prover, ...METHODS.flatMap((method) => method.provers)]) {
    provers.set(prover.name, prover);
  }
  const all = METHODS.flatMap((method) => method.replayers);
  const replayers = new Map(all.map((replayer) => [replayer.name, replayer]));
  if (replayers.size < all.length) {
    const twice = all.find((replayer) => replayers.get(replayer.name) !== replayer)!;
    throw new TypeError(`two methods replay a check named ${twice.name}`);
  }
  return {
    prover: (name) => provers.get(name),

    replayer: (name, recipe) =>
      replayers.get(name) ?? gatesOf(recipe).find((gate) => gate.name === name)?.replayer,

    checkReferences(check, recipe) {
      const gate = gatesOf(recipe).find((candidate) => candidate.name === check.name);
      const source = gate?.definition ?? replayers.get(check.name);
      return source?.references?.(check) ?? { records: [], blobs: [] };
    },

    requires({ method, kind }) {
      return METHODS.find((candidate) => candidate.name === method)?.requires(kind);
    },

    contradiction(sample, recipe) {
      const method = METHODS.find((candidate) => candidate.name === sample.method);
      return contradictionWith(ResolvedRecipe.parse(recipe), sample, method);
    },

    gateChecks: (recipe) =>
      gatesOf(recipe).map(({ name, attested }) => ({
        name,
        basis: attested ? 'attested' : 'replayed',
      })),

    async datasetGates(recipe) {
      const opened = [];
      for (const { name, definition, options, replayer, attested } of gatesOf(recipe)) {
        if (definition === undefined || replayer !== undefined || attested) continue;
        const gate = await definition.open(options, { store: NO_STORE, baseDir: '.' });
        if (gate.scope === 'dataset') opened.push({ name, gate });
      }
      return opened;
    },
  };
}

interface RecipeGate {
  name: string;
  attested: boolean;
  definition: GateDefinition | undefined;
  options: unknown;
  replayer: CheckReplayer | undefined;
}

const gatesByRecipe = new WeakMap<object, RecipeGate[]>();

/** The gates that a resolved recipe names, matched to those of this build; parsed once for each recipe record. */
function gatesOf(recipe: unknown): RecipeGate[] {
  const known = gatesByRecipe.get(recipe as object);
  if (known !== undefined) return known;
  const gates = ResolvedRecipe.parse(recipe).gates.map(
    ({ name, options, attested }): RecipeGate => {
      const definition = GATES.find((gate) => `${gate.name}@${gate.version}` === name);
      const parsed = definition?.options.parse(options);
      const replay = definition?.replay?.(parsed);
      return {
        name,
        attested,
        definition,
        options: parsed,
        replayer: replay && { name, replay: replay.replay },
      };
    },
  );
  gatesByRecipe.set(recipe as object, gates);
  return gates;
}

/** Dataset gates keep their state in memory and read nothing. */
const refuse = (): never => {
  throw new Error('a dataset gate reads no store');
};
const NO_STORE = { record: refuse, blob: refuse, putRecord: refuse, putBlob: refuse };
