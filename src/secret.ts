import { createHash } from 'node:crypto';

const SECRET_BYTES = 32;

/** A secret that nobody can guess, for an address or a cookie. The bank keeps its hash alone. */
export const makeSecret = (random: (length: number) => Uint8Array): string =>
  Buffer.from(random(SECRET_BYTES)).toString('base64url');

/** SHA-256, as lower-case hexadecimal digits. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
