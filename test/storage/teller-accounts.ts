import { describe, expect, test } from 'bun:test';
import type { TellerAccount } from '../../src/bank/witness.ts';
import { driverOfEachTest, type OpenStore, T0 } from './samples.ts';

const accountOf = (tellerId: string, change: Partial<TellerAccount> = {}): TellerAccount => ({
  tellerId,
  sealedToken: 'v1.abc',
  connectedAt: T0,
  expiresAt: T0 + 1_000,
  nextAt: T0,
  ...change,
});

/** Accounts are kept whole, one for each teller, and checked by one process at a time. */
export function describeTellerAccounts(open: OpenStore): void {
  describe("tellers' accounts", () => {
    const driver = driverOfEachTest(open);

    test('come back as they were put, by teller, and a new one takes the place of the old', async () => {
      expect(await driver().tellerAccounts()).toEqual([]);
      await driver().putTellerAccount(accountOf('b'));
      await driver().putTellerAccount(accountOf('a'));
      await driver().putTellerAccount(accountOf('b', { sealedToken: 'v1.new', expiresAt: T0 + 9 }));
      expect(await driver().tellerAccounts()).toEqual([
        accountOf('a'),
        accountOf('b', { sealedToken: 'v1.new', expiresAt: T0 + 9 }),
      ]);
    });

    test('are forgotten once', async () => {
      await driver().putTellerAccount(accountOf('a'));
      expect(await driver().forgetTellerAccount('a')).toBe(true);
      expect(await driver().forgetTellerAccount('a')).toBe(false);
      expect(await driver().tellerAccounts()).toEqual([]);
    });

    test('are checked by whichever process is first once it is time, or that is later than any', async () => {
      await driver().putTellerAccount(accountOf('a'));
      const turn = (at: number): Promise<boolean> =>
        driver().takeAccountTurn({ tellerId: 'a', at, until: at + 10, latest: at + 20 });
      const ofNobody = { tellerId: 'b', at: T0, until: T0 + 10, latest: T0 + 20 };
      expect(await driver().takeAccountTurn(ofNobody)).toBe(false);
      expect(await turn(T0 - 1)).toBe(false);
      expect((await Promise.all([turn(T0), turn(T0)])).sort()).toEqual([false, true]);
      expect(await turn(T0 + 9)).toBe(false);
      expect(await turn(T0 + 10)).toBe(true);
      await driver().putTellerAccount(accountOf('a', { nextAt: T0 + 31 }));
      expect(await turn(T0 + 11)).toBe(false);
      expect([await turn(T0 + 10), await turn(T0 + 10)]).toEqual([true, false]);
    });
  });
}
