import { WellspringError } from './wellspring-error.ts';

/** Another process is writing to this workspace. Stops before anything is spent. */
export class WorkspaceLockedError extends WellspringError {
  readonly code = 'workspace-locked';
}
