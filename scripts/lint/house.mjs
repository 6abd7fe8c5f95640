// House rules that need a resolved path, which no rule of oxlint looks at:
// which area of src/ may import which other, and which file may import which engine.
import { dirname, join, relative, resolve, sep } from 'node:path';

const SOURCE_ROOT = join(import.meta.dirname, '..', '..', 'src');

/** Area (first folder below src/) → the other areas it may import. */
const MAY_IMPORT = {
  core: [],
  sources: ['core'],
  methods: ['core', 'sources'],
  quality: ['core'],
  dataset: ['core'],
  export: ['core'],
  recipe: ['core', 'sources', 'methods', 'quality', 'dataset', 'export'],
  server: ['core', 'sources', 'methods', 'quality', 'dataset', 'export', 'recipe'],
  cli: ['core', 'sources', 'methods', 'quality', 'dataset', 'export', 'recipe', 'server'],
  // Files directly in src/: the public API.
  '': ['core', 'sources', 'methods', 'quality', 'dataset', 'export', 'recipe'],
};

/** Engines, and the only files below src/ that may import them. */
const ENGINES = [
  { packages: /^@duckdb\//, adapter: /^core\/store\/duckdb\.ts$/ },
  { packages: /^(node:)?sqlite$/, adapter: /^core\/store\/sqlite\.ts$/ },
  { packages: /^(ai|@ai-sdk\/[^/]+)(\/|$)/, adapter: /^core\/model\/remote\// },
  {
    packages:
      /^(node-llama-cpp|@node-llama-cpp\/[^/]+|@fugood\/llama\.node|@fugood\/node-llama[^/]*)(\/|$)/,
    adapter: /^core\/model\/local\//,
  },
  { packages: /^@huggingface\/hub(\/|$)/, adapter: /^dataset\/push[^/]*\.ts$/ },
  { packages: /^@embedpdf\//, adapter: /^sources\/pdf\// },
  { packages: /^@restatedev\//, adapter: /^core\/run\/restate/ },
];

const placeOf = (file) => relative(SOURCE_ROOT, file).split(sep).join('/');
const isOutside = (place) => place.startsWith('../') || place === '..';
const isTest = (place) => place.endsWith('.test.ts');

function areaOf(place) {
  const parts = place.split('/');
  // A bare folder (`import '../core'`) has no further part, and no extension either.
  return parts.length > 1 || !parts[0].includes('.') ? parts[0] : '';
}

/** The method a file belongs to; a file directly in src/methods/ belongs to none. */
function methodOf(place) {
  const [area, name] = place.split('/');
  return area === 'methods' && name !== undefined && !name.includes('.') ? name : undefined;
}

/** What is wrong with `from` importing `specifier`, or undefined when it is lawful. */
function findBreach(from, specifier) {
  if (!specifier.startsWith('.')) {
    const engine = ENGINES.find(({ packages }) => packages.test(specifier));
    // An adapter's own test may open the engine that the adapter opens.
    if (!engine || engine.adapter.test(from.replace(/\.test\.ts$/, '.ts'))) return undefined;
    return `'${specifier}' is an engine: import it in its adapter only (${engine.adapter.source}).`;
  }
  const to = placeOf(resolve(dirname(join(SOURCE_ROOT, from)), specifier));
  if (isOutside(to)) {
    return isTest(from) ? undefined : `'${specifier}' leaves src/; only tests may.`;
  }
  const fromArea = areaOf(from);
  const toArea = areaOf(to);
  const allowed = MAY_IMPORT[fromArea];
  if (!allowed) return `src/${fromArea}/ is not an area of the house.`;
  if (fromArea !== toArea) {
    if (allowed.includes(toArea)) return undefined;
    return `${fromArea || 'src'} may not import ${toArea || 'files directly in src/'} ('${specifier}').`;
  }
  const fromMethod = methodOf(from);
  const toMethod = methodOf(to);
  if (toMethod !== undefined && fromMethod !== toMethod) {
    const who = fromMethod ?? 'what all methods share';
    return `${who} may not import the method ${toMethod}; pass records through the store.`;
  }
  return undefined;
}

const imports = {
  create(context) {
    const from = placeOf(context.filename);
    if (isOutside(from)) return {};
    const check = (node, source) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const message = findBreach(from, source.value);
      if (message) context.report({ node, message });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      TSImportType: (node) => check(node, node.source),
    };
  },
};

/** `Math.random` and `Date.now` are left to no-restricted-properties; `new Date(ms)` is lawful. */
const noCurrentDate = {
  create(context) {
    const check = (node) => {
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'Date') return;
      if (node.type === 'NewExpression' && node.arguments.length > 0) return;
      context.report({
        node,
        message: 'Take the time from an injected Clock (src/core/clock.ts).',
      });
    };
    return { NewExpression: check, CallExpression: check };
  },
};

export default {
  meta: { name: 'house' },
  rules: { imports, 'no-current-date': noCurrentDate },
};
