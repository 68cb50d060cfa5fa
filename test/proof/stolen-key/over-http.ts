import { createSignedClient } from '../../../src/cli/signed-client.ts';
import type { Driver } from '../../../src/storage/driver.ts';
import { startBigGamesDouble } from '../../doubles/big-games.ts';
import { startBank } from '../../support/bank.ts';
import { keyOf } from '../../support/keys.ts';
import { until } from '../../support/until.ts';
import { makeFilePlace } from '../crash/place.ts';
import { CAP, type Game, TELLERS, THIEVES, WORTH } from './world.ts';

/** Every key of the game, with its scope. */
const KEYS = [
  ...TELLERS.flatMap((id) => [keyOf(id, 'teller'), keyOf(`${id}@new`, 'teller')]),
  ...THIEVES.slice(2).map((scope) => keyOf(`${scope}-key`, scope)),
  ...[keyOf('bot', 'member'), keyOf('staff', 'admin')],
];

/** As in production, but for a smaller cap; the rules of the game, as settings. */
const SETTINGS = {
  API_KEYS: KEYS.map(({ id, secret, scopes }) => `${id}:${secret}:${scopes}`).join(','),
  VALUES: 'live',
  DEPOSIT_HOLD_SECONDS: '600',
  LIMIT_TELLER_VALUE_PER_HOUR: String(CAP),
  STAFF_ALONE_LIMIT: 'none',
  GIFTS: 'off',
};

/** How long an event is the game's, once it has read it. */
const LEASE_MS = 60_000;
const EVENTS = 200;

/** A whole bank that programs reach over HTTP alone, at the time of the game, and its database beside it. */
export async function openBankOverHttp(
  at: number,
): Promise<{ driver: Driver; game: Game; end(): Promise<void> }> {
  const bigGames = startBigGamesDouble();
  bigGames.lists.pets = PETS.map((id) => ({ configName: id, configData: { name: id } }));
  bigGames.lists.raps = PETS.map((id) => ({ category: 'Pet', configData: { id }, value: worthOf(id) }));
  const place = makeFilePlace();
  const bank = await startBank({ ...SETTINGS, PS99_API_URL: bigGames.url }, place.given, at);
  await until(async () => (await (await bank.askOpenly('/items/all')).text()).includes('Titanic'), 'values');
  const driver = await place.open();
  const newNonce = (): string => crypto.randomUUID();
  const clients = new Map(
    KEYS.map((key) => [
      key.id,
      createSignedClient({ url: bank.url, key, clock: () => bank.world.at, newNonce }),
    ]),
  );
  const game: Game = {
    async ask(now, keyId, [path, body]) {
      bank.world.at = now;
      const answer = await clients.get(keyId)?.('POST', path, body);
      if (!answer || answer.status >= 500) throw new Error(`${path} ${Bun.inspect(answer)}`);
      return answer;
    },
    async hear(now) {
      const events = await driver.takeEvents({ at: now, leaseMs: LEASE_MS, limit: EVENTS });
      await driver.acknowledgeEvents({ ids: events.map(({ id }) => id), at: now });
      return events;
    },
  };
  async function end(): Promise<void> {
    await driver.close();
    await bank.stop();
    await place.remove();
    await bigGames.stop();
  }
  return { driver, game, end };
}

const PETS = ['Titanic Sun', 'Cat'];
const worthOf = (id: string): number =>
  Number(Object.entries(WORTH).find(([asset]) => asset.endsWith(`/${id}`))?.[1]);
