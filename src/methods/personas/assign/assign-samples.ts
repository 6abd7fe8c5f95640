import type { Random } from '../../../core/random.ts';
import type { AssignContext, Assignment } from '../../../core/run/method.ts';
import { type Move, sentencesOf } from '../kinds/moves.ts';
import type { PersonaKindName } from '../kinds/plan.ts';
import type { Library } from '../prepare/library.ts';

/** Who makes what of which passage. */
export interface SamplePayload {
  kind: PersonaKindName;
  persona: number;
  /** Hashes of the stored document records. */
  document: string;
  near: string | null;
  passage: number;
  /** Which sentence of the passage. */
  focus: number;
  moves: Move[];
  /** Names its draws: place of the page and number of the visit. */
  draw: string;
  /** How often the page was visited before, for this kind. */
  visit: number;
  /** Of the part. */
  seed: string;
}

/**
 * Samples of the kinds that the options name, each as often as its weight says: the kind that is furthest behind its share comes
 * next. Of each kind, all combinations of persona, passage, sentence and plan come once; then it is exhausted.
 */
export async function* assignSamples(
  library: Library,
  { random, seed, signal }: Pick<AssignContext, 'random' | 'seed' | 'signal'>,
): AsyncGenerator<Assignment<SamplePayload>> {
  let open = Object.entries(library.options.kinds).map(([name, weight]) => {
    const kind = name as PersonaKindName;
    return { kind, weight, given: 0, payloads: payloadsOf(kind, library, random.fork(name)) };
  });
  while (open.length > 0) {
    signal.throwIfAborted();
    const source = open.reduce((least, one) =>
      (one.given + 1) / one.weight < (least.given + 1) / least.weight ? one : least,
    );
    const { value: payload, done } = source.payloads.next();
    if (done === true) {
      open = open.filter((one) => one !== source);
      continue;
    }
    source.given++;
    const { kind, document, near, passage, persona, focus, moves } = payload;
    yield {
      key: [kind, document, passage, persona, focus, moves.join('-')].join('/'),
      groups: [document, near].flatMap((one) => (one === null ? [] : [idOf(library, one)])),
      payload: { ...payload, seed },
    };
  }
}

/**
 * In rounds over the documents, in an order that chance decides: each round visits every document that has something left, with
 * its next passage, the next persona, another sentence and another plan.
 */
function* payloadsOf(
  kind: PersonaKindName,
  library: Library,
  random: Random,
): Generator<Omit<SamplePayload, 'seed'>> {
  const { personas, readings, options } = library;
  const plans = kind === 'conversation' ? options.plans : [[]];
  const suited = readings.filter(({ kinds }) => kinds.includes(kind));
  // Documents begin as far apart among the personas as they can, so that few samples come from few personas.
  const apart = (index: number): number =>
    personas.length < suited.length ? index : Math.floor((index * personas.length) / suited.length);
  let open = random.shuffle(suited.map((reading, index) => ({ reading, index })));
  for (let visit = 0; open.length > 0; visit++) {
    const spent = new Set<(typeof open)[number]>();
    for (const entry of open) {
      const { reading, index } = entry;
      const { askable } = reading;
      const pairs = askable.length * personas.length;
      const round = Math.floor(visit / pairs);
      const within = visit % pairs;
      const passage = within % askable.length;
      // Adding one each time the two cycles meet walks through all pairs of passage and persona.
      const meets = Math.floor(within / leastCommonMultiple(askable.length, personas.length));
      const persona = (within + meets + apart(index)) % personas.length;
      const fitting = (at: number) =>
        plans.filter((moves) => sentencesOf(moves) <= askable[at]!.length);
      const own = fitting(passage);
      const sentences = askable[passage]!;
      if (round >= sentences.length * own.length) {
        if (askable.every((one, at) => round >= one.length * fitting(at).length)) spent.add(entry);
        continue;
      }
      // Sentences and plans both move on from visit to visit, and all their pairs come once.
      const start = Math.floor(within / askable.length) + index;
      const step = (start + round) % (sentences.length * own.length);
      const focus = step % sentences.length;
      const turn = random.fork(`${reading.id}/${passage}/${persona}`).integer(own.length);
      const moves = own[(Math.floor(step / sentences.length) + focus + turn) % own.length]!;
      yield {
        kind,
        persona,
        document: reading.document,
        near: kind === 'preference' ? nearOf(library, reading.document) : null,
        passage,
        focus: sentences[focus]!,
        moves: [...moves],
        draw: `${index}/${visit}`,
        visit,
      };
    }
    open = open.filter((entry) => !spent.has(entry));
  }
}

/** The page that comes next in the material; null where there is but one. */
function nearOf({ readings }: Library, document: string): string | null {
  const at = readings.findIndex((reading) => reading.document === document);
  return readings.length < 2 ? null : readings[(at + 1) % readings.length]!.document;
}

function idOf({ readings }: Library, document: string): string {
  return readings.find((reading) => reading.document === document)!.id;
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return (a / x) * b;
}
