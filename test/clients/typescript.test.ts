import { describe, expect, test } from 'bun:test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createPetbank,
  type Options,
  PetbankError,
  PetbankUnreachable,
  signatureHeaders,
} from '../../clients/typescript/index.js';
import { REPOSITORY } from '../deploy/context.ts';
import { type TestBank, withBank } from '../support/bank.ts';
import { keyOf, TELLER } from '../support/keys.ts';
import { findNode } from '../support/node.ts';
import { VECTORS } from '../support/vectors.ts';

const CLIENT = join(REPOSITORY, 'clients/typescript');
const EVERYTHING = keyOf('everything', 'teller+member+read+admin');
const API_KEYS = `${EVERYTHING.id}:${EVERYTHING.secret}:${EVERYTHING.scopes}`;
const DEPOSIT = { tradeId: 'T-1', robloxUserId: 156, pets: [{ id: 'Huge Cat' }], gems: 5 } as const;

test.each(VECTORS)("signs $method $target as the contract's vectors do", async (vector) => {
  const { nonce, created, signature, ...request } = vector;
  const headers = await signatureHeaders(TELLER, request, { created, nonce });
  expect(headers.Signature).toBe(signature);
  expect(headers['Content-Digest']).toEqual(vector.digest);
});

/** What the network does to requests, one after the other; then it works. */
type Fate = 'lost before' | 'lost after' | 'sent twice' | Response;

function open(bank: TestBank, fates: Fate[] = [], more: Partial<Options> = {}) {
  const waits: number[] = [];
  const sent: RequestInit[] = [];
  const client = createPetbank({
    url: `${bank.url}/`,
    key: EVERYTHING,
    now: () => bank.world.at,
    random: () => 1,
    sleep: async (ms) => void waits.push(ms),
    async fetch(url, init) {
      sent.push(init);
      const fate = fates.shift();
      if (fate instanceof Response) return fate;
      if (fate === 'lost before') throw new TypeError('connection refused');
      const response = await fetch(url, init);
      if (fate === 'sent twice') return fetch(url, init);
      if (fate === 'lost after') throw new TypeError('connection reset');
      return response;
    },
    ...more,
  });
  return { client, waits, sent };
}

describe('against a running bank', () => {
  test('what is sent again is done once, with the same body and another nonce', () =>
    withBank({ API_KEYS }, async (bank) => {
      const { client, waits, sent } = open(bank, ['lost before', 'lost after']);
      expect(await client.post('/deposit/complete', DEPOSIT)).toMatchObject({ replayed: true, gems: 5 });
      expect(waits).toEqual([500, 1000]);
      expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
      expect(new Set(sent.map(({ headers }) => JSON.stringify(headers))).size).toBe(3);
      const { pets } = await client.get('/user/156/inventory');
      expect(pets).toMatchObject([{ id: 'Huge Cat', quantity: 1 }]);
      expect((await client.get('/user/156/transactions?limit=2')).transactions.length).toBe(1);
    }));

  test('nonces are in the order of time', () =>
    withBank({ API_KEYS }, async (bank) => {
      const { client, sent } = open(bank);
      const times = [0, 1, 2].map((ms) => bank.world.at + ms);
      for (bank.world.at of times) await client.get('/user/156/inventory');
      const input = sent.map(({ headers }) => new Headers(headers).get('signature-input') ?? '');
      const nonces = input.map((text) => /nonce="([0-9a-f]{32})"/.exec(text)?.[1] ?? '');
      expect(nonces.map((nonce) => Number.parseInt(nonce.slice(0, 12), 16))).toEqual(times);
    }));

  test('a refusal is an error with its code, and is not sent again', () =>
    withBank({ API_KEYS }, async (bank) => {
      const { client, sent } = open(bank);
      const refused = client.post('/withdraw/request', { requestId: 'R', robloxUserId: 156, gems: 1 });
      const error = await refused.catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(PetbankError);
      expect(error).toMatchObject({
        code: 'insufficient_gems',
        status: 422,
        problem: { type: '/problems/insufficient_gems' },
      });
      expect(sent.length).toBe(1);
      const wrong = client.post('/withdraw/request', { requestId: 'R 1', robloxUserId: 156, gems: -1 });
      await expect(wrong).rejects.toThrow(
        /^invalid: .*\nrequestId: 1 to 128 of .*\ngems: must be at least 0$/,
      );
    }));

  test('Retry-After is waited for, and a clock that is off is set by the bank', () =>
    withBank({ API_KEYS }, async (bank) => {
      const busy = new Response('{"code":"rate_limited"}', {
        status: 429,
        headers: { 'retry-after': '7', 'content-type': 'application/problem+json' },
      });
      const { client, waits } = open(bank, [busy], { now: () => bank.world.at + 3_600_000 });
      expect(await client.get('/user/156/inventory')).toMatchObject({ gems: 0 });
      expect(waits).toEqual([7500]);
      const stranger = open(bank, [], { key: { ...EVERYTHING, secret: TELLER.secret } });
      await expect(stranger.client.get('/user/156/inventory')).rejects.toMatchObject({
        code: 'unauthorized',
      });
    }));

  test('what the way sends twice, or answers itself, is asked for again', () =>
    withBank({ API_KEYS }, async (bank) => {
      const fates: Fate[] = ['sent twice', new Response(''), Response.json(null), new Response('<html>')];
      const { client, waits } = open(bank, fates);
      expect(await client.post('/deposit/complete', DEPOSIT)).toMatchObject({ replayed: true, gems: 5 });
      expect(waits).toEqual([500, 1000, 2000, 4000]);
    }));

  test('no answer, however often, is no refusal: nobody knows whether it was done', () =>
    withBank({ API_KEYS }, async (bank) => {
      const page = () => new Response('<html>', { status: 502 });
      for (const fates of [Array<Fate>(5).fill('lost after'), Array.from({ length: 5 }, page)]) {
        const { client, sent } = open(bank, fates);
        await expect(client.post('/deposit/complete', DEPOSIT)).rejects.toBeInstanceOf(PetbankUnreachable);
        expect(sent.length).toBe(5);
      }
      expect(await open(bank).client.post('/deposit/complete', DEPOSIT)).toMatchObject({ replayed: true });
    }));
});

const TSC = join(REPOSITORY, 'node_modules/.bin/tsc');
/** Checked without `skipLibCheck`, as in a project that has not set it: an error in our types is theirs. */
const TYPED_USE = `import { createPetbank } from './package/index.js';
const bank = createPetbank({ url: 'https://bank.example.com', key: { id: 'site', secret: '' } });
const { transactions } = await bank.get('/user/156/transactions?limit=2');
const { paused } = await bank.post('/teller/report', { gems: 5 });
// @ts-expect-error: a list, and not whatever one wants
const first: string = transactions;
// @ts-expect-error: the same
const second: string = paused;
`;

test('what npm would publish holds all that its users import, and works with Node', () => {
  const folder = mkdtempSync(join(tmpdir(), 'petbank-client-'));
  try {
    const packed = Bun.spawnSync(['npm', 'pack', '--silent', '--pack-destination', folder], { cwd: CLIENT });
    const name = packed.stdout.toString().trim();
    expect(name).toMatch(/^petbank-client-.*\.tgz$/);
    const { stdout } = Bun.spawnSync(['tar', 'xzf', name], { cwd: folder });
    expect(stdout.toString()).toBe('');
    const listed = Bun.spawnSync(['ls', 'package'], { cwd: folder }).stdout.toString().trim().split('\n');
    const files = ['LICENSE', 'README.md', 'api.d.ts', 'index.d.ts', 'index.js', 'package.json'];
    expect(listed.toSorted()).toEqual(files);
    const { nonce, created, signature, digest: _, ...request } = VECTORS[0];
    const script = `import { signatureHeaders } from './package/index.js';
const words = ${JSON.stringify([TELLER, request, { created, nonce }])};
console.log((await signatureHeaders(...words)).Signature);`;
    writeFileSync(join(folder, 'use.mjs'), script);
    const used = Bun.spawnSync([findNode(), 'use.mjs'], { cwd: folder });
    expect(used.stdout.toString().trim()).toBe(signature);
    writeFileSync(join(folder, 'use.mts'), TYPED_USE);
    const checked = Bun.spawnSync([TSC, '--strict', '--noEmit', '--module', 'nodenext', 'use.mts'], {
      cwd: folder,
    });
    expect(checked.stdout.toString()).toBe('');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
