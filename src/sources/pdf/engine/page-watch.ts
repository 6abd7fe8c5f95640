/**
 * What watches over the reading of pages. A worker sets one for its thread before it starts a task, so that whatever the
 * task opens is watched and the pages that cost an earlier worker are left out; elsewhere nothing watches.
 */
export interface PageWatch {
  /** Called before a page is touched: 1-based, 0 while a file is being opened. */
  begin(page: number): void;
  /** Called when that page, or the opening, is done. */
  end(): void;
  /** Why a page is not to be read; null where it is. */
  leaveOut(page: number): string | null;
}

const UNWATCHED: PageWatch = { begin: () => {}, end: () => {}, leaveOut: () => null };

let current = UNWATCHED;

export function setPageWatch(watch: PageWatch | null): void {
  current = watch ?? UNWATCHED;
}

export function pageWatch(): PageWatch {
  return current;
}
