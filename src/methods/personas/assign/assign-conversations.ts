import type { AssignContext, Assignment } from '../../../core/run/method.ts';
import { arrangement, arrangements } from '../prepare/arrangements.ts';
import type { Library } from '../prepare/library.ts';

/** Who reads which passage, and which of its askable sentences each question is about. */
export interface ConversationPayload {
  persona: number;
  reading: string;
  passage: number;
  plan: 'ask' | 'ask-follow-up';
  /** One of the passage's askable sentences for each turn, counted from 0 among them. */
  focus: number[];
}

/**
 * Conversations in rounds over the documents, in an order that the seed shuffles: each round visits every document
 * that has something left, with its next passage and the next persona. All combinations of persona, passage and
 * focus come exactly once; then the space is exhausted.
 */
export async function* assignConversations(
  library: Library,
  context: Pick<AssignContext, 'random' | 'signal'>,
): AsyncGenerator<Assignment<ConversationPayload>> {
  const { turns } = library.options;
  const { personas } = library;
  const { random, signal } = context;
  const plan = turns === 1 ? 'ask' : 'ask-follow-up';
  let open = random.shuffle(library.readings.map((reading, index) => ({ ...reading, index })));

  for (let visit = 0; open.length > 0; visit++) {
    const spent = new Set<(typeof open)[number]>();
    for (const document of open) {
      signal.throwIfAborted();
      const { askable, reading, index } = document;
      const pairs = askable.length * personas.length;
      const round = Math.floor(visit / pairs);
      const within = visit % pairs;
      const passage = within % askable.length;
      // Adding one each time the two cycles meet walks through all pairs of passage and persona.
      const meets = Math.floor(within / leastCommonMultiple(askable.length, personas.length));
      const persona = (within + meets + index) % personas.length;
      const foci = arrangements(askable[passage]!, turns);
      if (round >= foci) {
        if (askable.every((count) => round >= arrangements(count, turns))) spent.add(document);
        continue;
      }
      const start = random.fork(`focus/${reading}/${passage}`).integer(foci);
      // Each visit to a passage takes the next choice, so that it is read of other sentences each time.
      const visits = Math.floor(within / askable.length);
      const focus = arrangement(askable[passage]!, turns, (start + visits + round) % foci);
      yield {
        key: `${document.document}/${passage}/${persona}/${focus.join('-')}`,
        groups: [document.document],
        payload: { persona, reading, passage, plan, focus },
      };
    }
    open = open.filter((document) => !spent.has(document));
  }
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return (a / x) * b;
}
