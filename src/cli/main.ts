#!/usr/bin/env node
// No static import: an old Node must get the message below, not a SyntaxError from a file that it cannot read.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(
    `error: Wellspring needs Node 22.13 or newer; this is Node ${process.versions.node}.\n` +
      'hint: install a newer Node from https://nodejs.org, or run `npm ci` in a clone, which brings its own.\n',
  );
  process.exit(5);
}

const { startCli } = await import('./start.ts');
const code = await startCli(process.argv.slice(2));
// Pipes take what is written in their own time; an exit must not cut it off.
await Promise.all(
  [process.stdout, process.stderr].map(
    (stream) => new Promise<void>((resolve) => stream.write('', () => resolve())),
  ),
);
process.exit(code);
