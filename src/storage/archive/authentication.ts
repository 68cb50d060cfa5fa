import { createHmac, timingSafeEqual } from 'node:crypto';
import { ArchiveError } from '../errors.ts';
import { type End, type EndFacts, endText } from './lines.ts';

/** What an archive has to prove before it is believed. */
export interface Trust {
  /** The keys that it may be authenticated with; with none, it must not be authenticated. */
  readonly keys: readonly string[];
  /** Whether one that proves nothing is read all the same. */
  readonly acceptsUnauthenticated: boolean;
}

/**
 * HMAC-SHA256 of the last line as it is without it. That line has the checksum of all lines before, so this
 * authenticates every byte.
 */
const authenticationCode = (facts: EndFacts, key: string): string =>
  createHmac('sha256', key).update(endText(facts)).digest('hex');

export const authenticate = (facts: EndFacts, key: string | null): End =>
  key === null ? facts : { ...facts, hmac: authenticationCode(facts, key) };

const IS_EDITED = 'Whoever can write to where it was kept may have changed it.';
const ANYWAY =
  '--unauthenticated restores it all the same, and leaves the bank halted until staff look at it';

const NO_KEY =
  'the backup is authenticated, and BACKUP_KEY is not set, so nobody can tell whether it was changed: set ' +
  `the key that it was made with. If that key is lost, ${ANYWAY}.`;
const OTHER_KEY =
  'the backup was changed, or was made with another BACKUP_KEY. If yours was replaced since, put the old ' +
  `one into BACKUP_KEY_OLD. If that one is lost, ${ANYWAY}. ${IS_EDITED}`;
const NO_CODE =
  `the backup is not authenticated, and BACKUP_KEY is set. ${IS_EDITED} If it was made before the bank had ` +
  `the key, and you know where it was kept, ${ANYWAY}.`;

/** Whether a key proves that the bank wrote the lines. Throws ArchiveError where one would have to. */
export function isAuthentic({ hmac, ...facts }: End, { keys, acceptsUnauthenticated }: Trust): boolean {
  if (hmac !== undefined && keys.some((key) => isEqual(hmac, authenticationCode(facts, key)))) return true;
  if (acceptsUnauthenticated || (hmac === undefined && keys.length === 0)) return false;
  throw new ArchiveError(hmac === undefined ? NO_CODE : keys.length === 0 ? NO_KEY : OTHER_KEY);
}

const isEqual = (hex: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(hex, 'hex'), Buffer.from(other, 'hex'));
