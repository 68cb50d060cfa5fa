import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../../package.json';
import { createApiSecret } from '../../api-key.ts';
import { startPetbank } from '../../app/petbank.ts';
import { readConfig } from '../../config/config.ts';
import { createLog } from '../../log.ts';
import { openOwnBank, type SigningKey } from '../../simulate/bank-server.ts';
import { simulate } from '../../simulate/simulate.ts';
import { createSimulatedTime } from '../../simulate/time.ts';
import { count } from '../../simulate/world.ts';
import { verifyLedgerAt } from '../verify-ledger.ts';
import { createCaller, readPets, type SimulationRequest, type SimulationView } from './remote-bank.ts';

const FIRST_PLAYER_ID = 1_001;

/**
 * Runs the simulation with a bank of its own, in a temporary folder. Its time is simulated: an hour passes in
 * moments. Returns every discrepancy, as text.
 */
export async function simulateWithOwnBank(
  { options, random }: SimulationRequest,
  view: SimulationView,
): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-simulation-'));
  const time = createSimulatedTime(Math.floor(Date.now() / 1_000));
  const createKey = (id: string): SigningKey => ({ id, secret: createApiSecret(random) });
  const tellerKeys = Array.from({ length: options.tellers }, (_, at) => createKey(`teller-${at + 1}`));
  const memberKey = createKey('site');
  const staffKey = createKey('staff');
  const config = readConfig(
    createEnvironment(join(folder, 'petbank.db'), { tellerKeys, memberKey, staffKey }),
  );
  const bank = await openOwnBank({
    start: (fails) =>
      startPetbank(config, {
        clock: () => Math.round(time.now() * 1_000),
        random,
        log: createLog('silent'),
        version,
        onPoint() {
          if (fails()) throw new Error('an error injected by the simulation');
        },
      }),
    async check() {
      const { isSound, text } = await verifyLedgerAt(config.database, { write: () => undefined });
      return isSound ? [] : [text];
    },
    now: time.now,
    onFault: (fault) => count(view.tally.faults, fault),
  });
  try {
    return await simulate(options, {
      ...view,
      time,
      bank,
      callBankAs: createCaller(bank.url, time),
      tellerKeys,
      memberKey,
      staffKey,
      firstPlayerId: FIRST_PLAYER_ID,
      pets: await readPets(bank.url() ?? ''),
    });
  } finally {
    await bank.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Keys {
  readonly tellerKeys: readonly SigningKey[];
  readonly memberKey: SigningKey;
  readonly staffKey: SigningKey;
}

function createEnvironment(file: string, { tellerKeys, memberKey, staffKey }: Keys) {
  const keys = tellerKeys.map(({ id, secret }) => `${id}:${secret}:teller`);
  keys.push(`${memberKey.id}:${memberKey.secret}:member`, `${staffKey.id}:${staffKey.secret}:admin`);
  return {
    NODE_ENV: 'development',
    PORT: '0',
    DATABASE_URL: `file:${file}`,
    API_KEYS: keys.join(','),
    VALUES: 'demo',
    // What a thief credits is on hold until staff have undone it.
    DEPOSIT_HOLD_SECONDS: '600',
    RATE_LIMIT_PER_MINUTE: '0',
    RATE_LIMIT_PER_ADDRESS_PER_MINUTE: '0',
    LIMIT_PETS_PER_DAY: '0',
    SWEEP_SECONDS: '1',
  };
}
