/** Carries one measurement out in a process of its own and prints its result as JSON: `scenario.ts NAME OPTIONS`. */
import { measureCpu } from './measure-cpu.ts';
import { measureMemory } from './measure-memory.ts';
import { measureBareOccupancy, measureOccupancy } from './measure-occupancy.ts';

export const SCENARIOS = {
  cpu: measureCpu,
  memory: measureMemory,
  occupancy: measureOccupancy,
  bareOccupancy: measureBareOccupancy,
};

if (import.meta.main) {
  const [name = '', options = '{}'] = process.argv.slice(2);
  const measure = SCENARIOS[name as keyof typeof SCENARIOS] as
    | ((options: unknown) => Promise<unknown>)
    | undefined;
  if (measure === undefined) throw new Error(`no scenario is named "${name}"`);
  process.stdout.write(JSON.stringify(await measure(JSON.parse(options))));
}
