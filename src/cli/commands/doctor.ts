import { defineVerb, WORKSPACE_OPTION } from '../define-verb.ts';
import { type Finding, PROBES } from '../doctor/probes.ts';
import { EXIT } from '../exit-codes.ts';
import { plainLine } from '../output/plain-text.ts';
import { withProgram } from '../output/program.ts';
import { wrap } from '../output/table.ts';
import { printJson } from '../output/terminal.ts';

export const verb = defineVerb({
  name: 'doctor',
  usage: 'doctor [options]',
  about:
    'Says what this machine has and what it lacks, with the mend for each. Keys are named, never shown. Ends with 5 where something is missing without which no run can start.',
  args: { ...WORKSPACE_OPTION },
  examples: [
    { command: 'wellspring doctor', does: 'look at this machine' },
    { command: 'wellspring doctor --json | jq .ok', does: 'for a script' },
  ],
  exits: [EXIT.missing],

  async run(args, { terminal }) {
    const findings: Finding[] = [];
    for (const { name, probe } of PROBES) {
      try {
        findings.push({ name, ...(await probe({ workspace: args.workspace, env: process.env })) });
      } catch (error) {
        const { message, hint } = error as { message?: string; hint?: string };
        findings.push({
          name,
          state: 'failed',
          detail: message ?? String(error),
          hint: hint ?? null,
        });
      }
    }
    const ok = findings.every((finding) => finding.state !== 'failed');
    if (args.json) printJson(terminal, { ok, findings });
    else {
      const { paint } = terminal;
      const styles = {
        ok: paint.green,
        optional: paint.dim,
        warning: paint.yellow,
        failed: paint.red,
      };
      const marks = { ok: 'ok', optional: 'absent', warning: 'beware', failed: 'FAILED' };
      for (const { name, state, detail, hint } of findings) {
        const [first, ...more] = wrap(plainLine(detail), terminal.outWidth() - 27).split('\n');
        terminal.out(`${styles[state](marks[state].padEnd(7))} ${name.padEnd(17)} ${first}\n`);
        for (const line of more) terminal.out(`${' '.repeat(26)}${line}\n`);
        if (hint !== null)
          terminal.out(
            `${wrap(withProgram(plainLine(hint), terminal.program), terminal.outWidth(), ' '.repeat(26))}\n`,
          );
      }
    }
    return ok ? EXIT.done : EXIT.missing;
  },
});
