import { type RecentDeposit, readDeposits } from '../bank/deposit.ts';
import { isEmpty } from '../bank/engine/pets.ts';
import type { Limits } from '../bank/engine/rules.ts';
import { findActiveTellers } from '../bank/teller-sightings.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import { formatGems, formatPets, type PetNames, readPetNames } from './model/pet-names.ts';
import { orRefusalReply } from './model/refusal-reply.ts';
import type { Field, Reply } from './model/reply.ts';
import { command, lines, relativeTime, say, strong, type Text } from './model/text.ts';
import { findLinkedAccount } from './person.ts';

/** A teller that was heard from within this time is likely to be in the game now. */
const RECENT_MS = 10 * 60_000;
const MAX_TELLERS = 25;
const LOOK_EVERY_MS = 10_000;
/** Somewhat less than what Discord lets an answer be changed. */
const FOLLOW_MS = 14 * 60_000;
/** The newest deposits that the ticket shows. */
const MAX_SHOWN = 5;
/** How far it looks back for them: a member's other steps lie between. */
const MAX_READ = 50;

export function depositCommand(dependencies: CommandDependencies): Command {
  const about = { name: 'deposit', description: 'How to bring pets and gems in, and what has just arrived' };
  return defineSimpleCommand(about, async ({ actor }): Promise<Reply> => {
    const robloxUserId = await findLinkedAccount(dependencies.book, actor.discordUserId);
    const [newest] = await dependencies.book.reads.history({ robloxUserId, limit: 1 });
    return showDeposits(dependencies, {
      discordUserId: actor.discordUserId,
      afterSeq: newest?.seq ?? 0,
      until: dependencies.clock() + FOLLOW_MS,
    });
  });
}

interface DepositMessage {
  readonly discordUserId: string;
  /** Deposits after this one are new. */
  readonly afterSeq: number;
  readonly until: number;
}

/** What to do, and what has arrived since it was asked. */
async function showDeposits(dependencies: CommandDependencies, following: DepositMessage): Promise<Reply> {
  const { discordUserId, afterSeq, until } = following;
  const { book, rules, clock } = dependencies;
  const robloxUserId = await findLinkedAccount(book, discordUserId);
  const read = await book.reads.history({ robloxUserId, limit: MAX_READ });
  const fresh = read.filter(({ seq, kind }) => kind === 'deposit' && seq > afterSeq).slice(0, MAX_SHOWN);
  const deposits = fresh.length === 0 ? [] : await book.query(readDeposits, fresh, DISCORD);
  const tellers = await findActiveTellers(book.reads, { since: clock() - RECENT_MS, limit: MAX_TELLERS });
  const names = readPetNames(rules().catalogue);
  return {
    title: deposits.length === 0 ? 'Bring pets in' : 'Your deposit has arrived',
    tone: chooseTone(deposits),
    text: lines([
      ...deposits.map((deposit) => describeDeposit(deposit, names)),
      say`1. In Pet Simulator 99, find a teller of this bank.`,
      say`2. Send it a trade with the pets and gems you want to keep here. You get nothing back in that trade.`,
      say`3. It is yours in the bank as soon as the trade is done: this message then shows it.`,
      say`I look every few seconds; the last look is ${relativeTime(until)}. After that, ask ${command('history')}.`,
    ]),
    fields: [toTellersField(tellers), toLimitsField(rules().limits), TAKEN],
    live: {
      everyMs: LOOK_EVERY_MS,
      until,
      refresh: () => orRefusalReply(showDeposits(dependencies, following)),
    },
  };
}

function chooseTone(deposits: readonly RecentDeposit[]): NonNullable<Reply['tone']> {
  if (deposits.length === 0) return 'plain';
  return deposits.every(({ quarantined }) => isEmpty(quarantined)) ? 'good' : 'warning';
}

function describeDeposit({ at, tellerId, credited, quarantined, why }: RecentDeposit, names: PetNames): Text {
  const got = isEmpty(credited) ? say`Nothing was added yet` : say`Added: ${strong(names.summary(credited))}`;
  const waiting = isEmpty(quarantined)
    ? say``
    : say` In quarantine, for staff to look at: ${strong(names.summary(quarantined))}.${why === null ? '' : ` ${why}`}`;
  return say`✓ ${got}, through ${tellerId}, ${relativeTime(at)}.${waiting}`;
}

function toTellersField(tellers: readonly { tellerId: string; at: number }[]): Field {
  const name = 'Tellers in the game';
  if (tellers.length === 0) {
    return {
      name,
      text: say`None was heard from in the last ten minutes. Please ask the staff, or come back later.`,
    };
  }
  return {
    name,
    text: lines(tellers.map(({ tellerId, at }) => say`${strong(tellerId)}, heard from ${relativeTime(at)}`)),
  };
}

function toLimitsField({ petsPerTrade, gemsPerTrade, petsHeld, gemsHeld }: Limits): Field {
  const said = [
    petsPerTrade > 0 ? say`${formatPets(petsPerTrade)} in one trade` : undefined,
    gemsPerTrade > 0 ? say`${formatGems(gemsPerTrade)} in one trade` : undefined,
    petsHeld > 0 ? say`${formatPets(petsHeld)} in the bank` : undefined,
    gemsHeld > 0 ? say`${formatGems(gemsHeld)} in the bank` : undefined,
  ].filter((text) => text !== undefined);
  return { name: 'At most', text: said.length === 0 ? say`There are no limits.` : lines(said) };
}

const TAKEN: Field = {
  name: 'What is taken',
  text: say`Pets that can be traded, and gems. What the bank can't take, or what is over a limit, is not lost: it waits in quarantine until staff add it or give it back. ${command('value')} tells what a pet is worth.`,
};
