import { expect, test } from 'bun:test';
import fc from 'fast-check';
import type { StaffLevel } from '../../src/bank/engine/rows.ts';
import { verifyLedger } from '../../src/bank/verify-ledger.ts';
import type { RenderedReply } from '../../src/commands/dispatch/types.ts';
import type { Actor } from '../../src/commands/model/actor.ts';
import { linkUser } from '../bank/link.ts';
import { DAY, MINUTE } from '../bank/rules.ts';
import { openStaffKit, type StaffKit } from '../discord/staff-kit.ts';
import { hold } from './model/broken.ts';
import { GAME_SEED, playGames } from './play-games.ts';
import { scaled } from './scale.ts';
import { carriedOut, FRIEND, LIMIT, openStaffed, THIEF } from './staff/carried-out.ts';

/*
 * The dishonest manager again, where he really sits: at the commands of staff on Discord. He runs them at
 * random, and presses and fills in whatever they show, he or his accomplice, who is a manager only since just
 * now. What both can carry out of the bank is worth no more than he may move alone in the days that went by.
 */
const GAMES = scaled({ short: 30, full: 1_000 });
const MOST_MS = scaled({ short: 100_000, full: 3_500_000 });

/** How many replies he goes back to. */
const SCREENS = 6;

interface Act {
  readonly command: number;
  readonly control: number;
  readonly value: number;
  readonly quantity: number;
  readonly isOwn: boolean;
  /** Who presses: he himself, or his accomplice, made a manager for that. */
  readonly isAccomplice: boolean;
  readonly kind: 'run' | 'press' | 'day';
}
const [wide, tosses] = [fc.nat({ max: 1_000 }), fc.boolean()];
const acts = fc.array(
  fc.record({
    ...{ command: wide, control: wide, value: wide, quantity: fc.integer({ min: 1, max: 15 }) },
    ...{ isOwn: tosses, isAccomplice: tosses },
    kind: fc.constantFrom('run', 'run', 'run', 'press', 'press', 'press', 'press', 'press', 'press', 'day'),
  }),
  { minLength: 20, maxLength: 60 },
);

const userOf = (robloxUserId: number): string => String(100_000_000_000_000_000n + BigInt(robloxUserId));
const actorOf = (robloxUserId: number, level: StaffLevel | null): Actor => ({
  discordUserId: userOf(robloxUserId),
  name: 'somebody',
  level: async () => level,
});

type Run = readonly [path: string, raw: Readonly<Record<string, string | number>>];

/** The commands that move something, or end something that waits. */
function commandOf({ command, quantity, isOwn }: Act): Run {
  const member = String(isOwn ? THIEF : FRIEND);
  const pets = `${quantity} x Cat`;
  const choices: readonly Run[] = [
    ['teller take', { member, pets }],
    ['teller take', { member, pets: `${quantity} x Mystery` }],
    ['adjust', { member, pets, direction: 'credit', teller: 'teller-1' }],
    ['adjust', { member, pets, direction: 'credit', teller: 'me' }],
    ['teller move', { from: 'teller-1', to: 'me', pets }],
    ['teller deliver', { member }],
    ['teller queue', {}],
    ['review', {}],
    ['freeze', { member }],
    ['halt', {}],
  ];
  return choices[command % choices.length] ?? ['review', {}];
}

/** Uses one of the controls of the reply, with a choice and words that fit; null: there is none. */
async function use(kit: StaffKit, screen: RenderedReply, act: Act): Promise<RenderedReply | null> {
  const controls = screen.rows.flat().map(({ control }) => control);
  const control = controls[act.control % Math.max(1, controls.length)];
  if (!control) return null;
  const label = control.kind === 'menu' ? control.placeholder : control.label;
  const choices = control.kind === 'menu' ? control.choices : [];
  const choice = choices[act.value % Math.max(1, choices.length)];
  const actor = act.isAccomplice ? actorOf(FRIEND, 'manager') : actorOf(THIEF, 'manager');
  const { rendered } = await kit.press(screen, label, { values: choice ? [choice.value] : [], actor });
  return rendered;
}

async function openKit(): Promise<StaffKit> {
  const bank = await openStaffed();
  for (const id of [THIEF, FRIEND]) await linkUser(bank, { discordUserId: userOf(id), robloxUserId: id });
  return openStaffKit({ bank });
}

let moved = 0;
let most = 0;

async function play(game: readonly Act[]): Promise<void> {
  const kit = await openKit();
  const screens: RenderedReply[] = [];
  let days = 1;
  for (const act of game) {
    kit.bank.pass(MINUTE);
    switch (act.kind) {
      case 'run': {
        const [path, raw] = commandOf(act);
        screens.unshift(await kit.ask(path, raw, actorOf(THIEF, 'manager')));
        break;
      }
      case 'press': {
        const screen = screens[act.value % Math.max(1, screens.length)];
        const next = screen ? await use(kit, screen, act) : null;
        if (next) screens.unshift(next);
        break;
      }
      case 'day':
        // His accomplice was no manager for longer than an act.
        await kit.bank.hire(FRIEND, null);
        kit.bank.pass(DAY);
        days += 1;
        break;
      default:
        act.kind satisfies never;
    }
    screens.splice(SCREENS);
  }
  const worth = await carriedOut(kit.bank);
  moved += worth > 0 ? 1 : 0;
  most = Math.max(most, worth);
  hold(worth <= days * LIMIT, 'moved alone', () => `${worth} in ${days} days`);
  const { kind } = await verifyLedger(kit.bank.reads);
  hold(kind === 'sound', 'derived', () => 'the ledger does not hold');
}

test(
  'at the commands of staff, a dishonest manager carries out no more than he may move alone',
  async () => {
    await playGames(acts, play, { numRuns: GAMES, mostMs: MOST_MS });
    console.log(`PETBANK_SEED=${GAME_SEED}: ${GAMES} games, ${moved} with something, at most ${most}`);
    expect(moved).toBeGreaterThan(0);
  },
  MOST_MS + 60_000,
);
