/** Checks of a sample, each replayed unless it says otherwise. */
export const CHECKS = {
  question: 'question-asks@1',
  bridge: 'bridge-hidden@1',
  trace: 'trace-cited@1',
  context: 'context-supports@1',
  answer: 'answer-matches@1',
  thought: 'thought@1',
  unanswerable: 'unanswerable@1',
  /** By the shipped weights: replayed. */
  shortcut: 'shortcut@1',
  /** By a model trained on the graph: attested. */
  shortcutTrained: 'shortcut-trained@1',
  /** By a language model: attested. */
  necessity: 'necessity@1',
} as const;

/** The scorer whose scores verify can make again: the shipped weights. */
export const ZERO_SHOT = 'zero-shot';
