import { randomUUID } from 'node:crypto';
import { type ClientKey, type SignedRequest, signatureHeaders } from '../src/cli/signed-client.ts';
import { type LoadJob, MEMBERS } from './load-job.ts';

/** More deposits a second than any server here handles, so that enough are signed in advance. */
const DEPOSITS_PER_SECOND = 16_000;

/**
 * The requests of a round as they are on the wire, by number. They are built and signed before the clock
 * starts, since signing one takes longer than sending it. Each deposit is new; the bytes of an inventory's
 * request are reused, because a query's nonce isn't kept.
 */
export function prepareRequests(job: LoadJob): (number: number) => Uint8Array {
  if (job.kind === 'inventories') {
    const prepared = Array.from({ length: MEMBERS }, (_, number) => writeRequest(job, number));
    return (number) => prepared[number % MEMBERS] ?? writeRequest(job, number);
  }
  const length = Math.ceil((job.warmUpSeconds + job.seconds) * DEPOSITS_PER_SECOND);
  const prepared = Array.from({ length }, (_, number) => writeRequest(job, number));
  return (number) => prepared[number] ?? writeRequest(job, number);
}

/** A signed request; `number` says which member it is about. */
function writeRequest({ kind, key, urls: [url] }: LoadJob, number: number): Uint8Array {
  const robloxUserId = 1 + (number % MEMBERS);
  const request = kind === 'deposits' ? deposit(robloxUserId) : inventory(robloxUserId);
  return write(request, { key, host: new URL(url ?? '').host });
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

function write(request: SignedRequest, { key, host }: { key: ClientKey; host: string }): Uint8Array {
  const attempt = { createdSeconds: Math.floor(Date.now() / 1000), nonce: randomUUID() };
  const { method, target, body } = request;
  const headers = { host, ...signatureHeaders(key, request, attempt) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = body === null ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`;
  return Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}${length}\r\n${body ?? ''}`);
}
