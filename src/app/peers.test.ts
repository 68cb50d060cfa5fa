import { expect, test } from 'bun:test';
import { openBank } from '../../test/bank/bank.ts';
import { digestOf, PEER_HEADER, signHead } from '../peers/messages.ts';
import { createPeerHandler } from '../peers/serve.ts';
import type { Leadership } from '../storage/leadership.ts';
import { sealLeadership } from './peers.ts';

const IN_DATABASE = 's'.repeat(43);
const [TOKEN, OTHER_TOKEN] = ['t'.repeat(40), 'u'.repeat(40)];
const URL = 'http://localhost/peer';

/** A process that leads in its first term, and the version that it says it has. */
function openProcess(adminToken: string | null) {
  const versions: string[] = [];
  const leader = { url: URL, term: 1, secret: IN_DATABASE, ended: new AbortController().signal };
  const leadership: Leadership = {
    begin: async ({ version }) => void versions.push(version),
    leader: () => leader,
    ownTerm: () => 1,
    secretOf: (term) => (term === 1 ? IN_DATABASE : null),
    refresh: async () => undefined,
    unreached: async () => undefined,
    end: async () => undefined,
  };
  return { leadership: sealLeadership(leadership, adminToken), versions };
}

test('by the secret in the database alone nobody passes for a peer, or for who leads', async () => {
  const { book, now, reads } = openBank();
  const [leads, peer, stranger] = [TOKEN, TOKEN, OTHER_TOKEN].map(openProcess);
  if (!leads || !peer || !stranger) throw new Error('three processes');
  const answer = createPeerHandler({
    book,
    leadership: leads.leadership,
    clock: () => now.at,
    onError: () => undefined,
  });
  const input = { tradeId: 'forged', robloxUserId: 666, pets: [], gems: 5 };
  const body = JSON.stringify([{ operation: 'completeDeposit', input, by: 'teller-1' }]);
  const send = (secret: string, count: number) => {
    const nonce = String(count).padStart(22, 'n');
    const head = { term: 1, createdSeconds: Math.floor(now.at / 1000), nonce, digest: digestOf(body) };
    const headers = { [PEER_HEADER]: signHead(secret, head), 'content-length': String(body.length) };
    return answer(new Request(URL, { method: 'POST', body, headers }));
  };
  const secrets = [IN_DATABASE, stranger.leadership.leader()?.secret ?? ''];
  for (const [count, secret] of secrets.entries()) expect(await send(secret, count)).toBeNull();
  expect((await reads.head()).seq).toBe(0);
  expect((await send(peer.leadership.leader()?.secret ?? '', 9))?.status).toBe(200);
  expect((await reads.head()).seq).toBe(1);
});

test('processes with different admin tokens have different versions, and stay apart', async () => {
  const processes = [TOKEN, TOKEN, OTHER_TOKEN, null].map(openProcess);
  const as = { url: URL, version: '1.2.3', onTerm: () => undefined, onError: () => undefined };
  for (const { leadership } of processes) await leadership.begin(as);
  const [one, same, other, none] = processes.map(({ versions }) => versions[0]);
  expect(one).toBe(same);
  expect(new Set([one, other, none]).size).toBe(3);
  expect([none, one?.includes(TOKEN)]).toEqual(['1.2.3', false]);
});
