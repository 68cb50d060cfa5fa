import { completeDeposit } from '../../src/bank/deposit.ts';
import type { Book } from '../../src/bank/engine/book.ts';
import { readInventory } from '../../src/bank/inventory.ts';
import { reportTeller } from '../../src/bank/report.ts';
import { completeWithdrawal } from '../../src/bank/withdraw-complete.ts';
import { MEMBERS, petOf, REGULAR, tellerOf } from './people.ts';
import { claim, deposit, request } from './visit.ts';

/** Something that the bank does, done over and over; each run of it names its own round. */
export interface ScaleStep {
  readonly name: string;
  /** How many times one round does it. */
  readonly times: number;
  run(book: Book, round: string): Promise<unknown>;
}

const AT_ONCE = 32;
const PAGE = { robloxUserId: REGULAR, limit: 21 };
/** The distance between members, so that rows all over the bank are used. */
const STRIDE = 7_919;

const repeat = (times: number, run: (at: number) => Promise<unknown>) => async (): Promise<void> => {
  for (let at = 0; at < times; at += 1) await run(at);
};

const memberAt = (at: number): number => 1 + ((at * STRIDE) % MEMBERS);

function depositAt(book: Book, round: string, at: number): Promise<unknown> {
  return deposit(book, { robloxUserId: memberAt(at), tradeId: `${round}-${at}`, trade: at });
}

export const SCALE_STEPS: readonly ScaleStep[] = [
  {
    name: 'deposit, alone',
    times: 100,
    run: (book, round) => repeat(100, (at) => depositAt(book, `alone-${round}`, at))(),
  },
  {
    name: 'deposit, 32 at once',
    times: 10 * AT_ONCE,
    run: (book, round) =>
      repeat(10, (group) =>
        Promise.all(
          Array.from({ length: AT_ONCE }, (_, at) =>
            depositAt(book, `grouped-${round}`, group * AT_ONCE + at),
          ),
        ),
      )(),
  },
  {
    name: 'request, claim, deliver',
    times: 20,
    run: (book, round) => repeat(20, (at) => withdraw(book, `taken-${round}-${at}`))(),
  },
  {
    name: "a teller's report",
    times: 50,
    run: (book) => repeat(50, () => book.perform(reportTeller, { pets: [], gems: 1 }, { by: 'teller-1' }))(),
  },
  {
    name: 'inventory',
    times: 100,
    run: (book) => repeat(100, () => book.query(readInventory, REGULAR, { by: 'web' }))(),
  },
  {
    name: 'history, first page',
    times: 100,
    run: (book) => repeat(100, () => book.reads.history(PAGE))(),
  },
  {
    name: 'history, half-way back',
    times: 100,
    async run(book) {
      const beforeSeq = Math.ceil((await book.reads.head()).seq / 2);
      await repeat(100, () => book.reads.history({ ...PAGE, beforeSeq }))();
    },
  },
];

/** Credits the regular with enough for all withdrawals to come: a small bank holds too little. */
export async function stockUp(book: Book): Promise<void> {
  const input = { tradeId: 'stock', robloxUserId: REGULAR, pets: [petOf(REGULAR, 0, 1e6)], gems: 1e9 };
  await book.perform(completeDeposit, input, { by: tellerOf(REGULAR) });
}

async function withdraw(book: Book, tradeId: string): Promise<void> {
  await request(book, REGULAR, tradeId);
  const claimed = await claim(book, REGULAR);
  const input = { ...claimed, tradeId, outcome: 'delivered' } as const;
  await book.perform(completeWithdrawal, input, { by: tellerOf(REGULAR) });
}
