import type { Method } from '../../core/run/method.ts';
import { loadPrompts } from '../../core/run/prompts.ts';
import { assignConversations, type ConversationPayload } from './assign/assign-conversations.ts';
import { PersonasOptions } from './options.ts';
import { type Library, openLibrary, prepareLibrary } from './prepare/library.ts';
import { contradictionOf } from './prove/contradiction.ts';
import { CHECKS, replayers } from './prove/replayers.ts';
import { writeConversation } from './write/write-conversation.ts';

/** Personas ask about stored pages; a model points at sentences, and the program quotes them. */
export const personas: Method<PersonasOptions, Library, ConversationPayload> = {
  name: 'personas',
  version: 1,
  options: PersonasOptions,
  // `answerer` is taken where the recipe names it.
  roles: () => ['writer'],
  prompts: loadPrompts(new URL('write/prompts/', import.meta.url)),
  prepare: prepareLibrary,
  open: openLibrary,
  assign: assignConversations,
  write: writeConversation,
  // Quotations are replayed by the shared span@1.
  provers: [],
  replayers,
  requires: (kind) =>
    kind === 'conversation' ? { evidence: ['span'], checks: Object.values(CHECKS) } : undefined,
  contradiction: contradictionOf,
};
