import { expect, setDefaultTimeout, test } from 'bun:test';
import { join } from 'node:path';
import { z } from 'zod';
import { REPOSITORY } from '../deploy/context.ts';
import { withBank } from '../support/bank.ts';
import { keyOf, TELLER } from '../support/keys.ts';
import { VECTORS } from '../support/vectors.ts';

// Starting processes takes longer than Bun's own limit on a busy machine.
setDefaultTimeout(120_000);

// The vectors are signed by this secret.
const KEY = { ...keyOf(TELLER.id, 'teller+member+read+admin'), secret: TELLER.secret };
const API_KEYS = `${KEY.id}:${KEY.secret}:${KEY.scopes}`;
const seen = z.object({
  signatures: z.array(z.string()),
  lied: z.array(z.string()),
  before: z.number(),
  deposit: z.object({ replayed: z.boolean(), gems: z.number() }),
  history: z.array(z.unknown()),
  refused: z.string(),
  apostrophe: z.string(),
  wrong: z.string(),
  value: z.string(),
  away: z.string(),
  waits: z.array(z.number()),
});

/** Lets `test/clients/story.py` call the bank at this address, and returns what it saw. */
async function tell(url: string, nowMs: number): Promise<z.infer<typeof seen>> {
  const child = Bun.spawn(['python3', '-W', 'error', join(import.meta.dir, 'story.py')], {
    env: {
      PATH: process.env.PATH ?? '',
      PYTHONPATH: join(REPOSITORY, 'clients/python'),
      PYTHONDONTWRITEBYTECODE: '1',
    },
    stdin: new TextEncoder().encode(
      JSON.stringify({ ...KEY, url, nowSeconds: nowMs / 1000, vectors: VECTORS, lies: LIES.length }),
    ),
    stdout: 'pipe',
    stderr: 'pipe',
  });
  const [printed, complained] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  expect({ status: await child.exited, complained }).toEqual({ status: 0, complained: '' });
  return seen.parse(JSON.parse(printed));
}

/** Times that no bank's clock says: nobody takes them over. */
const LIES = ['1e999', 'NaN', '1e300', `1${'0'.repeat(400)}`, '5', '"noon"', 'true'];

type Send = () => Promise<Response>;

/** What becomes of the first POSTs: the answer is lost, the bank is busy, all is sent twice, odd answers. */
const FATES: readonly ((send: Send) => Promise<Response> | Response)[] = [
  async (send) => {
    await send();
    return new Response('<html>', { status: 502 });
  },
  () => Response.json({ code: 'rate_limited' }, { status: 429, headers: { 'retry-after': '7' } }),
  async (send) => {
    await send();
    return send();
  },
  () => new Response(''),
  (send) => send(),
  () => new Response('['.repeat(100_000), { headers: { 'content-type': 'application/json' } }),
];

const refuseAt = (serverTime: string): Response =>
  new Response(`{"code":"unauthorized","detail":"no","errors":null,"serverTime":${serverTime}}`, {
    status: 401,
    headers: { 'content-type': 'application/problem+json' },
  });

function startProxy(url: string) {
  const lies = [...LIES];
  const fates = [...FATES];
  const bodies: string[] = [];
  const nonces: string[] = [];
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const lie = lies.shift();
      if (lie !== undefined) return refuseAt(lie);
      const body = request.method === 'POST' ? await request.text() : null;
      if (body !== null) bodies.push(body);
      nonces.push(/nonce="(\w+)"/.exec(request.headers.get('signature-input') ?? '')?.[1] ?? '');
      const { method, headers } = request;
      const send = () => fetch(`${url}${pathname}${search}`, { method, headers, body });
      const fate = body === null ? undefined : fates.shift();
      return fate ? fate(send) : send();
    },
  });
  return { url: `http://127.0.0.1:${server.port}/`, bodies, nonces, stop: () => server.stop(true) };
}

test('against a running bank: signed right, done once, refused once, unknown where nobody answers', () =>
  withBank({ API_KEYS }, async (bank) => {
    const proxy = startProxy(bank.url);
    const { signatures, history, waits, ...saw } = await tell(proxy.url, bank.world.at);
    expect(signatures).toEqual(VECTORS.map(({ signature }) => signature));
    expect(saw).toEqual({
      lied: LIES.map(() => 'unauthorized: no'),
      before: 0,
      deposit: { replayed: true, gems: 5 },
      refused: 'insufficient_gems: gems: The account does not hold that many gems. Free: 5.',
      // Read, so the signature held.
      apostrophe: expect.stringMatching(/^invalid: .*\ncursor: /),
      wrong: expect.stringMatching(/^invalid: .*\nrequestId: 1 to 128 of .*\ngems: must be at least 0$/),
      value: 'Huge Cat',
      away: 'http://127.0.0.1:9 did not answer GET /user/1/inventory',
    });
    expect(history.length).toBe(1);
    expect(waits.map((seconds) => seconds >= 7)).toEqual([false, true, false, false, false]);
    expect(new Set(proxy.bodies.slice(0, 5)).size).toBe(1);
    expect(new Set(proxy.nonces).size).toBe(proxy.nonces.length);
    // The time in milliseconds: the story's clock is an hour ahead.
    const time = (bank.world.at + 3_600_000).toString(16).padStart(12, '0');
    for (const nonce of proxy.nonces) expect(nonce).toMatch(new RegExp(`^${time}[0-9a-f]{20}$`));
    await proxy.stop();
  }));
