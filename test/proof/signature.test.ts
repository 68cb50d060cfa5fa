import { afterAll, expect, setDefaultTimeout, test } from 'bun:test';
import { readTables, type TestBank, withBank } from '../support/bank.ts';
import { documentedEndpoints } from '../support/documented.ts';
import { rawRequest, sendRaw } from '../support/raw.ts';
import { type Attempt, sign } from '../support/send.ts';
import { rightRequests, setScene } from './access/requests.ts';
import { createDice, SEED } from './dice.ts';
import { scaled } from './scale.ts';
import { type Change, changesOf } from './signature/changes.ts';
import { expectedOutcome, type Outcome, outcomeOf } from './signature/outcomes.ts';
import { anyRefusal, withoutIds } from './signature/refusal.ts';
import { type Component, MASTER, MASTERED, sendComponents, signedComponents } from './signature/wire.ts';

setDefaultTimeout(120_000);

/** Bytes of each long part that are changed; above the length of any, that is all of them. */
const POSITIONS = scaled({ short: 3, full: 1_000 });
/** Connections that are open at a time. */
const AT_ONCE = 40;
/** So many changes at least, of each request. */
const LEAST = 300;

/**
 * One of each kind: what changes something and what reads, with and without body and query, of every scope.
 */
const NAMES = [
  'POST /deposit/complete',
  'POST /deposit/check',
  'POST /withdraw/check',
  'POST /withdraw/cancel',
  'POST /verify/start',
  'POST /admin/halt',
  'GET /user/{id}/inventory',
  'GET /user/{id}/transactions',
  'GET /admin/cases',
];
const READS = NAMES.filter((name) => name.startsWith('GET') || name === 'POST /deposit/check');

/** How many changes of each place became what. */
const tally = new Map<string, number>();
afterAll(() => {
  const total = [...tally.values()].reduce((sum, count) => sum + count, 0);
  const lines = [...tally].sort().map(([what, count]) => `  ${what}: ${count}`);
  const table = scaled({ short: 0, full: lines.length });
  process.stdout.write(
    [`signature: PETBANK_SEED=${SEED}, ${total} changes`, ...lines.slice(0, table), ''].join('\n'),
  );
});

test.each(NAMES)(
  'a changed byte anywhere in %s is refused like any other, and does nothing, unless HTTP reads the same',
  async (name) => {
    await withBank(MASTERED, async (bank) => {
      const attempt = await rightRequest(bank, name);
      const components = signedComponents(bank, MASTER, attempt);
      const changes = changesOf(components, POSITIONS, createDice(SEED + NAMES.indexOf(name)));
      expect(changes.length).toBeGreaterThan(LEAST);
      const expected = ({ components: changed }: Change): Outcome => expectedOutcome(components, changed);
      const isSame = Object.groupBy(changes, (change) =>
        expected(change) === 'accepted' ? 'same' : 'other',
      );
      const before = readTables(bank.file);
      expect(await findErrors(bank, isSame.other ?? [], expected)).toEqual([]);
      expect(readTables(bank.file)).toEqual(before);

      // What HTTP reads the same is the one signed message: however often it comes, it happens once.
      expect(await findErrors(bank, isSame.same ?? [], expected)).toEqual([]);
      expect(readTables(bank.file).nonces?.length).toBe(
        (before.nonces?.length ?? 0) + (READS.includes(name) ? 0 : 1),
      );
      const { status } = await sendComponents(bank.url, components);
      expect(status).toBe(READS.includes(name) ? 200 : 409);
    });
  },
);

async function rightRequest(bank: TestBank, name: string): Promise<Attempt> {
  const attempt = rightRequests(await setScene(bank))[name];
  if (!attempt) throw new Error(`there is no right request ${name}`);
  return attempt;
}

/** Sends every change, and returns those that became something else than expected. */
async function findErrors(
  bank: TestBank,
  changes: readonly Change[],
  expected: (change: Change) => Outcome,
): Promise<string[]> {
  const refusal = Bun.inspect(await anyRefusal(bank));
  const errors: string[] = [];
  async function sendChange(change: Change): Promise<void> {
    const answer = await sendComponents(bank.url, change.components);
    const outcome = outcomeOf(answer);
    const isRefusal = outcome !== 'unauthorized' || Bun.inspect(withoutIds(answer)) === refusal;
    tally.set(`${change.place}, ${outcome}`, (tally.get(`${change.place}, ${outcome}`) ?? 0) + 1);
    if (outcome !== expected(change)) errors.push(`${outcome}, not ${expected(change)}: ${change.what}`);
    if (!isRefusal) errors.push(`another 401 than the others: ${change.what}`);
  }
  for (let at = 0; at < changes.length; at += AT_ONCE) {
    await Promise.all(changes.slice(at, at + AT_ONCE).map(sendChange));
  }
  return errors;
}

test('a signature opens no other request: every pair of endpoints, with either digest and body', async () => {
  await withBank(MASTERED, async (bank) => {
    const signed = Object.entries(rightRequests(await setScene(bank)))
      .filter(([name]) => isSigned(name))
      .map(([name, attempt]) => ({ name, components: signedComponents(bank, MASTER, attempt) }));
    const before = readTables(bank.file);
    const refusal = await anyRefusal(bank);
    let count = 0;
    for (const component of signed) {
      for (const other of signed.filter(({ name }) => name !== component.name)) {
        const sent = await Promise.all(
          mixtures(component.components, other.components).map((mix) => sendComponents(bank.url, mix)),
        );
        count += sent.length;
        const pair = `${component.name} for ${other.name}`;
        for (const answer of sent)
          expect({ pair, answer: withoutIds(answer) }).toEqual({ pair, answer: refusal });
      }
    }
    expect(count).toBeGreaterThan(600);
    expect(readTables(bank.file)).toEqual(before);
  });
});

/** Whether the endpoint asks for a signature at all. */
const isSigned = (name: string): boolean =>
  documentedEndpoints().some(({ method, path, scopes }) => name === `${method} ${path}` && scopes.length > 0);

const SIGNATURE = ['signature-input value', 'signature value'];
const DIGEST = ['content-digest value'];

/** The request of `other` with the signature of `one`, then with its digest too, then with its body too. */
function mixtures(first: readonly Component[], other: readonly Component[]): (readonly Component[])[] {
  const take = (places: readonly string[]): readonly Component[] =>
    other.map((component) =>
      places.includes(component.place)
        ? (first.find((own) => own.place === component.place) ?? component)
        : component,
    );
  return [take(SIGNATURE), take([...SIGNATURE, ...DIGEST]), take([...SIGNATURE, ...DIGEST, 'body'])];
}

const READ = { method: 'GET', target: '/user/156/transactions?limit=20' } as const;
const OTHER_READS: readonly [string, Partial<Attempt>][] = [
  ['with no query', { target: '/user/156/transactions' }],
  ['with an empty query', { target: '/user/156/transactions?' }],
  ['with another query', { target: '/user/156/transactions?limit=19' }],
  ['with the query twice', { target: '/user/156/transactions?limit=20&limit=20' }],
  ['with the query spelt otherwise', { target: '/user/156/transactions?limit=%32%30' }],
  ['with the query at another path', { target: '/user/156/inventory?limit=20' }],
  ['at another member', { target: '/user/157/transactions?limit=20' }],
  ['at the member spelt otherwise', { target: '/user/15%36/transactions?limit=20' }],
  ['by another method', { method: 'HEAD' }],
];

test('a signature for one spelling of a read does not hold for another that could be signed', async () => {
  await withBank(MASTERED, async (bank) => {
    const components = signedComponents(bank, MASTER, READ);
    expect((await sendComponents(bank.url, components)).status).toBe(200);
    const isOfSignature = ({ place }: Component): boolean => place.startsWith('signature');
    for (const [how, change] of OTHER_READS) {
      const other = signedComponents(bank, MASTER, { ...READ, ...change });
      const mixed = [
        ...other.filter((component) => !isOfSignature(component)),
        ...components.filter(isOfSignature),
      ];
      expect({ how, status: (await sendComponents(bank.url, mixed)).status }).toEqual({ how, status: 401 });
      expect({ how, status: (await sendComponents(bank.url, other)).status }).not.toEqual({
        how,
        status: 401,
      });
    }
  });
});

// Bun gives an address made of Host and path, and Elysia searches the path from its twelfth character on:
// that is the path to be signed.
test('a signature for one path opens no other at a host with a name of one letter', async () => {
  await withBank(MASTERED, async (bank) => {
    const target = '/xx/user/156/inventory';
    const headers = { host: 'a', ...sign(bank, MASTER, { method: 'GET', target }) };
    const { status } = await sendRaw(bank.url, rawRequest(`GET ${target}`, headers));
    expect([401, 404]).toContain(status);
  });
});
