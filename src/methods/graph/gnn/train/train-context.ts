import type { Clock } from '../../../../core/clock.ts';
import type { NbfnetModel } from './open-nbfnet.ts';
import type { TrainProgress } from './train-state.ts';

export interface TrainContext {
  /** Threads; 0 trains in this one. */
  workers: number;
  signal?: AbortSignal;
  clock?: Clock;
  /** Resumes from this file where it is there, and writes it at every validation and on a stop. */
  checkpoint?: string;
  /** After so long training ends as if it were done. */
  maxMinutes?: number;
  onProgress?(now: {
    step: number;
    steps: number;
    epoch: number;
    mrr: number | null;
    loss: number | null;
  }): void;
}

export interface Trained {
  model: NbfnetModel;
  history: TrainProgress['history'];
  /** Of training alone, over all processes that took part; validations count. */
  seconds: number;
  epochs: number;
  /** Filtered, on the validation set; that of the model. Null where none came to be. */
  bestMrr: number | null;
  /** Hash of the training triples as numbers, in order. */
  graph: string;
  /** Why it ended. */
  ended: 'epochs' | 'patience' | 'minutes';
}
