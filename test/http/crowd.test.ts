import { expect, test } from 'bun:test';
import { withBank } from '../support/bank.ts';
import { READER, TELLER, WEB } from '../support/keys.ts';
import { deposit, MEMBER } from '../support/scenes.ts';

const CROWD = 40;
const crowd = <T>(each: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: CROWD }, (_, index) => each(index)));

test('of forty requests for the same gems at once, a single one gets them', async () => {
  await withBank({}, async (bank) => {
    await deposit(bank, { gems: 1000 });
    const wish = { robloxUserId: MEMBER, gems: 1000 };
    const answers = await crowd((index) =>
      bank.ask(WEB, 'POST', '/withdraw/request', { ...wish, requestId: `R-${index}` }),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status, body } of answers) {
      if (status !== 200) expect(body).toMatchObject({ code: 'insufficient_gems' });
    }
    const { body } = await bank.ask(READER, 'GET', `/user/${MEMBER}/inventory`);
    expect(body).toMatchObject({ gems: 0, reserved: { gems: 1000 } });
  });
});

test('a trade that is reported forty times at once is credited once', async () => {
  await withBank({}, async (bank) => {
    const trade = { tradeId: 'T-1', robloxUserId: MEMBER, gems: 5 };
    const answers = await crowd(() => bank.ask(TELLER, 'POST', '/deposit/complete', trade));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const firsts = answers.filter(({ body }) => JSON.stringify(body).includes('"replayed":false'));
    expect(firsts).toHaveLength(1);
    const { body } = await bank.ask(READER, 'GET', `/user/${MEMBER}/inventory`);
    expect(body).toMatchObject({ gems: 5 });
  });
});

test('when too many wait, the rest are asked to retry, and only what was answered has happened', async () => {
  await withBank({ QUEUE_LIMIT: '1' }, async (bank) => {
    const answers = await crowd((index) => deposit(bank, { gems: 1 }, `T-${index}`).catch(String));
    const refused = answers.filter((answer) => typeof answer === 'string');
    for (const answer of refused) expect(answer).toContain('storage_unavailable');
    expect(refused.length).toBeGreaterThan(0);
    const { body } = await bank.ask(READER, 'GET', `/user/${MEMBER}/inventory`);
    expect(body).toMatchObject({ gems: CROWD - refused.length });
  });
});
