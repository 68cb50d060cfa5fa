import { hashSecret, makeSecret } from './secret.ts';

/** A personal token of one of the staff, shown once, and the hash of it that the bank keeps. */
export interface StaffToken {
  readonly token: string;
  readonly tokenHash: string;
}

export function createStaffToken(random: (length: number) => Uint8Array): StaffToken {
  const token = `pbst_${makeSecret(random)}`;
  return { token, tokenHash: hashSecret(token) };
}
