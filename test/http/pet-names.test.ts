import { expect, test } from 'bun:test';
import { ADMIN_TOKEN, open } from '../dashboard/kit.ts';
import { askForPage, joinMember, tokenOf } from '../member/kit.ts';
import { withBank } from '../support/bank.ts';
import { describeInBrowser } from '../support/bank-in-browser.ts';
import { BROWSER_WAIT_MS, openPage } from '../support/browser.ts';
import { deposit, MEMBER } from '../support/scenes.ts';
import { readJson, send } from '../support/send.ts';

/* A pet whose name is another one than its id goes by its name wherever people look. */

const ID = 'Huge Pixel Cat';
const NAME = 'Huge 8-Bit Cat';
const LABEL = `Shiny Golden ${NAME}`;

test('pages learn the names that are no ids, and staff find what is owed by name and by id', async () => {
  await withBank({ ADMIN_TOKEN }, async (bank) => {
    const { body } = await send(bank, '/pets/names');
    expect(body).toContainEqual([ID, NAME]);
    expect(body).not.toContainEqual(['Huge Cat', expect.anything()]);
    await deposit(bank, { pets: [{ id: ID }] });
    const staff = await open(bank);
    for (const search of ['pixel', '8-bit']) {
      const found = await staff.get(`reserves?search=${search}`);
      expect(await readJson(found)).toMatchObject({ rows: [{ asset: { id: ID } }] });
    }
  });
});

describeInBrowser((shared) => {
  test(
    'a member, a stranger and staff read the name, and staff the id beside it',
    async () => {
      await withBank({ ADMIN_TOKEN }, async (bank) => {
        const member = await joinMember(bank);
        await deposit(bank, { pets: [{ id: ID, variant: 'golden', shiny: true }] });
        const link = tokenOf(await askForPage(bank, member));
        const { page } = await openPage(shared.browser, bank.url, `/me#${link}`);
        await page.getByRole('button', { name: 'Open my page' }).click();
        await page.getByRole('heading', { name: LABEL }).waitFor();
        await page.getByText(`1 × ${LABEL}`).waitFor();
        await page.goto(`${bank.url}/proof`);
        await page.fill('#filter', '8-bit');
        await page.locator('#assets tr', { hasText: new RegExp(LABEL) }).waitFor();
        await page.goto(`${bank.url}/dashboard/members?id=${MEMBER}#token=${ADMIN_TOKEN}`);
        await page.getByText('Live', { exact: true }).waitFor();
        for (const screen of [`members?id=${MEMBER}`, 'reserves', 'ledger?id=t-2', 'values?search=pixel']) {
          await page.goto(`${bank.url}/dashboard/${screen}`);
          await page.getByText(`${LABEL} id ${ID}`).first().waitFor();
        }
      });
    },
    2 * BROWSER_WAIT_MS,
  );
});
