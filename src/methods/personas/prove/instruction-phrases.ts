/** Phrases by which pages try to speak to a language model. English; a quotation of others is still only a quotation. */
const PHRASES = [
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|prompts?|rules|above|previous|prior|earlier|everything)\b/i,
  /\b(?:system|developer)\s+(?:prompt|message)\b/i,
  /\b(?:new|secret|hidden|following)\s+instructions?\b/i,
  /\byou\s+are\s+(?:now|an?\s+(?:ai|assistant|language\s+model|chatbot))\b/i,
  /\bas\s+an?\s+(?:ai|artificial\s+intelligence|language\s+model|assistant)\b/i,
  /\b(?:ai|language|chat)\s*(?:models?|bots?|assistants?)\s*[,:]?\s+(?:must|should|please|reading)\b/i,
  /\b(?:reply|respond|answer)\s+(?:only\s+)?with\b/i,
  /\b(?:do\s+not|don't|never)\s+(?:reveal|mention|tell|answer|quote)\b/i,
  /\bjailbreak|\bprompt\s+injection\b/i,
  /<\|[^|]*\|>|\[\/?INST\]|<<\/?SYS>>/,
  /^\s*(?:system|assistant|user|human)\s*:/i,
];

/** Whether a text reads like an instruction to a language model. */
export function soundsLikeInstruction(text: string): boolean {
  return PHRASES.some((phrase) => phrase.test(text));
}
