import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Every form in which a secret could come out: as it is, in an address, as hexadecimal digits, and as base64
 * in any of its three places.
 */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  // What is beside the secret changes the first and the last digits of its base64.
  const inBase64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replaceAll('=', '')
      .slice(shift === 0 ? 0 : shift + 1, -2),
  );
  return [secret, encodeURIComponent(secret), bytes.toString('hex'), ...inBase64];
}

/** The names of the secrets that a text holds in any form. */
export function leaksIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(secrets)
    .filter(([, secret]) => formsOf(secret).some((form) => text.includes(form)))
    .map(([name]) => name);
}

/** Every byte of every file in the folder and below, as one text. */
export function bytesOf(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}
