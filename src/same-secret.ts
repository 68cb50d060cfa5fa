import { hash, timingSafeEqual } from 'node:crypto';

/** Compares in a time that says nothing of where they differ: hashes have one length, whatever was given. */
export const isSameSecret = (given: string, expected: string): boolean =>
  timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', expected, 'buffer'));
