import { randomInt, randomUUID } from 'node:crypto';
import { type ClientKey, type SignedRequest, signatureHeaders } from '../src/cli/signed-client.ts';
import type { LoadJob } from './load-job.ts';

/** More deposits a second than any server here handles, so that enough are signed in advance. */
const DEPOSITS_PER_SECOND = 16_000;
/** The distance between the members of two requests, so that rows all over the database are used. */
const STRIDE = 7_919;
/** No two deposits of a member are alike, as they mostly aren't: like ones wait for the operator. */
const MAX_GEMS = 1_000_000;

/**
 * The requests of a round as they are on the wire, by number. They are built and signed before the clock
 * starts, since signing one takes longer than sending it. Each deposit is new; the bytes of an inventory's
 * request are reused, because a query's nonce isn't kept.
 */
export function prepareRequests(job: LoadJob): (number: number) => Uint8Array {
  const { members, warmUp, seconds } = job;
  if (job.kind === 'inventories') {
    const prepared = Array.from({ length: members }, (_, number) => writeRequest(job, number));
    return (number) => prepared[number % members] ?? writeRequest(job, number);
  }
  const length = warmUp.requests + Math.ceil((warmUp.seconds + seconds) * DEPOSITS_PER_SECOND);
  const first = randomInt(members);
  const prepared = Array.from({ length }, (_, number) => writeRequest(job, first + number));
  return (number) => prepared[number] ?? writeRequest(job, first + number);
}

/** A signed request; `number` says which member it is about. */
function writeRequest({ kind, key, members, ids, urls: [url] }: LoadJob, number: number): Uint8Array {
  const robloxUserId = 1 + ((number * STRIDE) % members);
  const newId = ids === 'time' ? Bun.randomUUIDv7 : randomUUID;
  const request = kind === 'deposits' ? deposit(robloxUserId, newId()) : inventory(robloxUserId);
  return write(request, { key, host: new URL(url ?? '').host, nonce: newId() });
}

function deposit(robloxUserId: number, tradeId: string): SignedRequest {
  const pets = [{ id: 'Huge Cat', variant: 'golden', quantity: 2 }];
  const body = JSON.stringify({ tradeId, robloxUserId, pets, gems: randomInt(MAX_GEMS) });
  return { method: 'POST', target: '/deposit/complete', body };
}

const inventory = (robloxUserId: number): SignedRequest => ({
  method: 'GET',
  target: `/user/${robloxUserId}/inventory`,
  body: null,
});

function write(
  request: SignedRequest,
  { key, host, nonce }: { key: ClientKey; host: string; nonce: string },
): Uint8Array {
  const attempt = { createdSeconds: Math.floor(Date.now() / 1000), nonce };
  const { method, target, body } = request;
  const headers = { host, ...signatureHeaders(key, request, attempt) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = body === null ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`;
  return Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}${length}\r\n${body ?? ''}`);
}
