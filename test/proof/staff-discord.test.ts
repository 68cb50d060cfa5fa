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
  /** How far he goes with what a command has shown him. */
  readonly presses: number;
}
const KINDS = [...Array<'run'>(10).fill('run'), 'press', 'press', 'press', 'day'] as const;
const [wide, tosses] = [fc.nat({ max: 1_000 }), fc.boolean()];
const acts = fc.array(
  fc.record({
    command: wide,
    control: wide,
    value: wide,
    quantity: fc.integer({ min: 1, max: 15 }),
    isOwn: tosses,
    isAccomplice: tosses,
    presses: fc.nat({ max: 3 }),
    kind: fc.constantFrom(...KINDS),
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

/** The commands that move something, or end something that waits; halts and freezes only hinder him. */
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
  ];
  return choices[command % choices.length] ?? ['review', {}];
}

/** Uses one of the controls of the reply, with a choice and words that fit; null: there is none. */
async function use(kit: StaffKit, screen: RenderedReply, act: Act): Promise<RenderedReply | null> {
  const controls = screen.rows.flat().map(({ control }) => control);
  // What does it stands first.
  const control = controls[act.control % 3 === 0 ? act.control % Math.max(1, controls.length) : 0];
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
  await linkUser(bank, { discordUserId: userOf(FRIEND), robloxUserId: FRIEND });
  return openStaffKit({ bank, cooldown: { take: () => 0 } });
}

let moved = 0;
let most = 0;

/** Runs the command, and goes on with what it shows, alone or with his accomplice. */
async function run(kit: StaffKit, screens: RenderedReply[], act: Act): Promise<void> {
  const [path, raw] = commandOf(act);
  let shown: RenderedReply | null = await kit.ask(path, raw, actorOf(THIEF, 'manager'));
  for (let presses = 0; shown; presses += 1) {
    screens.unshift(shown);
    const isAccomplice = presses > 0 && act.isAccomplice;
    shown = presses < act.presses ? await use(kit, shown, { ...act, isAccomplice }) : null;
  }
}

/** Goes back to something that a command has shown. */
async function press(kit: StaffKit, screens: RenderedReply[], act: Act): Promise<void> {
  const screen = screens[act.value % Math.max(1, screens.length)];
  const next = screen ? await use(kit, screen, act) : null;
  if (next) screens.unshift(next);
}

async function play(game: readonly Act[]): Promise<void> {
  const kit = await openKit();
  const screens: RenderedReply[] = [];
  for (const act of game) {
    kit.bank.pass(MINUTE);
    if (act.kind === 'run') await run(kit, screens, act);
    else if (act.kind === 'press') await press(kit, screens, act);
    else {
      // His accomplice was no manager for longer than an act.
      await kit.ask('review', {}, actorOf(FRIEND, null));
      kit.bank.pass(DAY);
    }
    screens.splice(SCREENS);
  }
  const worth = await carriedOut(kit.bank, [THIEF]);
  moved += worth > 0 ? 1 : 0;
  most = Math.max(most, worth);
  const days = 1 + game.filter(({ kind }) => kind === 'day').length;
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
