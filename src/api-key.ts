/** What a key may be allowed to do. */
export const SCOPES = ['teller', 'member', 'read', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** A key with which programs sign what they ask the bank for. */
export interface ApiKey {
  /** As requests name it, such as `teller-1@a`. */
  readonly id: string;
  /** The part before `@`: all keys of one name are one caller. */
  readonly name: string;
  readonly secret: string;
  readonly scopes: ReadonlySet<Scope>;
}

/** How the id of a key is written. */
export const KEY_ID = /^[A-Za-z0-9_.-]{1,64}(@[A-Za-z0-9_.-]{1,64})?$/;
/** How a secret that the operator sets is written. */
export const SECRET = /^[A-Za-z0-9_-]{32,64}$/;
const SECRET_BYTES = 32;

/** A new secret of a key, with a prefix by which a search for leaked secrets finds it. */
export function createApiSecret(random: (length: number) => Uint8Array): string {
  // Not by Buffer, which a browser that makes a key hasn't got.
  const base64 = btoa(String.fromCharCode(...random(SECRET_BYTES)));
  return `pbsk_${base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}
