import { isEmpty } from '../bank/engine/pets.ts';
import type { Transaction } from '../bank/engine/rows.ts';
import { computeBalanceHistory } from '../bank/history.ts';
import { type Holdings, readHoldings } from '../bank/holdings.ts';
import type { MemberSummary } from '../bank/member.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { countPets, formatWorth } from './goods.ts';
import { type Actor, languageOf } from './model/actor.ts';
import { type Command, defineSimpleCommand } from './model/command.ts';
import { formatGems, formatNumber, readPetNames } from './model/pet-names.ts';
import type { Reply } from './model/reply.ts';
import { lines, type OptionalText, relativeTime, strong, type Text, t } from './model/text.ts';
import { describeOnHold } from './on-hold.ts';
import { attachPicture, toPerson } from './person.ts';

/** How many transactions the picture goes back, read in pages. */
const MAX_READ = 500;
const PAGE = 250;

export function balanceCommand(dependencies: CommandDependencies): Command {
  const about = {
    name: 'balance',
    description: t('about.balance'),
  };
  return defineSimpleCommand(about, async ({ actor }): Promise<Reply> => {
    const held = await dependencies.book.query(readHoldings, actor.discordUserId, DISCORD);
    const past = await readPast(dependencies, held.robloxUserId);
    const pets = countPets(held.pets, 'free') + countPets(held.pets, 'reserved');
    return {
      title: t('balance.title'),
      person: toPerson(held, actor),
      fields: [
        { name: t('balance.gems'), text: [strong(formatNumber(held.gems.free))], isInline: true },
        { name: t('balance.gems-in-withdrawals'), text: formatNumber(held.gems.reserved), isInline: true },
        { name: t('balance.pets'), text: formatNumber(pets), isInline: true },
        { name: t('balance.worth'), text: [strong(formatWorth(held.total))], isInline: true },
      ],
      text: lines([
        ...describeRestrictions(dependencies, held),
        ...describeOnHold(held.onHold, readPetNames(dependencies.rules().catalogue)),
        past.transactions.length > 0 && describeReach(past),
        t('balance.more'),
      ]),
      ...(past.transactions.length > 0 ? await drawBalance(dependencies, { held, past, actor }) : {}),
    };
  });
}

/** Says what keeps the member from withdrawing, and what is in quarantine. */
export function describeRestrictions({ rules }: CommandDependencies, held: MemberSummary): OptionalText[] {
  const { quarantined, isFrozen, cooldownUntil } = held;
  const inQuarantine = readPetNames(rules().catalogue).summary(quarantined);
  return [
    !isEmpty(quarantined) && t('restriction.quarantine', { goods: inQuarantine }),
    isFrozen && t('restriction.frozen'),
    cooldownUntil !== null && t('restriction.cooldown', { when: relativeTime(cooldownUntil) }),
  ];
}

interface PastTransactions {
  /** Newest first. */
  readonly transactions: readonly Transaction[];
  /** Whether these are all of them. */
  readonly isWhole: boolean;
}

async function readPast({ book }: CommandDependencies, robloxUserId: number): Promise<PastTransactions> {
  const transactions: Transaction[] = [];
  while (transactions.length < MAX_READ) {
    const beforeSeq = transactions.at(-1)?.seq;
    const page = { robloxUserId, limit: PAGE, ...(beforeSeq === undefined ? {} : { beforeSeq }) };
    const read = await book.reads.history(page);
    transactions.push(...read);
    if (read.length < PAGE) return { transactions, isWhole: true };
  }
  return { transactions, isWhole: false };
}

function describeReach({ transactions, isWhole }: PastTransactions): Text {
  const first = transactions.at(-1);
  const since = first ? relativeTime(first.at) : '';
  return isWhole ? t('balance.whole', { since }) : t('balance.part', { count: MAX_READ, since });
}

async function drawBalance(
  { pictures, rules, clock }: CommandDependencies,
  { held, past, actor }: { held: Holdings; past: PastTransactions; actor: Actor },
): Promise<Pick<Reply, 'picture'>> {
  const gems = BigInt(held.gems.free) + BigInt(held.gems.reserved);
  const { worth, unvalued } = held.total;
  const { robloxUserId } = held;
  const now = { robloxUserId, gems, worth: worth ?? 0n };
  const points = computeBalanceHistory(past.transactions, now, rules());
  const owner = held.displayName ?? held.username ?? actor.name;
  const language = languageOf(actor);
  const alt = t('balance.picture', { gems: formatGems(gems), worth: formatWorth(held.total) });
  return attachPicture(pictures.balance({ language, owner, points, unvalued, asOf: clock() }), alt);
}
