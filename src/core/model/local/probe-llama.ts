import type * as LlamaBinding from 'node-llama-cpp';
import { MissingDependencyError } from '../../errors/index.ts';

/**
 * Starts the embedded runtime without loading a model, and says what it is. Raises MissingDependencyError where the
 * binding is not installed or its binary does not start on this machine.
 */
export async function probeLlama(): Promise<string> {
  let binding: typeof LlamaBinding;
  try {
    binding = await import('node-llama-cpp');
  } catch (cause) {
    throw new MissingDependencyError('the embedded model runtime is not installed', {
      hint: 'npm install node-llama-cpp',
      cause,
    });
  }
  try {
    const { getLlama, getModuleVersion, LlamaLogLevel } = binding;
    const llama = await getLlama({
      gpu: false,
      build: 'never',
      logLevel: LlamaLogLevel.disabled,
      progressLogs: false,
    });
    await llama.dispose();
    return `node-llama-cpp ${await getModuleVersion()} starts llama.cpp, on the CPU`;
  } catch (cause) {
    throw new MissingDependencyError('llama.cpp does not start on this machine', {
      hint: 'a server with an OpenAI-compatible API works instead',
      cause,
    });
  }
}
