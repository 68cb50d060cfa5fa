import { afterAll, expect, test } from 'bun:test';
import { z } from 'zod';
import { PROBLEMS } from '../../src/http/problem-table.ts';
import { startRobloxDouble } from '../doubles/roblox.ts';
import { PROJECTED, readTables, type TestBank, withBank } from '../support/bank.ts';
import { documentedEndpoints } from '../support/documented.ts';
import type { RefusalRow } from '../support/refusal-row.ts';
import { deposit } from '../support/scenes.ts';
import type { Sent } from '../support/send.ts';
import { BANK_REFUSALS } from './bank-refusals.ts';
import { TRANSPORT_REFUSALS } from './transport-refusals.ts';
import { verifyRefusals } from './verify-refusals.ts';

const roblox = startRobloxDouble();
afterAll(() => roblox.stop());
const ENDPOINTS = documentedEndpoints();
const TRANSPORT_CODES = new Set(TRANSPORT_REFUSALS.map(({ code }) => code));
const ROWS = [...TRANSPORT_REFUSALS, ...BANK_REFUSALS, ...verifyRefusals(roblox)];

test.each(ROWS)('$status $code when $when; nothing else changes', async (row) => {
  await withBank(row.environment ?? {}, async (bank) => {
    await row.given?.(bank);
    const before = whatIsKept(bank, row);
    let target = '';
    const askOpenly: TestBank['askOpenly'] = (asked, init) => {
      target = asked;
      return bank.askOpenly(asked, init);
    };
    const sent = await row.ask({ ...bank, askOpenly });
    expectProblem(row, sent);
    expectDocumented(row, target);
    expect(whatIsKept(bank, row)).toEqual(before);
  });
});

/** The API page of the endpoint names the code; what the transport refuses stands on every page. */
function expectDocumented({ code }: RefusalRow, target: string): void {
  const [path = ''] = target.split('?');
  const endpoint = ENDPOINTS.find((documented) =>
    new RegExp(`^${documented.path.replaceAll(/{\w+}/g, '[^/]+')}$`).test(path),
  );
  if (!endpoint || TRANSPORT_CODES.has(code)) return;
  expect({ path, problems: endpoint.problems }).toMatchObject({ problems: expect.arrayContaining([code]) });
}

/**
 * Everything in the database, but for what a refusal may leave behind: the nonce and the number of the commit
 * that spent it, and a case with the alert of it where the contract says so.
 */
function whatIsKept({ file }: TestBank, { opensCase = false }: RefusalRow): unknown {
  const leftOut = ['nonces', ...(opensCase ? ['cases', 'outbox'] : []), ...PROJECTED];
  const { bank = [], ...tables } = readTables(file, leftOut);
  const head = z.array(z.object({ seq: z.int(), hash: z.string(), halted_reason: z.string().nullable() }));
  return { ...tables, bank: head.parse(bank) };
}

const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string().min(5),
  status: z.int(),
  detail: z.string().min(10),
  code: z.string(),
  requestId: z.uuid(),
  serverTime: z.int().optional(),
  onHold: z
    .array(z.strictObject({ asset: z.unknown(), amount: z.int(), until: z.string().nullable() }))
    .min(1)
    .optional(),
  errors: z
    .array(z.strictObject({ path: z.string(), message: z.string().min(5) }))
    .min(1)
    .optional(),
});

function expectProblem({ status, code, detail = /./ }: RefusalRow, { headers, ...sent }: Sent): void {
  expect(sent.body).toMatchObject({ code });
  const problem = problemSchema.parse(sent.body);
  expect(sent.status).toBe(status);
  expect(problem).toMatchObject({ status, type: `/problems/${code}`, detail: expect.stringMatching(detail) });
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(headers.get('x-request-id')).toBe(problem.requestId);
  expect(problem.errors !== undefined).toBe(code === 'invalid');
  expect(problem.onHold !== undefined).toBe(code === 'on_hold');
  expect(problem.serverTime !== undefined).toBe(code === 'unauthorized');
  const isWorthWaiting = status === 429 || status === 503;
  expect(headers.get('retry-after') ?? '').toMatch(isWorthWaiting ? /^[1-9]\d*$/ : /^$/);
  if (status === 429) expect(headers.get('ratelimit')).toMatch(/^"key";r=0;t=[1-9]\d?$/);
  expect(sent.text).not.toContain('secret of the inside');
}

test('every code in PROBLEMS, and no other, has a row in test/http/*-refusals.ts with its status', () => {
  const ofRows = Object.fromEntries(ROWS.map(({ code, status }) => [code, status]));
  const ofBank = Object.entries(PROBLEMS).map(([code, { status }]) => [code, status] as const);
  expect(ofRows).toEqual(Object.fromEntries(ofBank));
});

test.each(ROWS.filter((row) => row.opensCase))(
  '$code when $when leaves a case for the operator',
  async (row) => {
    await withBank({}, async (bank) => {
      await row.given?.(bank);
      await row.ask(bank);
      expect(readTables(bank.file).cases).toMatchObject([{ kind: 'refused_trade', closed_at: null }]);
    });
  },
);

test('the comparison of what is stored is so close that it notices a single gem', async () => {
  await withBank({}, async (bank) => {
    const row = { status: 200, code: 'invalid', when: '', ask: () => Promise.reject() } as const;
    await deposit(bank);
    const before = whatIsKept(bank, row);
    await deposit(bank, { gems: 1 }, 'T-2');
    expect(whatIsKept(bank, row)).not.toEqual(before);
  });
});
