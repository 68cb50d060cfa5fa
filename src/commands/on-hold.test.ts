import { expect, test } from 'bun:test';
import { toMarkdown } from '../discord/markdown.ts';
import { createDemoCatalogue } from '../values/demo.ts';
import { readPetNames } from './model/pet-names.ts';
import { toPlainText } from './model/translate.ts';
import { describeOnHold } from './on-hold.ts';

const NAMES = readPetNames(createDemoCatalogue({ updatedAt: '2026-05-10T12:00:00.000Z' }));

test('what is on hold says from when it can leave, by the clock and never too early', () => {
  const at = Date.UTC(2026, 4, 10, 14, 31, 20);
  const held = [
    { asset: 'gems', amount: 5n, until: at, isGift: false },
    { asset: 'gems', amount: 6n, until: at, isGift: true },
    { asset: 'gems', amount: 7n, until: null, isGift: false },
  ];
  const [timed, given, checked] = describeOnHold(held, NAMES).map((text) =>
    toMarkdown(toPlainText(text || [], 'en'), String, 500),
  );
  const minute = Date.UTC(2026, 4, 10, 14, 32) / 1000;
  expect(timed).toBe(
    'Just arrived: **5 gems**. It is yours. You can use it from ' +
      `<t:${minute}:t> (<t:${at / 1000}:R>), usually in a minute.`,
  );
  expect(given).toBe(
    `From another member: **6 gems**. You can use it from <t:${minute}:t> (<t:${at / 1000}:R>). ` +
      'Until then, staff can undo the gift or trade.',
  );
  expect(checked).toBe(
    'Staff are checking a teller. **7 gems** is yours, and you can use it when they are done.',
  );
});
