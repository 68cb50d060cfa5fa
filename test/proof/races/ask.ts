import { signatureHeaders } from '../../../src/cli/signed-client.ts';
import type { TestKey } from '../../support/keys.ts';
import { rawRequest } from '../../support/raw.ts';

/** A request to sign: a POST where it has a body. */
export interface Ask {
  readonly key: TestKey;
  readonly target: string;
  readonly body?: object;
  /** New for each request where it isn't given. */
  readonly nonce?: string;
}

/** The request as it is on a wire, signed for this time, in milliseconds since 1970. */
export function write({ key, target, body, nonce = crypto.randomUUID() }: Ask, at: number): string {
  const method = body === undefined ? 'GET' : 'POST';
  const text = body === undefined ? null : JSON.stringify(body);
  const attempt = { createdSeconds: Math.floor(at / 1000), nonce };
  const headers = {
    connection: 'keep-alive',
    ...signatureHeaders(key, { method, target, body: text }, attempt),
    ...(text === null ? {} : { 'content-length': String(Buffer.byteLength(text)) }),
  };
  return rawRequest(`${method} ${target}`, headers, text ?? '');
}
