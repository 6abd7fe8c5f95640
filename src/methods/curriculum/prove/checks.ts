import { type CheckReplayer, faultOfPass } from '../../../core/proof/index.ts';
import { messageText } from '../../../core/records/index.ts';
import { faultOfRewording, VOICE_KEPT } from '../write/reword-check.ts';
import { mistakeOf, PAIR_CONTENT } from '../write/write-task.ts';
import { askedQuestion, remakeItem, traceOf } from './remake-item.ts';

/** The reworded question still asks what its template asks. */
export const voiceKept: CheckReplayer = {
  name: VOICE_KEPT,
  async replay(check, sample, material) {
    const evidence = traceOf(sample);
    if (evidence === undefined) return { verdict: 'fail', reason: 'there is no single trace' };
    const remade = await remakeItem(evidence, material);
    if ('verdict' in remade) return remade;
    const { item, family } = remade;
    const question = askedQuestion(sample, item);
    if (question === undefined) {
      return { verdict: 'fail', reason: 'the prompt does not show the world word for word' };
    }
    const { scene, stage } = item.world;
    const vocabulary = family.vocabulary(scene);
    const coined = family.coined?.(scene) ?? [];
    const reason =
      faultOfRewording(question, item.template.question, vocabulary, { stage, coined }) ??
      faultOfPass(check);
    return reason === undefined ? { verdict: 'pass' } : { verdict: 'fail', reason };
  },
};

/** The two sides of a pair have one form; the verifier takes one and refuses the other for what it says. */
export const pairContent: CheckReplayer = {
  name: PAIR_CONTENT,
  async replay(check, sample, material) {
    const evidence = traceOf(sample);
    if (evidence === undefined) return { verdict: 'fail', reason: 'there is no single trace' };
    const remade = await remakeItem(evidence, material);
    if ('verdict' in remade) return remade;
    const { item, family } = remade;
    const { scene } = item.world;
    const [chosen, rejected] = [sample.chosen, sample.rejected].map((side) =>
      side?.length === 1 ? messageText(side[0]!) : '',
    );
    const wrong = mistakeOf(item, family);
    if (chosen !== family.say(item.answer, scene) || rejected !== family.say(wrong, scene)) {
      return { verdict: 'fail', reason: 'a side of the pair is not what its answer says' };
    }
    const verdict = family.verify(rejected, scene);
    if (!family.verify(chosen, scene).correct || verdict.correct) {
      return { verdict: 'fail', reason: 'the verifier does not tell the sides apart' };
    }
    const detail = { kind: 'content', chosen: item.answer, rejected: wrong };
    const reason = faultOfPass(check, detail);
    return reason === undefined ? { verdict: 'pass' } : { verdict: 'fail', reason };
  },
};
