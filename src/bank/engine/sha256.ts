import { hash } from 'node:crypto';

/** The hash of a text as UTF-8, in lower-case hex. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex');
