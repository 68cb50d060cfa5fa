import { expect, test } from 'bun:test';
import { linkUser } from '../../test/bank/link.ts';
import { openDiscord } from '../../test/discord-commands/kit.ts';
import { findProofError, proofFile } from '../check-proof.ts';
import { checkProof } from '../cli/check-proof.ts';

const PERSON = { discordUserId: '100000000000000001', robloxUserId: 1 };

async function askForFile() {
  const { bank, ask } = openDiscord();
  await linkUser(bank, PERSON);
  await bank.deposit({ tradeId: 'T-1', robloxUserId: 1, pets: [{ id: 'Cat', quantity: 2 }], gems: 5 });
  await bank.deposit({ tradeId: 'T-2', robloxUserId: 2, gems: 7 });
  const { file } = await ask('proof');
  return proofFile.parse(JSON.parse(new TextDecoder().decode(file?.bytes)));
}

test('a member gets the file that shows that all they own is counted', async () => {
  const proof = await askForFile();
  expect(proof.assets.map(({ key, amount }) => [key, amount])).toEqual([
    ['gems', '5'],
    ['pet/normal/-/-/Cat', '2'],
  ]);
  expect(await findProofError(proof)).toBeUndefined();
  expect(await checkProof(proof, proof.liabilitiesRoot)).toMatchObject({ isSound: true });
});

test('who has nothing in the bank is told so', async () => {
  const { bank, ask } = openDiscord();
  await linkUser(bank, PERSON);
  expect(await ask('proof')).not.toHaveProperty('file');
});

test('a file that was changed, or that leads elsewhere, does not hold', async () => {
  const proof = await askForFile();
  const [first, ...rest] = proof.assets;
  if (!first) throw new Error('there is an asset');
  const lower = { ...first, root: { ...first.root, sum: '5' } };
  for (const changed of [
    { ...proof, robloxUserId: 2 },
    { ...proof, salt: 'x' },
    { ...proof, liabilitiesRoot: 'a'.repeat(64) },
    { ...proof, assets: [lower, ...rest] },
    { ...proof, assets: [{ ...first, amount: '6' }, ...rest] },
    { ...proof, assets: [{ ...first, path: [] }, ...rest] },
    { ...proof, assets: [{ ...first, top: [] }, ...rest] },
  ]) {
    expect(await checkProof(changed, undefined)).toMatchObject({ isSound: false });
  }
  expect(await checkProof(proof, 'b'.repeat(64))).toMatchObject({ isSound: false });
});
