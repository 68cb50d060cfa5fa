import { openLiabilities } from '../../src/app/liabilities.ts';
import { invariant } from '../../src/bank/engine/assert.ts';
import { petKey } from '../../src/bank/engine/pets.ts';
import { createCallCounter } from '../../src/commands/call-teller.ts';
import { createCommands } from '../../src/commands/commands.ts';
import { createDispatcher } from '../../src/commands/dispatch/dispatcher.ts';
import type { RenderedReply } from '../../src/commands/dispatch/types.ts';
import { createMembership } from '../../src/commands/membership.ts';
import type { Actor } from '../../src/commands/model/actor.ts';
import type { RawOptions } from '../../src/commands/model/command.ts';
import { createExplainError } from '../../src/commands/model/refusal-reply.ts';
import { createTradeTables } from '../../src/commands/trade-tables.ts';
import { PETS_PER_PAGE } from '../../src/pictures/page.ts';
import { createPictures, type Pictures } from '../../src/pictures/pictures.ts';
import { createSandbox } from '../../src/roblox/sandbox.ts';
import { percentile } from '../statistics.ts';
import { printTable } from '../table.ts';
import { openRichBank, RICH } from './rich-member.ts';

const OWNED = 10_000;
const LISTED = 20_000;
/** Each step is measured this many times as often as a server is. */
const STEP_ROUNDS = 20;
const WARM_UP = 3;
const MINUTE_MS = 60_000;
/** Pictures in the cache, as in a bank that has been running for a while. */
const MAX_CACHED = 64;

const ACTOR: Actor = { discordUserId: RICH.discordUserId, name: 'Rich', level: async () => null };
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
type Step = readonly [name: string, run: (round: number) => Promise<unknown>];

/**
 * Prints how long each command takes in the dispatcher, for a member with ten thousand kinds of pets, and
 * what pictures cost.
 */
export async function measureDiscord({ folder, rounds }: { folder: string; rounds: number }): Promise<void> {
  const bank = await openRichBank(folder, { owned: OWNED, listed: LISTED });
  const pictures = createPictures({ maxCached: MAX_CACHED, maxBytes: 64_000_000, concurrency: 1 });
  const dispatcher = createDispatcher({
    commands: createCommands({
      book: bank.book,
      profiles: createSandbox(),
      rules: () => bank.rules,
      random,
      clock: Date.now,
      pictures,
      liabilities: openLiabilities({ ...bank, clock: Date.now, random, log: console }),
      countCalls: createCallCounter(),
      trades: createTradeTables(Date.now),
      membership: createMembership(),
    }),
    clock: Date.now,
    newId: () => crypto.randomUUID(),
    cooldown: { take: () => 0 },
    explain: createExplainError({ newReference: () => 'bench', onError: (error) => console.error(error) }),
  });
  let runs = 0;
  const run = async (name: string, raw: RawOptions = {}): Promise<RenderedReply> => {
    runs += 1;
    return dispatcher.run({ path: [name], raw }, { actor: ACTOR, operationId: `bench:${runs}` });
  };
  const press = async (rendered: RenderedReply, at: number, fields = {}): Promise<RenderedReply> => {
    const { id } = invariant(rendered.rows.flat()[at], 'a control');
    return (await dispatcher.press(id, { values: [], fields }, ACTOR)).rendered;
  };
  const complete = (name: string, typed: string) =>
    dispatcher.complete({ path: [name], option: 'pet', typed }, ACTOR);
  const pet = petKey(invariant(bank.pets[42], 'a pet'));
  const label = 'shiny golden shown huge pet 7';

  await printPictures(pictures, rounds);
  // The third control of an inventory goes to a page by its number.
  const turn = async (round: number) => press(await run('inventory'), 2, { page: String(round + 2) });
  await printSteps(
    `Commands, ${OWNED.toLocaleString('en')} kinds of pets owned, ${LISTED.toLocaleString('en')} listed`,
    rounds,
    [
      ['inventory', () => run('inventory')],
      ['inventory, then another page', turn],
      ['balance', () => run('balance')],
      ['help', () => run('help')],
      ['deposit', () => run('deposit')],
      ['history 25', () => run('history', { limit: 25 })],
      ['value, by key', () => run('value', { pet })],
      ['value, by name', () => run('value', { pet: label })],
      ['withdraw, the list', () => run('withdraw')],
      ['withdraw, by key', () => run('withdraw', { pet })],
      ['withdraw, by name', () => run('withdraw', { pet: label })],
      [
        'withdraw, pressed, then cancelled',
        async () => press(await press(await run('withdraw', { gems: 1 }), 0), 0),
      ],
      ['cancel', () => run('cancel')],
      ['unlink, the question', () => run('unlink')],
      ['forget-me, refused', () => run('forget-me')],
      ['export', () => run('export')],
      ['suggesting owned pets', () => complete('withdraw', 'golden 77')],
      ['suggesting listed pets', () => complete('value', 'rainbow 1234')],
    ],
  );
  pictures.close();
  await bank.close();
}

/** Each picture is different, so none comes from the cache. */
async function printPictures(pictures: Pictures, rounds: number): Promise<void> {
  const pets = Array.from({ length: PETS_PER_PAGE }, (_, at) => ({
    id: `Huge Pet ${at}`,
    name: `Huge Pet ${at}`,
    variant: 'golden' as const,
    shiny: at % 2 === 0,
    quantity: at,
    reserved: at,
    value: at * 1_000_000,
  }));
  const owner = { username: 'player1', displayName: 'Player' };
  const points = Array.from({ length: 500 }, (_, at) => ({
    at: at * MINUTE_MS,
    gems: at * at,
    value: at * at * 2,
  }));
  const page = {
    language: 'en' as const,
    title: 'Inventory',
    owner,
    pets,
    gems: 5,
    totalValue: 5,
    unvalued: 0,
    page: 1,
    pages: 1,
  };
  const before = residentMiB();
  await printSteps('Pictures', rounds, [
    ['a page of twelve pets', (round) => pictures.inventory({ ...page, asOf: round * MINUTE_MS })],
    [
      'a balance of 500 steps',
      (round) => pictures.balance({ language: 'en', owner: `${round}`, points, unvalued: 0, asOf: 0 }),
    ],
  ]);
  console.log(
    `\nMemory grew by ${(residentMiB() - before).toFixed(0)} MiB: ` +
      `the thread that draws, its fonts, and ${MAX_CACHED} cached pictures.`,
  );
}

function residentMiB(): number {
  Bun.gc(true);
  return process.memoryUsage.rss() / 2 ** 20;
}

async function printSteps(title: string, rounds: number, steps: readonly Step[]): Promise<void> {
  const rows: string[][] = [];
  for (const [name, run] of steps) {
    const times: number[] = [];
    const cpuBefore = process.cpuUsage();
    for (let round = -WARM_UP; round < rounds * STEP_ROUNDS; round += 1) {
      const startedAt = performance.now();
      await run(round + WARM_UP);
      if (round >= 0) times.push(performance.now() - startedAt);
    }
    const { user, system } = process.cpuUsage(cpuBefore);
    const cpuMs = (user + system) / 1000 / (times.length + WARM_UP);
    rows.push([
      String(times.length),
      name,
      percentile(times, 0.5).toFixed(1),
      percentile(times, 0.99).toFixed(1),
      cpuMs.toFixed(1),
    ]);
  }
  console.log(`\n${title}\n`);
  printTable(['times', '', 'median ms', '99 % ms', 'CPU ms'], rows);
}
