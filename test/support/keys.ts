/** A key that a test signs with. */
export interface TestKey {
  readonly id: string;
  readonly secret: string;
  readonly scopes: string;
}

/** The key of the contract's test vectors. */
export const TELLER: TestKey = {
  id: 'teller-1',
  secret: 'pbsk_0123456789abcdef0123456789abcdef0123456789abcdef',
  scopes: 'teller',
};
/** A second key of the same teller. */
export const TELLER_AGAIN: TestKey = keyOf('teller-1@b', 'teller');
export const OTHER_TELLER: TestKey = keyOf('teller-2', 'teller');
export const WEB: TestKey = keyOf('web', 'member');
export const READER: TestKey = keyOf('reader', 'read');
export const STAFF: TestKey = keyOf('staff', 'admin');
/** What the bank has never heard of. */
export const STRANGER: TestKey = keyOf('stranger', 'teller');

const KEYS = [TELLER, TELLER_AGAIN, OTHER_TELLER, WEB, READER, STAFF];
export const API_KEYS = KEYS.map(({ id, secret, scopes }) => `${id}:${secret}:${scopes}`).join(',');

/** A key with a secret that its id makes. */
export function keyOf(id: string, scopes: string): TestKey {
  return { id, secret: `pbsk_${Bun.SHA256.hash(id, 'hex').slice(0, 40)}`, scopes };
}
