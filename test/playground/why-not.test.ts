import { test } from 'bun:test';
import { joinMember, post } from '../member/kit.ts';
import { describeInBrowser } from '../support/bank-in-browser.ts';
import { BROWSER_WAIT_MS, openPage } from '../support/browser.ts';
import { deposit } from '../support/scenes.ts';

describeInBrowser((shared) => {
  test(
    'a button of a message that can not be pressed yet says why',
    async () => {
      const { bank, browser } = shared;
      const memberId = await joinMember(bank);
      await deposit(bank);
      const { page } = await openPage(browser, bank.url, '/playground', { waitUntil: 'load' });
      const command = { path: ['withdraw'], options: {}, messageId: crypto.randomUUID() };
      await post(bank, '/playground/commands', { memberId, channel: 'bank', ...command });
      await page.getByRole('button', { name: 'Continue' }).focus();
      await page.getByRole('tooltip').getByText('Choose pets or gems first.').waitFor();
    },
    BROWSER_WAIT_MS,
  );
});
