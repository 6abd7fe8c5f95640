import type { Candidate, Check, Message, SpanEvidence } from '../../../core/records/index.ts';
import type { Passage } from '../prepare/library.ts';
import { planOf } from '../prove/read-conversation.ts';
import { CHECKS } from '../prove/replayers.ts';
import { composeAnswer, titleOf } from './compose-answer.ts';

/** A question and the shown sentences that its answer quotes; none while there is no answer. */
export interface Turn {
  question: string;
  cited: number[];
}

/** Who asks, of which passage. */
export interface Talk extends Passage {
  /** The text of each of the passage's sentences. */
  shown: string[];
  personaName: string;
  persona: string;
}

/** The sample of the turns so far: whole, or ending where a check failed. */
export function composeCandidate(
  talk: Talk,
  turns: readonly Turn[],
  fault?: { check: string; reason: string },
): Candidate {
  const { document, record, sentences, shown, personaName } = talk;
  const title = titleOf(document);
  const messages: Message[] = [];
  const evidence: SpanEvidence[] = [];
  for (const { question, cited } of turns) {
    messages.push({ role: 'user', content: question });
    if (cited.length === 0) continue;
    const quotes = cited.map((at) => shown[at]!);
    messages.push({ role: 'assistant', content: composeAnswer(quotes, title) });
    for (const at of cited) {
      const { block, start, end } = sentences[at]!;
      evidence.push({
        kind: 'span',
        prover: 'span@1',
        document: record,
        block,
        start,
        end,
        quote: shown[at]!,
      });
    }
  }
  const gold = new Set(turns.flatMap(({ cited }) => cited));
  const last = turns
    .at(-1)!
    .cited.map((at) => shown[at])
    .join(' ');
  return {
    kind: 'conversation',
    messages,
    context: sentences.map(({ block, start, end }, at) => ({
      document: record,
      block,
      start,
      end,
      text: shown[at]!,
      gold: gold.has(at),
    })),
    ...(last !== '' && { answer: { value: last, basis: 'quotation' as const } }),
    evidence,
    checks: fault === undefined ? passed(talk.persona) : [failed(fault)],
    voice: 'model',
    tags: {
      persona: personaName,
      document: document.uri,
      language: document.language,
      plan: planOf(turns.length),
      turns: turns.length,
    },
    licenses: [document.license],
  };
}

function passed(persona: string): Check[] {
  return Object.values(CHECKS).map((name) => ({
    name,
    basis: 'replayed',
    verdict: 'pass',
    ...(name === CHECKS.form && { detail: { persona } }),
  }));
}

function failed({ check, reason }: { check: string; reason: string }): Check {
  return { name: check, basis: 'replayed', verdict: 'fail', detail: { reason } };
}
