/** What runs in a worker: a module by its URL, and the name of a function that it exports. */
export interface WorkerTask {
  /** `new URL('../read-paper.ts', import.meta.url).href`, or `.js` from dist. */
  module: string;
  name: string;
}

/**
 * The function: bytes and options (which must be cloneable) to a result (likewise). It calls `onPage` when it is done with a page.
 * PDFs that it opens with openPdf are watched, and leave out the pages that cost an earlier worker.
 */
export type PdfTask<Options, Result> = (
  bytes: Uint8Array,
  options: Options,
  onPage: (page: number) => void,
) => Promise<Result> | Result;

/** To the worker. */
export interface WorkerJob {
  bytes: Uint8Array;
  options: unknown;
  /** Pages that cost an earlier worker, and why: they are left out. */
  lost: [page: number, reason: string][];
  /** Pages after this one are left out too; null for none. */
  lastPage: number | null;
}

/** From the worker. */
export type WorkerMessage =
  | { kind: 'page'; page: number }
  | { kind: 'done'; result: unknown }
  | { kind: 'failed'; error: CarriedError };

/** An error on its way between threads, where classes are lost. */
export interface CarriedError {
  name: string;
  code: string | null;
  message: string;
  hint: string | null;
  reason: string | null;
  stack: string | null;
}

/** Shared with the worker, which writes where it is: the page (see WATCH_STATE) and a count of its steps. */
export const WATCH_CELLS = { page: 0, steps: 1, length: 2 };

/** Values of the page's cell that are no page. */
export const WATCH_STATE = { opening: 0, between: -1 };

export interface WorkerData {
  task: WorkerTask;
  watch: SharedArrayBuffer;
}
