import type { Mention } from '../extraction.ts';
import { BASE_KINDS, type CompiledOntology } from './compile-ontology.ts';
import { KIND_FIT } from './confidence.ts';
import type { Mentioned } from './find-mentions.ts';
import { fitNamedKind } from './named-kinds.ts';

/** How well a mention fits a kind of the ontology: 0 not at all, 1 surely. */
export function fitOf(
  mention: Mentioned,
  kind: string,
  ontology: CompiledOntology,
  mentions: readonly Mentioned[],
): number {
  const base = ontology.baseOf(kind);
  const full = mention.refersTo === undefined ? mention : mentions[mention.refersTo]!;
  const label = ontology.labelOf(kind);
  const name = full.name ?? full.text;
  if (base === 'time' || base === 'number') return mention.form === base ? 1 : 0;
  if (mention.form === 'time' || mention.form === 'number') return 0;
  if (mention.form === 'demonym') {
    const named = fitNamedKind(label, {
      name: /language/.test(label) ? mention.text : name,
      typeNoun: undefined,
    });
    return named ?? 0;
  }
  if (/genre|occupation|profession/.test(label)) return 0;
  if (full.typeNoun !== undefined && full.typeNoun === label) return 1;
  const named = fitNamedKind(label, { name, typeNoun: full.typeNoun });
  if (named !== undefined) return named;
  if (base === null) return KIND_FIT.guessed;
  if (base === full.kind) {
    if (label === 'religion') return 0.9;
    if (!BASE_KINDS.has(kind) && base !== 'person') return KIND_FIT.narrow;
    return full.sure >= 0.85 ? KIND_FIT.sure : full.sure >= 0.35 ? KIND_FIT.guessed : KIND_FIT.open;
  }
  if (base === 'other') return full.kind === 'other' ? KIND_FIT.guessed : 0;
  if (full.sure >= 0.5) return 0;
  return BASE_KINDS.has(kind) ? KIND_FIT.open : KIND_FIT.narrow;
}

const readMention = ({ text, kind: own, start, end, refersTo, name }: Mention): Mentioned => ({
  start,
  end,
  text,
  kind: own,
  sure: own === 'other' ? 0.2 : 0.85,
  form:
    own === 'time'
      ? 'time'
      : own === 'number'
        ? 'number'
        : name !== undefined && name !== text && own === 'place'
          ? 'demonym'
          : 'name',
  ...(refersTo !== undefined && { refersTo }),
  ...(name !== undefined && { name }),
});

/** How well a finished mention fits a kind of the ontology: 0 not at all, 1 surely. For extractors that judge pointed mentions. */
export function fitMention(
  mention: Mention,
  kind: string,
  ontology: CompiledOntology,
  mentions: readonly Mention[],
): number {
  return fitOf(readMention(mention), kind, ontology, mentions.map(readMention));
}
