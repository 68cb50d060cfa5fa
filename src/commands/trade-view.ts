import { computeWorth, type Worth } from '../bank/engine/catalogue.ts';
import { amountsToGoods, type Goods, isEmpty } from '../bank/engine/pets.ts';
import type { CommandDependencies } from './dependencies.ts';
import { toPetCards } from './draw-goods.ts';
import { describeWorth, formatWorth, listGoods } from './goods.ts';
import { readPetNames } from './model/pet-names.ts';
import type { Reply } from './model/reply.ts';
import { fullTime, lines, type OptionalText, type Text, t } from './model/text.ts';
import { describeParty } from './other-member.ts';
import { attachPicture, toPeople } from './person.ts';
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
      ? t('trade.nothing-yet')
      : lines([
          listGoods(goods, { label: readPetNames(catalogue).label, maxKinds: MAX_KINDS }),
          describeWorth(goods, catalogue),
        ]);
  const value = (goods: Goods) => ({ goods, ...computeWorth(goods, catalogue) });
  const lopsided = describeLopsided(value(gives), value(gets), other);
  const isDone = agreement.status === 'accepted';
  return {
    title: t(isDone ? 'trade.title-done' : 'trade.title', { name: other.name }),
    tone: isDone ? 'good' : lopsided ? 'warning' : 'plain',
    person: mine,
    people: toPeople(other),
    text: lines([
      ...(isDone
        ? describeDone(dependencies, table)
        : describeOpen(dependencies, { agreement, mine, other, table })),
      !isDone && lopsided,
    ]),
    fields: [
      { name: t(isDone ? 'trade.you-gave' : 'trade.you-give'), text: list(gives) },
      { name: t(isDone ? 'trade.you-got' : 'trade.you-get'), text: list(gets) },
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
    t('trade.with-member', { member: describeParty(other) }),
    by === null && (isReady ? t('trade.look-and-agree') : describeMissing(mine, other)),
    by === mine.robloxUserId && t('trade.you-agreed', { name: other.name }),
    by === other.robloxUserId && t('trade.they-agreed', { name: other.name }),
    t('trade.at-once'),
    describeTradeHold(dependencies, table, 'trade.hold'),
  ];
}

const describeMissing = (mine: TradeSide, other: TradeSide): Text =>
  mine.basket.size === 0 ? t('trade.choose-yours') : t('trade.they-choose', { name: other.name });

const describeDone = (dependencies: CommandDependencies, table: TradeTable): OptionalText[] => [
  t('trade.done'),
  describeTradeHold(dependencies, table, 'trade.hold-done'),
];

function describeTradeHold(
  { rules }: CommandDependencies,
  { changedAt }: TradeTable,
  key: 'trade.hold' | 'trade.hold-done',
): Text | false {
  const holdMs = rules().giftHoldMs ?? 0;
  return holdMs > 0 && t(key, { when: fullTime(changedAt + holdMs) });
}

/** A trade is lopsided where one side is worth more than this many times the other. */
const LOPSIDED = 3n;

/** Says in words how uneven it is, as far as anyone knows; nothing where it isn't, or a side is empty. */
function describeLopsided(gives: Valued, gets: Valued, { name }: TradeSide): Text | false {
  if (isEmpty(gives.goods) || isEmpty(gets.goods)) return false;
  const [given, got] = [gives.worth ?? 0n, gets.worth ?? 0n];
  if (given > LOPSIDED * got)
    return t('trade.careful', { more: formatWorth(gives), less: describeLess(gets, given) });
  if (got > LOPSIDED * given)
    return t('trade.uneven', { name, more: formatWorth(gets), less: describeLess(gives, got) });
  return false;
}

interface Valued extends Worth {
  readonly goods: Goods;
}

function describeLess(less: Valued, more: bigint): Text {
  if (less.worth === null) return t('trade.less-unknown');
  const worth = formatWorth(less);
  if (less.worth === 0n) return t('trade.less', { worth });
  return t('trade.less-times', { worth, times: more / less.worth });
}

/** Draws both sides, in the same order for both members. */
function drawTrade(
  { pictures, rules }: CommandDependencies,
  { sides, changedAt }: TradeTable,
): Promise<Pick<Reply, 'picture'>> {
  const { catalogue } = rules();
  const drawn = sides.map(({ name, basket }) => {
    const { pets, gems } = amountsToGoods(basket);
    const cards = toPetCards(pets, catalogue);
    return { name, pets: cards, gems, ...computeWorth({ pets, gems }, catalogue) };
  });
  const png = pictures.trade({ sides: drawn, asOf: changedAt });
  return attachPicture(png, t('trade.picture'));
}
