import { CancelledError } from '../core/errors/cancelled-error.ts';
import { EXIT } from './exit-codes.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Turns Ctrl-C and SIGTERM into an abort: the first asks for a clean stop, the second ends the process at once. */
export function listenForStop(onFirst: (signal: string) => void): {
  signal: AbortSignal;
  close(): void;
} {
  const controller = new AbortController();
  const onSignal = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    onFirst(name);
    controller.abort(
      new CancelledError(`stopped by ${name}`, { hint: 'run the same command again to resume' }),
    );
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  return {
    signal: controller.signal,
    close() {
      for (const name of SIGNALS) process.off(name, onSignal);
    },
  };
}
