import type { TestBank } from '../../support/bank.ts';
import { digestOf, forge } from '../../support/forge.ts';
import type { TestKey } from '../../support/keys.ts';
import { rawRequest, sendRaw } from '../../support/raw.ts';
import type { BadRequest } from './request.ts';

/** An answer with its body as text. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * Sends the request's very bytes, signed over them when a key is given. What an URL parser would write
 * otherwise is signed as it would write it, since the bank's does, and sent as it is.
 */
export async function ask(
  bank: TestBank,
  key: TestKey | null,
  method: string,
  { target, body }: Pick<BadRequest, 'target' | 'body'>,
): Promise<Answered> {
  const address = new URL(`${bank.url}${target}`);
  const written = `${address.pathname}${address.search}${target.endsWith('?') ? '?' : ''}`;
  const bytes = body === null ? null : new Uint8Array(Buffer.from(body));
  const isBodiless = bytes === null || bytes.length === 0;
  const right = {
    method,
    target: written,
    body: isBodiless ? null : 'x',
    digest: isBodiless ? null : digestOf(bytes),
  };
  const { init } = forge({ ...right, ...(key && { key }) }, Math.floor(bank.world.at / 1000));
  const headers = new Headers(init.headers);
  if (key === null) for (const name of ['signature', 'signature-input']) headers.delete(name);
  if (written === target) {
    const answer = await fetch(address, { method, headers, body: bytes, redirect: 'manual' });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }
  const length = bytes === null ? {} : { 'content-length': String(bytes.length) };
  const head = rawRequest(`${method} ${target}`, { ...Object.fromEntries(headers), ...length });
  return sendRaw(bank.url, Buffer.concat([Buffer.from(head), bytes ?? new Uint8Array()]));
}
