import { systemClock } from '../../core/clock.ts';
import { hashRecord } from '../../core/hash.ts';
import type { ModelDescription } from '../../core/model/port.ts';
import type { RoleCaller } from '../../core/run/method.ts';
import { openNamedModel, parseModelName } from '../open-named-model.ts';

export interface NamedCaller {
  /** As the command line names it: `local/smollm2-135m-instruct`. */
  model: string;
  /** What it is called for: the same purpose finds its replies in the journal. */
  purpose: unknown;
}

export interface CallersOptions {
  baseUrl?: string | undefined;
  apiKeyEnv?: string | undefined;
  /** The folder of the journal. */
  workspace: string;
  maxCostUsd?: number | undefined;
  signal: AbortSignal;
  onNotice(notice: string): void;
}

/** Models with their journal, for verbs that call them outside a run. Nothing that was answered once is paid for twice. */
export async function openCallers<Role extends string>(
  named: Partial<Record<Role, NamedCaller>>,
  options: CallersOptions,
): Promise<{
  callers: Partial<Record<Role, RoleCaller>>;
  /** Who they are. */
  models: Partial<Record<Role, ModelDescription>>;
  close(): Promise<void>;
}> {
  const { callerFor } = await import('../../core/run/caller.ts');
  const { createLedger } = await import('../../core/run/ledger.ts');
  const { DEFAULT_RETRY } = await import('../../core/run/pay.ts');
  const { openWorkspace } = await import('../../core/run/workspace.ts');
  const opened: { close(): Promise<void> | void }[] = [];
  const close = async (): Promise<void> => {
    for (const one of opened.toReversed()) await one.close();
  };
  try {
    const workspace = await openWorkspace(options.workspace);
    opened.push(workspace);
    const pay = {
      run: 'graph',
      journal: workspace.journal,
      ledger: createLedger({ maxCostUsd: options.maxCostUsd }),
      retry: DEFAULT_RETRY,
      clock: systemClock,
      onCall: () => {},
    };
    const callers: Partial<Record<Role, RoleCaller>> = {};
    const models: Partial<Record<Role, ModelDescription>> = {};
    for (const [role, caller] of Object.entries(named) as [Role, NamedCaller][]) {
      const model = await openNamedModel(
        parseModelName(caller.model, options.baseUrl !== undefined),
        { baseUrl: options.baseUrl, apiKeyEnv: options.apiKeyEnv },
        options.onNotice,
      );
      opened.push(model);
      models[role] = model.description;
      const id = `graph/${hashRecord(caller.purpose)}`;
      const roles = new Map([[role, [{ model, weight: 1, sampling: {} }]]]);
      callers[role] = callerFor({ id, seed: id }, roles, pay, options.signal).models.role(role);
    }
    return { callers, models, close };
  } catch (error) {
    await close();
    throw error;
  }
}
