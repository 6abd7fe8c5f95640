/** The parts of a streamed chat completion that are kept; everything may be missing. */
interface ChatChunk {
  id?: unknown;
  model?: unknown;
  error?: unknown;
  usage?: unknown;
  choices?: {
    index?: number;
    delta?: {
      content?: unknown;
      reasoning_content?: unknown;
      reasoning?: unknown;
      refusal?: unknown;
      tool_calls?: unknown;
    } | null;
    finish_reason?: string | null;
  }[];
}

/**
 * Collects the chunks of a streamed chat completion into the one body that the same endpoint would have sent unstreamed.
 * Throws SyntaxError on a chunk that is no JSON object.
 */
export class ChatCollector {
  /** Characters of text, thinking and refusal so far. */
  characters = 0;
  /** Chunks that carried any: on most servers, tokens. */
  pieces = 0;
  finishReason: string | null = null;
  /** `[DONE]` has come. */
  done = false;
  /** An error object inside the stream. */
  error: unknown = undefined;
  usage: unknown = null;
  refusal = '';
  text = '';
  reasoning = '';
  #id: string | null = null;
  #model: string | null = null;

  push(data: string): void {
    if (data === '[DONE]') {
      this.done = true;
      return;
    }
    this.#take(JSON.parse(data) as ChatChunk | null);
  }

  #take(chunk: ChatChunk | null): void {
    if (typeof chunk !== 'object' || chunk === null)
      throw new SyntaxError('a streamed event is no object');
    if (chunk.error !== undefined && chunk.error !== null) this.error ??= chunk.error;
    if (this.#id === null && typeof chunk.id === 'string') this.#id = chunk.id;
    if (this.#model === null && typeof chunk.model === 'string') this.#model = chunk.model;
    if (typeof chunk.usage === 'object' && chunk.usage !== null) this.usage = chunk.usage;
    const choice = chunk.choices?.[0];
    if (choice === undefined || (choice.index ?? 0) !== 0) return;
    if (choice.delta !== undefined && choice.delta !== null) this.#delta(choice.delta);
    if (typeof choice.finish_reason === 'string' && choice.finish_reason !== '')
      this.finishReason = choice.finish_reason;
  }

  /** Takes a completion that came whole, as the one chunk that it is. */
  pushWhole(body: string): void {
    const parsed = JSON.parse(body) as {
      choices?: { message?: unknown; delta?: unknown }[];
    } | null;
    for (const choice of parsed?.choices ?? []) choice.delta ??= choice.message;
    this.#take(parsed as ChatChunk | null);
  }

  /** The whole as one `chat.completion` body. */
  body(): string {
    const message: Record<string, unknown> = { role: 'assistant', content: this.text };
    if (this.reasoning !== '') message.reasoning_content = this.reasoning;
    if (this.refusal !== '') message.refusal = this.refusal;
    const choice = { index: 0, message, finish_reason: this.finishReason };
    return JSON.stringify({
      id: this.#id,
      model: this.#model,
      choices: [choice],
      usage: countsOf(this.usage),
    });
  }

  #delta(delta: NonNullable<NonNullable<ChatChunk['choices']>[number]['delta']>): void {
    const before = this.characters;
    const { content, refusal } = delta;
    const thought = delta.reasoning_content ?? delta.reasoning;
    if (typeof thought === 'string') this.#think(thought);
    if (typeof content === 'string') {
      this.text += content;
      this.characters += content.length;
    } else if (Array.isArray(content)) this.#parts(content);
    if (typeof refusal === 'string') {
      this.refusal += refusal;
      this.characters += refusal.length;
    }
    // A call of a tool that nobody offered is no text, but it costs tokens and must not grow without bound.
    if (Array.isArray(delta.tool_calls)) this.characters += JSON.stringify(delta.tool_calls).length;
    if (this.characters > before) this.pieces++;
  }

  /** Content as typed parts, with thinking among them (Mistral). */
  #parts(parts: unknown[]): void {
    for (const part of parts as { type?: unknown; text?: unknown; thinking?: unknown }[]) {
      if (part?.type === 'text' && typeof part.text === 'string') {
        this.text += part.text;
        this.characters += part.text.length;
      } else if (part?.type === 'thinking' && Array.isArray(part.thinking)) {
        for (const thought of part.thinking as { text?: unknown }[])
          if (typeof thought?.text === 'string') this.#think(thought.text);
      }
    }
  }

  #think(thought: string): void {
    this.reasoning += thought;
    this.characters += thought.length;
  }
}

/** The numbers of a usage object; whatever else stands in their place is left out, so that it cannot spoil the reply. */
function countsOf(usage: unknown): Record<string, unknown> | null {
  if (typeof usage !== 'object' || usage === null) return null;
  const counts: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(usage)) {
    if (typeof value === 'number') counts[name] = value;
    else if (name.endsWith('_details')) counts[name] = countsOf(value) ?? undefined;
  }
  return counts;
}
