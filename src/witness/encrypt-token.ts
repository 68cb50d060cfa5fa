import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { TellerAccount } from '../bank/witness.ts';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PURPOSE = 'petbank teller account';
const VERSION = 'v2';

/** A token that can't be decrypted: encrypted with another key, for another account, or damaged. */
export class TokenUnreadableError extends Error {
  override readonly name = 'TokenUnreadableError';
}

/** Whose account it is, and from when until when the bank may read it. */
type Sealed = Pick<TellerAccount, 'tellerId' | 'connectedAt' | 'expiresAt'>;

const toData = ({ tellerId, connectedAt, expiresAt }: Sealed): Buffer =>
  Buffer.from(JSON.stringify([tellerId, connectedAt, expiresAt]));

/**
 * Encrypts tokens with a key derived from the secret, each for one account: it decrypts for no other teller,
 * and for no other times, by which trades that nobody reported would be none of the bank's business.
 */
export function createTokenCipher(secret: string, random: (length: number) => Uint8Array) {
  const key = Buffer.from(hkdfSync('sha256', secret, '', PURPOSE, KEY_BYTES));
  return {
    encrypt(token: string, account: Sealed): string {
      const nonce = random(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(toData(account));
      const encrypted = Buffer.concat([
        nonce,
        cipher.update(token, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
      return `${VERSION}.${encrypted.toString('base64url')}`;
    },
    /** Throws TokenUnreadableError. */
    decrypt(text: string, account: Sealed): string {
      const [version, packed = ''] = text.split('.');
      const bytes = Buffer.from(packed, 'base64url');
      if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES)
        throw new TokenUnreadableError('not an encrypted token');
      try {
        const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES))
          .setAAD(toData(account))
          .setAuthTag(bytes.subarray(-TAG_BYTES));
        const decrypted = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([decrypted, decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new TokenUnreadableError('encrypted with another key, or for another account', { cause });
      }
    },
  };
}
export type TokenCipher = ReturnType<typeof createTokenCipher>;
