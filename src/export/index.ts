import { alpaca } from './alpaca.ts';
import { dpo } from './dpo.ts';
import type { Exporter } from './exporter.ts';
import { jsonl } from './jsonl.ts';
import { openaiChat } from './openai-chat.ts';
import { promptCompletion } from './prompt-completion.ts';
import { sharegpt } from './sharegpt.ts';

export type { Exporter, ExportOptions, ExportReport } from './exporter.ts';

/** All formats, in the order in which help lists them. */
export const EXPORTERS: readonly Exporter[] = [
  jsonl,
  openaiChat,
  sharegpt,
  alpaca,
  promptCompletion,
  dpo,
];
