import { describe, expect, it } from 'vitest';
import { programName, withProgram } from './program.ts';

const clone = '/no/such/clone';
const start = (more: object) => ({
  env: {},
  script: `${clone}/dist/cli/main.js`,
  cwd: clone,
  packageDir: `${clone}/`,
  ...more,
});
const npm = { npm_config_user_agent: 'npm/11 node/v24' };

describe('programName', () => {
  it.each([
    ['in a clone', {}, 'npx wellspring'],
    ['below a clone', { cwd: `${clone}/my-data` }, 'npx wellspring'],
    ['through npx in a clone', { env: npm, script: '/cache/_npx/1/wellspring' }, 'npx wellspring'],
    // npx would fetch another package of that name.
    ['from elsewhere by its path', { cwd: '/no/such/place' }, `node ${clone}/dist/cli/main.js`],
    [
      'through npm, from another project',
      {
        env: { ...npm, npm_config_local_prefix: '/no/such/place' },
        cwd: '/no/such/place',
        script: '/usr/bin/wellspring',
      },
      'wellspring',
    ],
    ['installed', { script: '/usr/bin/wellspring', cwd: '/no/such/place' }, 'wellspring'],
    [
      'installed in the project that npx looks into',
      {
        env: { ...npm, npm_config_local_prefix: '/p' },
        packageDir: '/p/node_modules/wellspring/',
        script: '/p/node_modules/wellspring/dist/cli/main.js',
        cwd: '/p',
      },
      'npx wellspring',
    ],
  ])('%s', (_where, more, name) => expect(programName(start(more))).toBe(name));
});

describe('withProgram', () => {
  it('changes commands and nothing else', () => {
    const text = 'try `wellspring run X`, npx wellspring verify Y, or install wellspring again';
    expect(withProgram(text, 'npx wellspring')).toBe(
      'try `npx wellspring run X`, npx wellspring verify Y, or install wellspring again',
    );
    expect(withProgram('wellspring verify $& x', 'node /a$1')).toBe('node /a$1 verify $& x');
    expect(withProgram(text)).toBe(text);
  });
});
