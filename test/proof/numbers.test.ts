import { expect, test } from 'bun:test';
import { startBank } from '../support/bank.ts';
import { TELLER } from '../support/keys.ts';
import { sendSigned } from '../support/send.ts';

const ODD = [
  ...['-1', '1.5', '1e308', '1e400', '"5"', '9007199254740992', 'null', 'true', '[]', '{}', '-0'],
  // Numbers that a parser rounds to one of ours.
  ...['0.99999999999999999999', '1.00000000000000000001', '99999999999999999999e-20', '1e-400'],
];

test('a number that is none of ours is refused wherever an amount stands, and nothing changes', async () => {
  const bank = await startBank();
  const bodies = ODD.flatMap((odd) => [
    `{"tradeId":"x","robloxUserId":1,"pets":[{"id":"Huge Cat"}],"gems":${odd}}`,
    `{"tradeId":"x","robloxUserId":1,"pets":[{"id":"Huge Cat","quantity":${odd}}]}`,
    `{"tradeId":"x","robloxUserId":${odd},"gems":5}`,
  ]);
  const others = [
    '{"tradeId":"x","robloxUserId":1,"gems":0}',
    '{"tradeId":"x","robloxUserId":1,"gems":5,"gems":6}',
    '{"tradeId":"x","robloxUserId":1,"gems":5,"g\\u0065ms":6}',
    '{"tradeId":"x","robloxUserId":1,"gems":5,"__proto__":{"gems":9}}',
  ];
  const taken: string[] = [];
  for (const body of [...bodies, ...others]) {
    const { status } = await sendSigned(bank, TELLER, { method: 'POST', target: '/deposit/complete', body });
    if (status < 400 || status >= 500) taken.push(`${status}: ${body}`);
  }
  const { body } = await sendSigned(bank, TELLER, { method: 'GET', target: '/user/1/transactions' });
  expect({ taken, body }).toEqual({ taken: [], body: { transactions: [], nextCursor: null } });
  await bank.end();
});
