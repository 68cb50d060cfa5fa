import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { ClientKey } from '../../src/cli/signed-client.ts';

const SIGNATURE_INPUT =
  /^bank=(\(([^()]*)\);created=(\d{1,15});nonce="([\w-]{16,64})";keyid="([^"\\]*)";alg="hmac-sha256")$/;
const CLOCK_WINDOW_SECONDS = 300;

/**
 * The nonce of a request that is signed as the contract asks; null for any other. The path of a request here
 * has no query.
 */
export function verifySignature(
  { method, headers }: Request,
  path: string,
  body: Uint8Array | null,
  key: ClientKey,
): string | null {
  const digest = headers.get('content-digest');
  const expectedDigest = body && `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const found = SIGNATURE_INPUT.exec(headers.get('signature-input') ?? '');
  if (digest !== expectedDigest || !found) return null;
  const [, params, components, created, nonce = '', keyId] = found;
  const bodyLine = digest === null ? '' : `"content-digest": ${digest}\n`;
  const covered = `"@method" "@path"${digest === null ? '' : ' "content-digest"'}`;
  const isInTime = Math.abs(Date.now() / 1000 - Number(created)) <= CLOCK_WINDOW_SECONDS;
  if (components !== covered || keyId !== key.id || !isInTime) return null;
  const base = `"@method": ${method}\n"@path": ${path}\n${bodyLine}"@signature-params": ${params}`;
  const expected = `bank=:${createHmac('sha256', key.secret).update(base).digest('base64')}:`;
  return isEqual(headers.get('signature') ?? '', expected) ? nonce : null;
}

function isEqual(left: string, right: string): boolean {
  const [leftBytes, rightBytes] = [Buffer.from(left), Buffer.from(right)];
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes);
}
