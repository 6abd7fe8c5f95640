/**
 * Refuses samples that hold personal data or secrets in a form that a program can tell: addresses of mail and machines,
 * telephone, card, account and social security numbers, keys. It reads what ships: the messages of all branches, the
 * passages, the evidence, and the stored documents and tables that the evidence names. Names, postal addresses and what
 * only a reader understands are beyond it. Its checks show what was found by kind and in part, never whole.
 */
import { z } from 'zod';
import type { Hash } from '../core/hash.ts';
import type { ProofMaterial } from '../core/proof/index.ts';
import type { Check } from '../core/records/index.ts';
import type { Draft, GateDefinition } from '../core/run/gate.ts';
import { type Finding, findPersonalData, PERSONAL_DATA_KINDS } from './personal-data/detectors.ts';
import { programCheck, replayByChecking } from './replay-by-checking.ts';

const SCOPES = ['messages', 'context', 'evidence', 'documents'] as const;

const options = z.strictObject({
  /** `messages` takes in chosen, rejected, tools and the answer; `documents` the stored material behind evidence and passages, whole. */
  scope: z
    .array(z.enum(SCOPES))
    .min(1)
    .default([...SCOPES]),
  kinds: z
    .array(z.enum(PERSONAL_DATA_KINDS))
    .min(1)
    .default([...PERSONAL_DATA_KINDS]),
  /** What may stand: exact words, or `@domain` for all mail addresses of a domain. Examples and fiction always may. */
  allow: z.array(z.string().min(3)).default([]),
});
export type PersonalDataOptions = z.infer<typeof options>;

export const personalData: GateDefinition<PersonalDataOptions> = {
  name: 'personal-data',
  version: 1,
  summary:
    'refuses mail, phone, card, account and network addresses and keys, in samples and the proofs behind them',
  options,
  open(chosen) {
    const scan = createScanner(chosen);
    return {
      scope: 'item',
      check: (draft, { material }) => checkPersonalData(draft, chosen, scan, material),
    };
  },
  replay(chosen) {
    const scan = createScanner(chosen);
    return replayByChecking((draft, material) => checkPersonalData(draft, chosen, scan, material));
  },
};

/** Documents back many samples: what was found in the last ones is kept. */
const KEPT_DOCUMENTS = 4096;

interface Scanner {
  value(value: unknown): Finding[];
  record(hash: Hash, material: ProofMaterial): Promise<Finding[]>;
}

function createScanner({ kinds, allow }: PersonalDataOptions): Scanner {
  const allowed = allow.map((word) => word.toLowerCase());
  const isAllowed = ({ text }: Finding): boolean => {
    const lower = text.toLowerCase();
    return allowed.some((word) => lower === word || (word.startsWith('@') && lower.endsWith(word)));
  };
  const known = new Map<Hash, Finding[]>();
  const value = (found: unknown): Finding[] =>
    stringsOf(found).flatMap((text) =>
      [...findPersonalData(text, kinds)].filter((finding) => !isAllowed(finding)),
    );
  return {
    value,
    async record(hash, material) {
      let findings = known.get(hash);
      if (findings === undefined) {
        findings = value(await material.record(hash));
        if (known.size >= KEPT_DOCUMENTS) known.delete(known.keys().next().value!);
        known.set(hash, findings);
      }
      return findings;
    },
  };
}

async function checkPersonalData(
  draft: Draft,
  chosen: PersonalDataOptions,
  scan: Scanner,
  material: ProofMaterial,
): Promise<Check> {
  const found: { where: string; finding: Finding }[] = [];
  const note = (where: string, findings: Finding[]): void => {
    for (const finding of findings) found.push({ where, finding });
  };
  for (const scope of chosen.scope) {
    if (scope === 'messages') {
      const { messages, chosen: better, rejected, tools, answer } = draft;
      for (const [where, part] of Object.entries({
        messages,
        chosen: better,
        rejected,
        tools,
        answer,
      }))
        note(where, scan.value(part));
    } else if (scope === 'documents') {
      for (const hash of documentsOf(draft))
        note(`material ${hash.slice(0, 12)}`, await scan.record(hash, material));
    } else note(scope, scan.value(draft[scope]));
  }
  const detail = { scope: chosen.scope, kinds: chosen.kinds };
  if (found.length === 0) return programCheck(personalData, 'pass', detail);
  const shown = found
    .slice(0, 10)
    .map(({ where, finding }) => ({ where, kind: finding.kind, found: mask(finding.text) }));
  return programCheck(personalData, 'fail', { ...detail, count: found.length, found: shown });
}

/** Stored documents and tables that evidence and passages name: what ships with them. Worlds and graphs are made by programs; their sources are named by spans. */
function documentsOf({ evidence, context = [] }: Pick<Draft, 'evidence' | 'context'>): Set<Hash> {
  const hashes = new Set<Hash>(context.map(({ document }) => document));
  for (const one of evidence) {
    if (one.kind === 'span' || one.kind === 'figure' || one.kind === 'cells')
      hashes.add(one.document);
    else if (one.kind === 'path') {
      for (const { provenance } of one.edges) {
        if ('spans' in provenance) for (const span of provenance.spans) hashes.add(span.document);
      }
    }
  }
  return hashes;
}

/** All texts within a JSON value, but for hashes. */
function stringsOf(value: unknown): string[] {
  const texts: string[] = [];
  const pending = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === 'string') {
      if (!/^[0-9a-f]{64}$/.test(next)) texts.push(next);
    } else if (typeof next === 'object' && next !== null) {
      for (const member of Object.values(next).toReversed()) pending.push(member);
    }
  }
  return texts;
}

/** Enough to find it again by, and no more: the first two characters and the length. */
function mask(text: string): string {
  const characters = [...text];
  return `${characters.slice(0, 2).join('')}… (${characters.length} characters)`;
}
