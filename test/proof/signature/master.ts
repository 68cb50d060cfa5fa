import { API_KEYS, type TestKey } from '../../support/keys.ts';

/** May do everything, so that nothing but the signature is in the way. */
export const MASTER: TestKey = {
  id: 'master',
  secret: `pbsk_${'m4ster-K3y'.repeat(4)}`,
  scopes: 'teller+member+read+admin',
};

/** The environment of a bank with the master's key beside the others. */
export const MASTERED = {
  API_KEYS: `${API_KEYS},${MASTER.id}:${MASTER.secret}:${MASTER.scopes}`,
} as const;
