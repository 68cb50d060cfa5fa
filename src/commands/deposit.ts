import { type RecentDeposit, readDeposits } from '../bank/deposit.ts';
import type { Catalogue } from '../bank/engine/catalogue.ts';
import type { Limits } from '../bank/engine/operation.ts';
import { isEmpty } from '../bank/engine/pets.ts';
import type { TellerCardAnswer } from '../bank/teller-card.ts';
import { findActiveTellers } from '../bank/tellers.ts';
import { callTellerButton, MAX_TELLERS, RECENT_MS } from './call-teller.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import { formatGems, formatPets, readPetNames } from './model/pet-names.ts';
import { keepLive, LIVE_MS } from './model/refusal-reply.ts';
import type { Field, Reply } from './model/reply.ts';
import { join, lines, relativeTime, type Text, t } from './model/text.ts';
import { requireLinkedAccount } from './person.ts';
import { explainQuarantine } from './quarantined.ts';
import { findTellerName, listTellerCards, toFaces, toTellerCardsField } from './teller-cards.ts';

/** How many of the newest deposits are shown. */
const MAX_SHOWN = 5;
/** How many transactions are read to find them; a member's other transactions lie between. */
const MAX_READ = 50;

export function depositCommand(dependencies: CommandDependencies): Command {
  const about = { name: 'deposit', description: t('about.deposit') };
  return defineSimpleCommand(about, async ({ actor }): Promise<Reply> => {
    const robloxUserId = await requireLinkedAccount(dependencies.book, actor.discordUserId);
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
  const robloxUserId = await requireLinkedAccount(book, discordUserId);
  const read = await book.reads.history({ robloxUserId, limit: MAX_READ });
  const recent = read.filter(({ seq, kind }) => kind === 'deposit' && seq > afterSeq).slice(0, MAX_SHOWN);
  const deposits = recent.length === 0 ? [] : await book.query(readDeposits, recent, DISCORD);
  const cards = await listTellerCards(book);
  const tellers = await findActiveTellers(book.reads, { since: clock() - RECENT_MS, limit: MAX_TELLERS });
  return {
    title: deposits.length === 0 ? t('deposit.title') : t('deposit.arrived'),
    tone: chooseTone(deposits),
    text: lines([
      ...deposits.map((deposit) => describeDeposit(deposit, rules().catalogue, cards)),
      t('deposit.step-find'),
      t('deposit.step-trade'),
      t('deposit.step-yours'),
      rules().depositHoldMs > 0 && t('deposit.hold'),
      t('withdraw.stays-up-to-date', { when: relativeTime(until) }),
    ]),
    fields: [toTellerCardsField(cards) ?? toTellersField(tellers), toLimitsField(rules().limits), ACCEPTED],
    ...toFaces(cards),
    ...(tellers.length > 0 ? {} : { rows: [[callTellerButton(dependencies)]] }),
    live: keepLive({ until, robloxUserId }, () => showDeposits(dependencies, message)),
  };
}

function chooseTone(deposits: readonly RecentDeposit[]): NonNullable<Reply['tone']> {
  if (deposits.length === 0) return 'plain';
  return deposits.every(({ quarantined }) => isEmpty(quarantined)) ? 'good' : 'warning';
}

function describeDeposit(
  { at, tellerId, credited, quarantined, isWaiting }: RecentDeposit,
  catalogue: Catalogue,
  cards: readonly TellerCardAnswer[],
): Text {
  const names = readPetNames(catalogue);
  const by = { teller: findTellerName(cards, tellerId), when: relativeTime(at) };
  const got = isEmpty(credited)
    ? t('deposit.nothing-added', by)
    : t('deposit.added', { ...by, goods: names.summary(credited) });
  if (isEmpty(quarantined)) return got;
  const waiting = t('deposit.in-quarantine', { goods: names.summary(quarantined) });
  return join([got, waiting, ...(isWaiting ? explainQuarantine(quarantined, catalogue) : [])], ' ');
}

/** Where no teller is named. What the bank calls them is the name of nobody in the game. */
function toTellersField(tellers: readonly { tellerId: string; at: number }[]): Field {
  const seen = tellers.map(({ tellerId, at }) =>
    t('deposit.teller-seen', { teller: tellerId, when: relativeTime(at) }),
  );
  const text = seen.length === 0 ? [t('deposit.no-teller')] : [...seen, t('tellers.none.text')];
  return { name: t('deposit.tellers'), text: lines(text) };
}

function toLimitsField({ petsPerTrade, gemsPerTrade, petsHeld, gemsHeld }: Limits): Field {
  const limits = lines([
    petsPerTrade > 0 && t('deposit.in-one-trade', { amount: formatPets(petsPerTrade) }),
    gemsPerTrade > 0 && t('deposit.in-one-trade', { amount: formatGems(gemsPerTrade) }),
    petsHeld > 0 && t('deposit.in-the-bank', { amount: formatPets(petsHeld) }),
    gemsHeld > 0 && t('deposit.in-the-bank', { amount: formatGems(gemsHeld) }),
  ]);
  return { name: t('deposit.at-most'), text: limits.length === 0 ? t('deposit.no-limits') : limits };
}

const ACCEPTED: Field = { name: t('deposit.accepted'), text: t('deposit.accepted-text') };
