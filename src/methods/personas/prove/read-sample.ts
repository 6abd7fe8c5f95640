import { canonicalJson } from '../../../core/hash.ts';
import { isWellspringError } from '../../../core/errors/index.ts';
import type { ProofMaterial } from '../../../core/proof/index.ts';
import type { Sample } from '../../../core/records/index.ts';
import type { PersonaDraft, Turn } from '../kinds/persona-kind.ts';
import { Plan } from '../kinds/plan.ts';
import { draftOf, sceneOf } from '../kinds/scene.ts';
import { openPage, type OpenPage } from '../prepare/open-page.ts';
import { CHECKS } from '../write/checks.ts';
import { type Bodies, composeCandidate } from '../write/compose-candidate.ts';
import type { Spoken } from './faults.ts';

type Read = Spoken | { fault: string };

const known = new WeakMap<Sample, Promise<Read>>();

/**
 * Carries the plan of a sample out again over the stored pages and holds all of the sample to it: structure, false variants,
 * quotations, passages, labels. Gives what the sample says, or the first contradiction.
 */
export function readSample(sample: Sample, material: ProofMaterial): Promise<Read> {
  let read = known.get(sample);
  if (read === undefined) {
    read = replay(sample, material);
    known.set(sample, read);
  }
  return read;
}

async function replay(sample: Sample, material: ProofMaterial): Promise<Read> {
  const check = sample.checks.find(({ name }) => name === CHECKS.draft);
  const plan = Plan.safeParse(check?.detail);
  if (!plan.success) return { fault: 'its plan is not readable' };
  const pages: OpenPage[] = [];
  for (const hash of [plan.data.document, plan.data.near]) {
    if (hash === null) continue;
    const page = await openPage(hash, material);
    if ('fault' in page) return page;
    pages.push(page);
  }
  const [page, near = null] = pages;
  let scene: Spoken['scene'];
  let draft: PersonaDraft;
  try {
    scene = sceneOf(plan.data, page!, near);
    draft = draftOf(scene);
  } catch (error) {
    if (!isWellspringError(error)) throw error;
    return { fault: `its plan cannot be carried out: ${error.message}` };
  }
  const bodies = bodiesOf(sample, draft, plan.data);
  if (bodies !== null && 'fault' in bodies) return bodies;
  const spoken = { scene, draft, bodies };
  const fault = faultOfSample(sample, spoken);
  return fault === undefined ? spoken : { fault };
}

/** What stands in the turns that a model may give; null where programs wrote all. */
function bodiesOf(
  sample: Sample,
  draft: PersonaDraft,
  { voice }: Plan,
): Bodies | { fault: string } {
  if (sample.messages.length !== draft.turns.length)
    return {
      fault: `it has ${sample.messages.length} messages, and its plan ${draft.turns.length}`,
    };
  const bodies: string[] = [];
  for (const [at, turn] of draft.turns.entries()) {
    const message = sample.messages[at]!;
    const isPlain = Object.keys(message).length === 2 && typeof message.content === 'string';
    if (message.role !== turn.role || !isPlain)
      return { fault: `message ${at + 1} is not the plain ${turn.role}’s turn of its plan` };
    const body = bodyOf(message.content as string, turn);
    if (body === undefined || (turn.slot === null && body !== turn.body))
      return {
        fault: `message ${at + 1} is not what its plan gives: “${String(message.content)}”`,
      };
    bodies.push(body);
  }
  if (voice === 'model' && draft.turns.some(({ slot }) => slot?.as === 'question')) return bodies;
  const strange = bodies.findIndex((body, at) => body !== draft.turns[at]!.body);
  return strange === -1
    ? null
    : { fault: `message ${strange + 1} is not what its plan gives: “${bodies[strange]!}”` };
}

function bodyOf(content: string, { lead, tail }: Turn): string | undefined {
  const isFramed =
    content.length > lead.length + tail.length &&
    content.startsWith(lead) &&
    content.endsWith(tail);
  return isFramed ? content.slice(lead.length, content.length - tail.length) : undefined;
}

const FIELDS = [
  'kind',
  'messages',
  'tools',
  'chosen',
  'rejected',
  'context',
  'answer',
  'evidence',
  'voice',
  'tags',
  'metrics',
  'licenses',
] as const;

function faultOfSample(sample: Sample, { scene, draft, bodies }: Spoken): string | undefined {
  const composed = composeCandidate(scene, draft, bodies);
  for (const field of FIELDS) {
    if (canonicalJson(sample[field] ?? null) !== canonicalJson(composed[field] ?? null))
      return `its ${field} are not what its plan gives`;
  }
  const { page, near } = scene;
  const groups = [page, near].flatMap((one) => (one === null ? [] : [one.document.id]));
  if (sample.method !== 'personas' || canonicalJson(sample.groups) !== canonicalJson(groups))
    return 'its groups are not its documents';
  const missing = composed.checks.find(
    ({ name }) => !sample.checks.some((check) => check.name === name),
  );
  return missing && `it does not carry the check ${missing.name}`;
}
