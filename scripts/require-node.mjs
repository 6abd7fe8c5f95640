// Fails fast, with a way out, on a Node that cannot run TypeScript or `node:sqlite` unflagged.
// The repository brings its own Node as a dev dependency: after `npm ci`, npm scripts find it first.
const MINIMUM = [22, 13];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
  process.stderr.write(
    `Wellspring needs Node ${MINIMUM.join('.')} or newer; this is Node ${process.versions.node}.\n` +
      'Run `npm ci` and start through `npm run`, which finds the Node of this repository.\n',
  );
  process.exit(5);
}
