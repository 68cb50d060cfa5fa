import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../../package.json';
import { startPetbank } from '../../app/petbank.ts';
import { readConfig } from '../../config/config.ts';
import { createLog } from '../../log.ts';
import { openOwnBank } from '../../simulate/bank-server.ts';
import { type SimulateOptions, simulate } from '../../simulate/simulate.ts';
import { count, type Tally } from '../../simulate/tally.ts';
import type { TellerKey } from '../../simulate/tellers.ts';
import { createMadeUpTime } from '../../simulate/time.ts';
import { verifyLedgerOf } from '../verify-ledger.ts';
import { readPets, sendTo } from './ask.ts';

interface OwnParts {
  readonly tally: Tally;
  readonly onProgress: (doing: string) => void;
  readonly random: (length: number) => Uint8Array;
}

/**
 * Plays beside a bank of the simulation's own, in a folder that goes away again. Its time is made up: an hour
 * passes in moments.
 */
export async function playBesideOwn(options: SimulateOptions, parts: OwnParts): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-simulation-'));
  const time = createMadeUpTime(Math.floor(Date.now() / 1_000));
  const newKey = (name: string): TellerKey => ({
    id: name,
    secret: `pbsk_${Buffer.from(parts.random(32)).toString('base64url')}`,
  });
  const tellerKeys = Array.from({ length: options.tellers }, (_, at) => newKey(`teller-${at + 1}`));
  const memberKey = newKey('site');
  const config = readConfig(environmentOf(join(folder, 'petbank.db'), { tellerKeys, memberKey }));
  const bank = await openOwnBank({
    start: (fails) =>
      startPetbank(config, {
        clock: () => Math.round(time.now() * 1_000),
        random: parts.random,
        log: createLog('silent'),
        version,
        onPoint() {
          if (fails()) throw new Error('a fault of the simulation');
        },
      }),
    async check() {
      const { isSound, text } = await verifyLedgerOf(config.database, { write: () => undefined });
      return isSound ? [] : [text];
    },
    now: time.now,
    onFault: (fault) => count(parts.tally.faults, fault),
  });
  try {
    const pets = await readPets(bank.url() ?? '');
    const send = sendTo(bank.url, time);
    return await simulate(options, {
      ...parts,
      time,
      bank,
      send,
      tellerKeys,
      memberKey,
      firstPlayerId: FIRST_PLAYER,
      pets,
    });
  } finally {
    await bank.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const FIRST_PLAYER = 1_001;

function environmentOf(
  file: string,
  { tellerKeys, memberKey }: { readonly tellerKeys: readonly TellerKey[]; readonly memberKey: TellerKey },
): Record<string, string> {
  const written = [
    ...tellerKeys.map(({ id, secret }) => `${id}:${secret}:teller`),
    `${memberKey.id}:${memberKey.secret}:member`,
  ];
  return {
    NODE_ENV: 'development',
    PORT: '0',
    DATABASE_URL: `file:${file}`,
    API_KEYS: written.join(','),
    VALUES: 'demo',
    RATE_LIMIT_PER_MINUTE: '0',
    RATE_LIMIT_PER_ADDRESS_PER_MINUTE: '0',
    LIMIT_PETS_PER_DAY: '0',
    SWEEP_SECONDS: '1',
  };
}
