import { randomUUID } from 'node:crypto';
import { type ClientKey, type SignedRequest, signatureHeaders } from '../src/cli/signed-client.ts';
import { type LoadJob, MEMBERS } from './load-job.ts';

/** A signed request as it is on the wire; `number` says which member it is about. */
export function writeRequest({ kind, key, url }: LoadJob, number: number): string {
  const robloxUserId = 1 + (number % MEMBERS);
  const request = kind === 'deposits' ? deposit(robloxUserId) : inventory(robloxUserId);
  return write(request, { key, host: new URL(url).host });
}

function deposit(robloxUserId: number): SignedRequest {
  const pets = [{ id: 'Huge Cat', variant: 'golden', quantity: 2 }];
  const body = JSON.stringify({ tradeId: randomUUID(), robloxUserId, pets, gems: 1000 });
  return { method: 'POST', target: '/deposit/complete', body };
}

const inventory = (robloxUserId: number): SignedRequest => ({
  method: 'GET',
  target: `/user/${robloxUserId}/inventory`,
  body: null,
});

function write(request: SignedRequest, { key, host }: { key: ClientKey; host: string }): string {
  const attempt = { createdSeconds: Math.floor(Date.now() / 1000), nonce: randomUUID() };
  const { method, target, body } = request;
  const headers = { host, ...signatureHeaders(key, request, attempt) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = body === null ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`;
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}${length}\r\n${body ?? ''}`;
}
