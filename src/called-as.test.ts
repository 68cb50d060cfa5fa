import { expect, test } from 'bun:test';
import { packageManager } from '../package.json';
import { createCommandNames, type Invocation } from './called-as.ts';

const HINTS = 'bun dev, bun start, bun run petbank doctor, bun dist/main.js';
const here: Invocation = { env: {}, argv: ['bun', '/bank/src/cli/main.ts'], argv0: 'bun', cwd: '/bank' };
const npm = { npm_config_user_agent: 'npm/11.19.1 node/v20.20.2 linux x64 workspaces/false' };
const npx = `npx --yes ${packageManager}`;

test.each<[string, Partial<Invocation>, string]>([
  ['by Bun', { env: { npm_config_user_agent: 'bun/1.4.5 npm/? linux x64' } }, HINTS],
  ['by npx', { env: npm }, `${npx} dev, ${npx} start, ${npx} run petbank doctor, bun dist/main.js`],
  ['in the image', { env: { PETBANK_COMMAND: 'petbank' } }, HINTS.replace('bun run petbank', 'petbank')],
  [
    'from dist',
    { argv: ['bun', '/bank/dist/cli/main.js'] },
    'bun dev, bun dist/main.js, bun dist/cli/main.js doctor, bun dist/main.js',
  ],
  [
    'from dist by npx',
    { env: npm, argv: ['bun', '/bank/dist/cli/main.js'] },
    `bun dev, ${npx} dist/main.js, ${npx} dist/cli/main.js doctor, bun dist/main.js`,
  ],
  [
    'as one file',
    { argv: ['bun', '/$bunfs/root/petbank'], argv0: './petbank' },
    './petbank dev, ./petbank start, ./petbank doctor, bun dist/main.js',
  ],
  [
    'as one file on Windows',
    { argv: ['bun', 'B:/~BUN/root/petbank.exe'], argv0: 'petbank' },
    'petbank dev, petbank start, petbank doctor, bun dist/main.js',
  ],
])('called %s, hints name commands as they can be typed there', (_how, differs, expected) => {
  expect(createCommandNames({ ...here, ...differs })(HINTS)).toBe(expected);
});

test('a hint may have a colour', () => {
  expect(createCommandNames({ ...here, env: npm })('\u001b[36mbun dev\u001b[39m')).toBe(
    `\u001b[36m${npx} dev\u001b[39m`,
  );
});
