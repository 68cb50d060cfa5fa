import { type RecentDeposit, readDeposits } from '../bank/deposit.ts';
import type { Limits } from '../bank/engine/operation.ts';
import { isEmpty } from '../bank/engine/pets.ts';
import { findActiveTellers } from '../bank/tellers.ts';
import { callTellerButton, MAX_TELLERS, RECENT_MS } from './call-teller.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import { formatGems, formatPets, type PetNames, readPetNames } from './model/pet-names.ts';
import { keepLive, LIVE_MS } from './model/refusal-reply.ts';
import type { Field, Reply } from './model/reply.ts';
import { command, lines, relativeTime, say, strong, type Text } from './model/text.ts';
import { findLinkedAccount } from './person.ts';
import { listTellerCards, toTellerCardsField } from './teller-cards.ts';

/** How many of the newest deposits are shown. */
const MAX_SHOWN = 5;
/** How many transactions are read to find them; a member's other transactions lie between. */
const MAX_READ = 50;

export function depositCommand(dependencies: CommandDependencies): Command {
  const about = { name: 'deposit', description: 'How to bring pets and gems in, and what has just arrived' };
  return defineSimpleCommand(about, async ({ actor }): Promise<Reply> => {
    const robloxUserId = await findLinkedAccount(dependencies.book, actor.discordUserId);
    const [newest] = await dependencies.book.reads.history({ robloxUserId, limit: 1 });
    return showDeposits(dependencies, {
      discordUserId: actor.discordUserId,
      afterSeq: newest?.seq ?? 0,
      until: dependencies.clock() + LIVE_MS,
    });
  });
}

interface DepositMessage {
  readonly discordUserId: string;
  /** Deposits after this transaction are new. */
  readonly afterSeq: number;
  readonly until: number;
}

/** Shows what to do, and what has arrived since the command was run. */
async function showDeposits(dependencies: CommandDependencies, message: DepositMessage): Promise<Reply> {
  const { discordUserId, afterSeq, until } = message;
  const { book, rules, clock } = dependencies;
  const robloxUserId = await findLinkedAccount(book, discordUserId);
  const read = await book.reads.history({ robloxUserId, limit: MAX_READ });
  const recent = read.filter(({ seq, kind }) => kind === 'deposit' && seq > afterSeq).slice(0, MAX_SHOWN);
  const deposits = recent.length === 0 ? [] : await book.query(readDeposits, recent, DISCORD);
  const cards = await listTellerCards(book);
  const tellers = await findActiveTellers(book.reads, { since: clock() - RECENT_MS, limit: MAX_TELLERS });
  const names = readPetNames(rules().catalogue);
  return {
    title: deposits.length === 0 ? 'Bring pets in' : 'Your deposit has arrived',
    tone: chooseTone(deposits),
    text: lines([
      ...deposits.map((deposit) => describeDeposit(deposit, names)),
      say`1. In Pet Simulator 99, find a teller of this bank.`,
      say`2. Send it a trade with the pets and gems you want to keep here. You get nothing back in that
        trade.`,
      say`3. It is yours in the bank as soon as the trade is done, and then this message shows it.`,
      rules().depositHoldMs > 0 && say`A minute or so later it can be withdrawn again.`,
      say`I check every few seconds; the last check is ${relativeTime(until)}. After that, use
        ${command('history')}.`,
    ]),
    fields: [toTellerCardsField(cards) ?? toTellersField(tellers), toLimitsField(rules().limits), ACCEPTED],
    ...(tellers.length > 0 ? {} : { rows: [[callTellerButton(dependencies)]] }),
    live: keepLive(until, () => showDeposits(dependencies, message)),
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
    : say` In quarantine, for staff to review:
      ${strong(names.summary(quarantined))}.${why === null ? '' : ` ${why}`}`;
  return say`✓ ${got}, through ${tellerId}, ${relativeTime(at)}.${waiting}`;
}

function toTellersField(tellers: readonly { tellerId: string; at: number }[]): Field {
  const seen = tellers.map(({ tellerId, at }) => say`${strong(tellerId)}, last seen ${relativeTime(at)}`);
  const nobody = say`None was in touch in the last ten minutes. Please ask the staff, or come back later.`;
  return { name: 'Tellers in the game', text: lines(seen.length === 0 ? [nobody] : seen) };
}

function toLimitsField({ petsPerTrade, gemsPerTrade, petsHeld, gemsHeld }: Limits): Field {
  const limits = lines([
    petsPerTrade > 0 && say`${formatPets(petsPerTrade)} in one trade`,
    gemsPerTrade > 0 && say`${formatGems(gemsPerTrade)} in one trade`,
    petsHeld > 0 && say`${formatPets(petsHeld)} in the bank`,
    gemsHeld > 0 && say`${formatGems(gemsHeld)} in the bank`,
  ]);
  return { name: 'At most', text: limits.length === 0 ? say`There are no limits.` : limits };
}

const ACCEPTED: Field = {
  name: 'What the bank takes',
  text: say`Tradable pets, and gems. Anything that the bank can't take, or that is over a limit, is not lost:
    it waits in quarantine until staff credit it or give it back. ${command('value')} shows what a pet is
    worth.`,
};
