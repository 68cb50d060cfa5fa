import { expect, test } from 'bun:test';
import { forgetMember } from '../../src/bank/forget.ts';
import type { Driver } from '../../src/storage/driver.ts';
import { openBank } from '../bank/bank.ts';
import { linkUser, unlinkUser } from '../bank/link.ts';
import { catchUp } from './projections.ts';

const DISCORD = { by: 'discord' };
const idOf = (person: number): string => `7712345678901${String(person).padStart(5, '0')}`;
const PEOPLE = 30;
/** Each commit of a busy server takes its time. */
const TIMEOUT_MS = 240_000;

type Bank = ReturnType<typeof openBank>;

/**
 * Plays a bank where every third of 30 people is forgotten, some after unlinking, with messages that were
 * sent and messages that were not. `dump` is all that the database keeps.
 */
export function testErasure(name: string, open: () => Promise<Driver>, dump: () => Promise<string>): void {
  test(
    `${name} keeps no trace of a Discord user who was forgotten`,
    async () => {
      const driver = await open();
      const bank = openBank({ driver });
      const people = Array.from({ length: PEOPLE }, (_, person) => person);
      for (const person of people) {
        await play(bank, person);
        if (person === PEOPLE / 2) await sendAll(driver, bank.now.at);
      }
      expect(await dump()).toContain(idOf(0));
      const forgotten = people.filter((person) => person % 3 === 0).map(idOf);
      for (const discordUserId of forgotten) {
        const answer = await bank.book.perform(forgetMember, { discordUserId }, DISCORD);
        expect(answer).toEqual({ kind: 'forgotten' });
      }
      await catchUp(driver);
      const left = await dump();
      expect(people.map(idOf).filter((id) => !left.includes(id))).toEqual(forgotten);
    },
    TIMEOUT_MS,
  );
}

/** A person links an account, deposits, withdraws everything, and perhaps unlinks. */
async function play(bank: Bank, person: number): Promise<void> {
  const robloxUserId = person + 1;
  await linkUser(bank, { discordUserId: idOf(person), robloxUserId });
  await bank.deposit({ tradeId: `T-${person}`, robloxUserId, gems: 5 });
  const { withdrawalId } = await bank.request({ requestId: `R-${person}`, robloxUserId, gems: 5 });
  const { claimed } = await bank.check({ robloxUserId, claim: true });
  const { claimToken = '' } = claimed ?? {};
  await bank.complete({ tradeId: `D-${person}`, outcome: 'delivered', withdrawalId, claimToken });
  if (person % 2 === 0) await unlinkUser(bank, idOf(person));
}

async function sendAll(driver: Driver, at: number): Promise<void> {
  const events = await driver.takeEvents({ at, leaseMs: 1_000, limit: 1_000 });
  await driver.acknowledgeEvents({ ids: events.map(({ id }) => id), at });
}
