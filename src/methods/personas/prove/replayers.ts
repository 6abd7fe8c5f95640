import { type CheckReplayer, faultOfPass } from '../../../core/proof/index.ts';
import type { Check } from '../../../core/records/index.ts';
import { faultOfForm } from './question-form.ts';
import { faultOfGrounds } from './question-grounded.ts';
import { type Conversation, readConversation } from './read-conversation.ts';
import { faultOfTurns } from './turns-differ.ts';

/** Checks that every conversation carries. */
export const CHECKS = {
  form: 'question-form@1',
  grounded: 'question-grounded@1',
  quotes: 'answer-quotes@1',
  differ: 'turns-differ@1',
} as const;

type Fault = (conversation: Conversation, check: Check) => string | undefined;

const FAULTS: Record<keyof typeof CHECKS, Fault> = {
  form({ turns, shown, document }, check) {
    const persona = check.detail?.['persona'];
    if (typeof persona !== 'string') return 'the check does not say who asks';
    return firstFault(turns, ({ question }) =>
      faultOfForm(question, shown, persona, document.language),
    );
  },
  grounded: ({ turns, shown, document: { title, language } }) =>
    firstFault(turns, ({ question, cited }) =>
      faultOfGrounds(question, { shown, cited, title, language }),
    ),
  // Reading the conversation has already held every answer to its quotations.
  quotes: () => undefined,
  differ: ({ turns, document }) => faultOfTurns(turns, document.language),
};

export const replayers: CheckReplayer[] = (Object.keys(CHECKS) as (keyof typeof CHECKS)[]).map(
  (key) => ({
    name: CHECKS[key],
    async replay(check, sample, material) {
      const conversation = await readConversation(sample, material);
      const reason =
        'contradiction' in conversation
          ? conversation.contradiction
          : (FAULTS[key](conversation, check) ?? faultOfPass(check, recordedBy(key, check)));
      return reason === undefined ? { verdict: 'pass' } : { verdict: 'fail', reason };
    },
  }),
);

/** All that a pass records: for the form of questions who asks, for the others nothing. */
function recordedBy(key: keyof typeof CHECKS, { detail }: Check): Check['detail'] {
  return key === 'form' ? { persona: detail!['persona']! } : undefined;
}

function firstFault<T>(
  items: readonly T[],
  faultOf: (item: T) => string | undefined,
): string | undefined {
  for (const item of items) {
    const fault = faultOf(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
