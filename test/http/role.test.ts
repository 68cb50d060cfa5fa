import { expect, test } from 'bun:test';
import { randomBytes } from 'node:crypto';
import { startPetbank } from '../../src/app/petbank.ts';
import { readConfig } from '../../src/config/config.ts';
import { createLog } from '../../src/log.ts';
import { environmentOf, makeBankFile, withBank } from '../support/bank.ts';
import { READER } from '../support/keys.ts';

test('a process that is only the API says that the bot is elsewhere, and serves the rest', async () => {
  await withBank({ ROLE: 'api', NODE_ENV: 'development' }, async (bank) => {
    expect((await bank.ask(READER, 'GET', '/user/1/inventory')).status).toBe(200);
    expect(await (await bank.askOpenly('/')).text()).toContain('not in this process: ROLE=api');
  });
});

test('a process that is only the bot answers how it is, and knows no other path', async () => {
  const file = makeBankFile();
  // Nobody answers there.
  const discord = { DISCORD_TOKEN: 'abc.def', DISCORD_API_URL: 'http://127.0.0.1:9/api' };
  const config = readConfig(environmentOf(file.file, { ROLE: 'bot', ...discord }));
  const world = { clock: Date.now, random: randomBytes, log: createLog('silent'), version: '0.0.0-test' };
  const petbank = await startPetbank(config, world);
  try {
    const readStatus = async (path: string): Promise<number> => (await fetch(`${petbank.url}${path}`)).status;
    for (const path of ['/health', '/livez', '/readyz', '/metrics']) expect(await readStatus(path)).toBe(200);
    for (const path of ['/', '/swagger', '/swagger/json', '/assets/theme.css', '/items/all', '/proof']) {
      expect(await readStatus(path)).toBe(404);
    }
    expect(await readStatus('/user/1/inventory')).toBe(404);
  } finally {
    await petbank.stop();
    file.remove();
  }
});
