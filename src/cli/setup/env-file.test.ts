import { expect, test } from 'bun:test';
import { parseEnv } from 'node:util';
import { withSettings } from './env-file.ts';

test('a new file has each setting with its meaning, and none that is empty', () => {
  const text = withSettings(null, { PORT: '3001', DISCORD_TOKEN: '' });
  expect(text).toEndWith('\n\n# port to listen on; 0 takes any free one\nPORT=3001\n');
  expect(text).not.toContain('DISCORD_TOKEN');
});

test('in an old file, a setting is changed wherever it stands, and its comment stays', () => {
  const old = '# mine\n  \nPORT = 3000   # the port\nMY_PORT=1\nexport PORT="3002"\n';
  expect(withSettings(old, { PORT: '3001' })).toBe(
    '# mine\n  \nPORT=3001   # the port\nMY_PORT=1\nPORT=3001\n',
  );
  expect(withSettings('PORT=3000', { PORT: '', HOST: '::1' })).toBe(
    'PORT=\n\n# address to listen on; 0.0.0.0 lets other machines in\nHOST=::1\n',
  );
});

test('whatever a value holds is read as it was given', () => {
  const settings = { ADMIN_TOKEN: 'a #"`& x', API_KEYS: 'a:b_-:teller+read,c:d:admin' };
  expect(parseEnv(withSettings('ADMIN_TOKEN=1\n', settings))).toEqual(settings);
  expect(withSettings(null, settings)).toContain('\nAPI_KEYS=a:b_-:teller+read,c:d:admin\n');
});
