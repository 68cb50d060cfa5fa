import { createHash } from 'node:crypto';

const SECRET_BYTES = 32;

/** A secret that nobody can guess, for an address or a cookie. The bank keeps its hash alone. */
export const makeSecret = (random: (length: number) => Uint8Array): string =>
  Buffer.from(random(SECRET_BYTES)).toString('base64url');

/** SHA-256, as lower-case hexadecimal digits. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** A secret that names the Discord user to whom it is given, and so does the id of what it opens. */
export const makeSecretFor = (discordUserId: string, random: (length: number) => Uint8Array): string =>
  `${discordUserId}-${makeSecret(random)}`;

/** Whom a secret that was made for somebody names; whatever was made up names nobody. */
export const readOwner = (secret: string): string => secret.split('-', 1)[0] ?? '';

/** The id of the pass that the secret opens. */
export const toPassId = (secret: string): string => `${readOwner(secret)}-${hashSecret(secret)}`;
