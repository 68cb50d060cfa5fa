import { Database } from 'bun:sqlite';
import { expect, test } from 'bun:test';
import { memberProofAnswer, proofAnswer } from '../../src/bank/proof.ts';
import { snapshotHistoryAnswer } from '../../src/bank/snapshot-history.ts';
import { breakStorage, MINUTE, makeBankFile, startBank, type TestBank, withBank } from '../support/bank.ts';
import { findProofError, joinRoots } from '../support/check-liabilities.ts';
import { READER, TELLER, WEB } from '../support/keys.ts';
import { deposit, link, MEMBER, PERSON, reserve } from '../support/scenes.ts';
import { read, send } from '../support/send.ts';
import { settle, until } from '../support/until.ts';

const readProof = async (bank: TestBank) => {
  const { status, body } = await send(bank, '/proof');
  expect(status).toBe(200);
  return proofAnswer.parse(body);
};

const proveMember = async (bank: TestBank, member: number | string = MEMBER) =>
  read(memberProofAnswer, await bank.ask(READER, 'GET', `/user/${member}/proof`));

/** The kinds of the log's rows, in order. */
function readKinds({ file }: { readonly file: string }): string[] {
  const database = new Database(file, { readonly: true });
  const rows = database.query<{ kind: string }, []>('select kind from transactions order by seq').all();
  database.close();
  return rows.map(({ kind }) => kind);
}

test('the first who asks waits for a snapshot, whose root is in the log', async () => {
  await withBank({}, async (bank) => {
    await deposit(bank);
    const { seq, liabilitiesRoot, members, assets } = await readProof(bank);
    expect({ seq, members }).toEqual({ seq: 1, members: 1 });
    expect(assets.map(({ owed }) => owed)).toEqual(['1000', '1']);
    expect(readKinds(bank)).toEqual(['deposit', 'snapshot']);
    const { body } = await send(bank, '/proof');
    expect(body).toMatchObject({ liabilitiesRoot });
  });
});

test('a snapshot stays for a minute, and then for as long as nothing happens', async () => {
  await withBank({}, async (bank) => {
    await deposit(bank);
    const first = await readProof(bank);
    await deposit(bank, { gems: 1, pets: [] }, 'T-2');
    bank.world.at += MINUTE - 1;
    expect(await readProof(bank)).toEqual(first);
    bank.world.at += 1;
    await until(async () => (await readProof(bank)).seq === 3, 'a new snapshot');
    expect(readKinds(bank)).toEqual(['deposit', 'snapshot', 'deposit', 'snapshot']);
    bank.world.at += 60 * MINUTE;
    expect((await readProof(bank)).seq).toBe(3);
    await settle();
    expect((await readProof(bank)).seq).toBe(3);
    expect(readKinds(bank)).toHaveLength(4);
  });
});

test('the roots of before stay readable, newest first, each with the step that seals it', async () => {
  await withBank({}, async (bank) => {
    const readHistory = async (query = '') =>
      snapshotHistoryAnswer.parse((await send(bank, `/proof/history${query}`)).body);
    expect(await readHistory()).toEqual({ snapshots: [], nextCursor: null });
    await deposit(bank);
    const first = await readProof(bank);
    await deposit(bank, { gems: 1, pets: [] }, 'T-2');
    bank.world.at += MINUTE;
    await until(async () => (await readProof(bank)).seq === 3, 'a new snapshot');
    const newest = await readHistory('?limit=1');
    expect(newest.snapshots.map(({ seq, sealedBy }) => [seq, sealedBy.seq])).toEqual([[3, 4]]);
    const older = await readHistory(`?cursor=${newest.nextCursor}`);
    expect(older.snapshots).toMatchObject([
      { seq: 1, liabilitiesRoot: first.liabilitiesRoot, sealedBy: { seq: 2 } },
    ]);
    expect(older.nextCursor).toBeNull();
    expect((await send(bank, '/proof/history?limit=1000')).status).toBe(422);
  });
});

test('an empty bank owes nothing, and writes nothing', async () => {
  await withBank({}, async (bank) => {
    expect(await readProof(bank)).toMatchObject({ seq: 0, members: 0, assets: [] });
    expect(readKinds(bank)).toEqual([]);
    await deposit(bank);
    bank.world.at += MINUTE;
    await until(async () => (await readProof(bank)).seq === 1, 'a snapshot');
  });
});

test('a member finds all that they hold in what the bank says it owes', async () => {
  await withBank({}, async (bank) => {
    await link(bank);
    await deposit(bank, { gems: 1000, pets: [{ id: 'Huge Cat', quantity: 2 }, { id: 'No such pet' }] });
    await reserve(bank, { gems: 400, pets: [{ id: 'Huge Cat' }] });
    const other = { tradeId: 'T-2', robloxUserId: 9, gems: 5 };
    expect((await bank.ask(TELLER, 'POST', '/deposit/complete', other)).status).toBe(200);
    const { assets, liabilitiesRoot, seq, at } = await readProof(bank);
    const proof = await proveMember(bank);
    expect(proof).toMatchObject({ seq, at, liabilitiesRoot, robloxUserId: MEMBER });
    expect(proof.assets.map(({ key, amount }) => [key, amount])).toEqual([
      ['gems', '1000'],
      ['pet/normal/-/-/Huge Cat', '2'],
      ['pet/normal/-/-/No such pet', '1'],
    ]);
    expect(findProofError(proof)).toBeUndefined();
    expect(proof.assets.map(({ asset, root }) => ({ asset, root }))).toEqual(
      assets.map(({ asset, root }) => ({ asset, root })),
    );
    for (const { owed, root } of assets) expect(root.sum).toBe(owed);
    expect(joinRoots(new Map(proof.assets.map(({ key, root }) => [key, root])))).toBe(liabilitiesRoot);
    expect(await proveMember(bank, `discord:${PERSON.discordUserId}`)).toEqual(proof);
    expect((await proveMember(bank, 9)).salt).not.toBe(proof.salt);
  });
});

test('who has nothing, or came later, is in no tree', async () => {
  await withBank({}, async (bank) => {
    await deposit(bank);
    await readProof(bank);
    expect(await proveMember(bank, 77)).toMatchObject({ robloxUserId: 77, assets: [] });
    await bank.ask(TELLER, 'POST', '/deposit/complete', { tradeId: 'T-7', robloxUserId: 77, gems: 1 });
    expect((await proveMember(bank, 77)).assets).toEqual([]);
    expect(await bank.ask(WEB, 'GET', '/user/discord:111111111111111111/proof')).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
    expect(await bank.ask(WEB, 'GET', '/user/0/proof')).toMatchObject({ status: 422 });
    expect(await bank.ask(TELLER, 'GET', '/user/77/proof')).toMatchObject({ status: 403 });
  });
});

test('a restarted bank tells the same snapshot again', async () => {
  const place = makeBankFile();
  const before = await startBank({}, place);
  await deposit(before);
  const proof = await readProof(before);
  const mine = await proveMember(before);
  await deposit(before, { gems: 5, pets: [] }, 'T-2');
  await before.stop();
  const after = await startBank({}, place);
  expect(await readProof(after)).toEqual(proof);
  expect(await proveMember(after)).toEqual(mine);
  expect(readKinds(after)).toEqual(['deposit', 'snapshot', 'deposit']);
  await after.end();
});

test('a proof is never older than a failing database', async () => {
  await withBank({}, async (bank) => {
    await readProof(bank);
    const repair = breakStorage(bank.file);
    expect((await send(bank, '/proof')).status).toBe(503);
    repair();
    expect((await send(bank, '/proof')).status).toBe(200);
  });
});

test('whoever has the proof already is sent none of it again', async () => {
  await withBank({}, async (bank) => {
    await deposit(bank);
    const etag = (await send(bank, '/proof')).headers.get('etag') ?? '';
    expect(etag).toStartWith('W/"');
    const again = await Promise.all(
      Array.from({ length: 20 }, () => send(bank, '/proof', { headers: { 'if-none-match': etag } })),
    );
    for (const { status, text } of again) expect({ status, text }).toEqual({ status: 304, text: '' });
    await bank.ask(TELLER, 'POST', '/teller/report', { gems: 1000 });
    expect((await send(bank, '/proof', { headers: { 'if-none-match': etag } })).status).toBe(200);
  });
});
