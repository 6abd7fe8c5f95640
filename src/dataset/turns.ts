import { MaterialAlteredError } from '../core/errors/index.ts';
import { canonicalJson } from '../core/hash.ts';
import { type Message, messageText } from '../core/records/index.ts';

/** A turn as chat templates want it: the text, with images, thinking and tool calls kept in the extras column. */
export interface Turn {
  role: string;
  content: string;
}

/** What a turn's text cannot carry. `parts` stands in for a content that is a list. */
interface Extra {
  parts?: Message['content'];
  reasoning?: string;
  tool_calls?: Message['tool_calls'];
  tool_call_id?: string;
}

/** Messages as turns, and what does not fit a turn as JSON text. */
export function splitTurns(messages: Message[]): { turns: Turn[]; extras: string | null } {
  let any = false;
  const extras = messages.map((message): Extra | null => {
    const { role: _role, content, ...rest } = message;
    const extra = { ...rest, ...(typeof content === 'string' ? {} : { parts: content }) } as Extra;
    if (Object.values(extra).every((value) => value === undefined)) return null;
    any = true;
    return extra;
  });
  return {
    turns: messages.map((message) => ({ role: message.role, content: messageText(message) })),
    extras: any ? canonicalJson(extras) : null,
  };
}

/** The inverse of {@link splitTurns}: an unchecked message list, or undefined for null. Raises MaterialAlteredError. */
export function joinTurns(turns: unknown, extras: unknown[] | undefined, column: string): unknown {
  if (turns == null) return undefined;
  const malformed = (): MaterialAlteredError =>
    new MaterialAlteredError(`column ${column} is not a list of {role, content}`);
  if (!Array.isArray(turns)) throw malformed();
  if (extras !== undefined && (!Array.isArray(extras) || extras.length !== turns.length)) {
    throw new MaterialAlteredError(`the extras of column ${column} do not match its turns`);
  }
  return turns.map((turn: unknown, index) => {
    if (typeof turn !== 'object' || turn === null) throw malformed();
    const { parts, ...rest } = (extras?.[index] ?? {}) as Extra;
    const { role, content } = turn as Turn;
    return { ...rest, role, content: parts ?? content };
  });
}
