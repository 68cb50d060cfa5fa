import { createHash } from 'node:crypto';

const TOKEN_BYTES = 32;

/** A personal token of one of the staff, shown once, and the hash of it that the bank keeps. */
export interface StaffToken {
  readonly token: string;
  readonly tokenHash: string;
}

export function createStaffToken(random: (length: number) => Uint8Array): StaffToken {
  const token = `pbst_${Buffer.from(random(TOKEN_BYTES)).toString('base64url')}`;
  return { token, tokenHash: hashStaffToken(token) };
}

export const hashStaffToken = (token: string): string => createHash('sha256').update(token).digest('hex');
