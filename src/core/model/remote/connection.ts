import type { ProviderModels } from './provider-models.ts';
import type { Transport } from './transport.ts';

/** What the first call of a model opens: the SDK's models and the sockets below them. */
export interface Connection {
  models: ProviderModels;
  transport: Transport;
}
