import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PURPOSE = 'petbank teller account';
const VERSION = 'v1';

/** A token that can't be decrypted: encrypted with another key, for another teller, or damaged. */
export class TokenUnreadableError extends Error {
  override readonly name = 'TokenUnreadableError';
}

/** Encrypts tokens with a key derived from the secret, each for one teller: it decrypts for no other. */
export function createTokenCipher(secret: string, random: (length: number) => Uint8Array) {
  const key = Buffer.from(hkdfSync('sha256', secret, '', PURPOSE, KEY_BYTES));
  return {
    encrypt(token: string, tellerId: string): string {
      const nonce = random(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(tellerId));
      const encrypted = Buffer.concat([
        nonce,
        cipher.update(token, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
      return `${VERSION}.${encrypted.toString('base64url')}`;
    },
    /** Throws TokenUnreadableError. */
    decrypt(text: string, tellerId: string): string {
      const [version, packed = ''] = text.split('.');
      const bytes = Buffer.from(packed, 'base64url');
      if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES)
        throw new TokenUnreadableError('not an encrypted token');
      try {
        const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES))
          .setAAD(Buffer.from(tellerId))
          .setAuthTag(bytes.subarray(-TAG_BYTES));
        const decrypted = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([decrypted, decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new TokenUnreadableError('encrypted with another key, or for another teller', { cause });
      }
    },
  };
}
export type TokenCipher = ReturnType<typeof createTokenCipher>;
