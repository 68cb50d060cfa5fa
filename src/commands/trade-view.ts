import { computeWorth, type Worth } from '../bank/engine/catalogue.ts';
import { amountsToGoods, type Goods, isEmpty } from '../bank/engine/pets.ts';
import type { CommandDependencies } from './dependencies.ts';
import { describeWorth, formatWorth, listGoods } from './goods.ts';
import { formatNumber, readPetNames } from './model/pet-names.ts';
import type { Reply } from './model/reply.ts';
import { command, fullTime, lines, type OptionalText, say, strong, type Text } from './model/text.ts';
import { describeParty } from './other-member.ts';
import { attachPicture } from './person.ts';
import type { Agreement } from './trade-acts.ts';
import { sidesOf, type TradeSide, type TradeTable } from './trade-tables.ts';

/** How many kinds of one side are listed: both have to fit. */
const MAX_KINDS = 15;

/** A trade as one of the two sees it, without anything to press. */
export async function describeTrade(
  dependencies: CommandDependencies,
  { table, agreement, discordUserId }: { table: TradeTable; agreement: Agreement; discordUserId: string },
): Promise<Reply> {
  const { catalogue } = dependencies.rules();
  const { mine, other } = sidesOf(table, discordUserId);
  const [gives, gets] = [amountsToGoods(mine.basket), amountsToGoods(other.basket)];
  const list = (goods: Goods): Text =>
    isEmpty(goods)
      ? say`Nothing yet`
      : lines([
          listGoods(goods, { label: readPetNames(catalogue).label, maxKinds: MAX_KINDS }),
          describeWorth(goods, catalogue),
        ]);
  const value = (goods: Goods) => ({ goods, ...computeWorth(goods, catalogue) });
  const lopsided = describeLopsided(value(gives), value(gets), other);
  const isDone = agreement.status === 'accepted';
  return {
    title: isDone ? `You traded with @${other.name}` : `Your trade with @${other.name}`,
    tone: isDone ? 'good' : lopsided ? 'warning' : 'plain',
    person: mine,
    text: lines([
      ...(isDone
        ? describeDone(dependencies, table)
        : describeOpen(dependencies, { agreement, mine, other, table })),
      !isDone && lopsided,
    ]),
    fields: [
      { name: isDone ? 'You gave' : 'You give', text: list(gives) },
      { name: isDone ? 'You got' : 'You get', text: list(gets) },
    ],
    ...(await drawTrade(dependencies, table)),
  };
}

function describeOpen(
  dependencies: CommandDependencies,
  {
    agreement: { by },
    mine,
    other,
    table,
  }: { agreement: Agreement; mine: TradeSide; other: TradeSide; table: TradeTable },
): OptionalText[] {
  const isReady = mine.basket.size > 0 && other.basket.size > 0;
  return [
    say`With ${describeParty(other)}. Nothing has moved.`,
    by === null &&
      (isReady
        ? say`Look at both sides, then press ${strong('Agree')}. Both have to.`
        : describeMissing(mine, other)),
    by === mine.robloxUserId && say`✓ You agreed. Waiting for @${other.name}.`,
    by === other.robloxUserId && say`✓ @${other.name} agreed. Press ${strong('Agree')} to trade now.`,
    say`Both sides move at once, or nothing does. If either side changes, both have to agree again.`,
    describeTradeHold(dependencies, table, 'what each of you gets'),
  ];
}

const describeMissing = (mine: TradeSide, other: TradeSide): Text =>
  mine.basket.size === 0
    ? say`Press ${strong('My side')} and choose what you give.`
    : say`@${other.name} still has to choose what they give: they use ${command('trade')}, too.`;

const describeDone = (dependencies: CommandDependencies, table: TradeTable): OptionalText[] => [
  say`Both sides moved at once. ${command('history')} has it.`,
  describeTradeHold(dependencies, table, 'what each of you got'),
];

function describeTradeHold(
  { rules }: CommandDependencies,
  { changedAt }: TradeTable,
  what: string,
): Text | false {
  const holdMs = rules().giftHoldMs ?? 0;
  return (
    holdMs > 0 &&
    say`Until about ${fullTime(changedAt + holdMs)}, ${what} can't leave, and staff can undo it.`
  );
}

/** A trade is lopsided where one side is worth more than this many times the other. */
const LOPSIDED = 3n;

/** Says in words how uneven it is, as far as anyone knows; nothing where it isn't, or a side is empty. */
function describeLopsided(gives: Valued, gets: Valued, { name }: TradeSide): Text | false {
  if (isEmpty(gives.goods) || isEmpty(gets.goods)) return false;
  const [given, got] = [gives.worth ?? 0n, gets.worth ?? 0n];
  if (given > LOPSIDED * got)
    return say`⚠ Careful! You give ${strong(formatWorth(gives))}, and get ${describeLess(gets, given)}.`;
  if (got > LOPSIDED * given)
    return say`⚠ Uneven: @${name} gives ${strong(formatWorth(gets))}, and gets ${describeLess(gives, got)}.`;
  return false;
}

interface Valued extends Worth {
  readonly goods: Goods;
}

function describeLess(less: Valued, more: bigint): Text {
  if (less.worth === null) return say`what nobody here knows the worth of`;
  const times = less.worth === 0n ? '' : say`: about ${formatNumber(more / less.worth)} times less`;
  return say`${strong(formatWorth(less))} back${times}`;
}

/** Draws both sides, in the same order for both members. */
function drawTrade(
  { pictures, rules }: CommandDependencies,
  { sides, changedAt }: TradeTable,
): Promise<Pick<Reply, 'picture'>> {
  const { catalogue } = rules();
  const names = readPetNames(catalogue);
  const drawn = sides.map(({ name, basket }) => {
    const { pets, gems } = amountsToGoods(basket);
    const cards = pets.map((pet) => ({
      ...pet,
      name: names.name(pet),
      reserved: 0,
      value: catalogue.value(pet),
    }));
    return { name, pets: cards, gems, ...computeWorth({ pets, gems }, catalogue) };
  });
  const png = pictures.trade({ sides: drawn, asOf: changedAt });
  return attachPicture(png, 'Both sides of the trade as cards; the lists say the same.');
}
