import { z } from 'zod';
import { discordUserIdSchema } from '../bank/engine/fields.ts';
import { goodsToAmounts } from '../bank/engine/pets.ts';
import { Refusal } from '../bank/engine/refusal.ts';
import { inviteToTrade, readOffersBetween } from '../bank/trade-invite.ts';
import { createWindowCounter } from '../window-counter.ts';
import type { Basket } from './basket.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import type { Actor } from './model/actor.ts';
import { type Command, defineCommand, MAX_CHOICES } from './model/command.ts';
import { keepLive, LIVE_MS } from './model/refusal-reply.ts';
import { button, type Control, type Reply, worded } from './model/reply.ts';
import { lines, t } from './model/text.ts';
import { explainOtherSide, OTHER_MEMBER, withOtherMember } from './other-member.ts';
import type { Pair } from './pair.ts';
import { requireLinkedAccount } from './person.ts';
import { type Picking, showPicker } from './pick-goods.ts';
import { type Agreement, agree, callOff, changeSide, readAgreement } from './trade-acts.ts';
import { sidesOf, TABLE_MS, type TradeTable, type TradeTables } from './trade-tables.ts';
import { describeTrade } from './trade-view.ts';

const input = z.strictObject({ member: discordUserIdSchema.optional() });

/** What every act at a table works with. */
interface Trading {
  readonly dependencies: CommandDependencies;
  readonly tables: TradeTables;
  /** Tells the other member of a new table; not each time, where somebody lays one after the other. */
  readonly invite: (pair: Pair) => Promise<void>;
}

/** Puts a trade together with another member: each chooses their side, both see both, both agree. */
export function tradeCommand(dependencies: CommandDependencies): Command {
  const { trades: tables } = dependencies;
  const trading: Trading = { dependencies, tables, invite: createInvite(dependencies) };
  return defineCommand({
    name: 'trade',
    description: t('about.trade'),
    input,
    options: { member: { ...OTHER_MEMBER, isRequired: false } },
    run: ({ actor }, { member: otherId }) =>
      otherId === undefined ? showOpenTrades(trading, actor) : startTrade(trading, actor, otherId),
  });
}

function startTrade(trading: Trading, actor: Actor, otherId: string): Promise<Reply> {
  const { dependencies, tables } = trading;
  return withOtherMember(dependencies, { discordUserId: actor.discordUserId, otherId }, async (pair) => {
    await closeDone(trading, pair);
    const table = tables.between(pair) ?? (await layTable(trading, pair));
    return showTrade(trading, { id: table.id, actor });
  });
}

/** Lays a table with what is on offer between the two, made by another program or before a restart. */
async function layTable({ dependencies, tables, invite }: Trading, pair: Pair): Promise<TradeTable> {
  const { mine, other } = pair;
  const ids = [mine.robloxUserId, other.robloxUserId] as const;
  const [offer] = await dependencies.book.query(readOffersBetween, ids, DISCORD);
  const basketOf = (robloxUserId: number): Basket =>
    new Map(offer && goodsToAmounts(robloxUserId === offer.fromRobloxUserId ? offer.gives : offer.wants));
  const table = tables.between(pair) ?? tables.lay(pair, { offerId: offer?.id ?? null, basketOf });
  if (!offer) await invite(pair);
  return table;
}

/** A trade that was agreed to elsewhere is over here, too. */
async function closeDone({ dependencies: { book }, tables }: Trading, pair: Pair): Promise<void> {
  const known = tables.between(pair);
  if (!known || (await readAgreement(book, known)).status !== 'accepted') return;
  await tables.change(known.id, async (table) => ({ table: { ...table, isOver: true } }));
}

/** How many invitations a member sends, and gets, while a table lasts. */
const MAX_INVITATIONS = 10;

function createInvite({ book }: CommandDependencies): Trading['invite'] {
  const count = createWindowCounter({ windowMs: TABLE_MS });
  return async ({ mine, other }) => {
    const between = [mine.robloxUserId, other.robloxUserId].sort().join(' ');
    const isFirst = count(`between ${between}`).count === 1;
    const counted = [count(`from ${mine.robloxUserId}`), count(`to ${other.robloxUserId}`)];
    if (!isFirst || counted.some((window) => window.count > MAX_INVITATIONS)) return;
    const { robloxUserId: fromRobloxUserId, discordUserId } = mine;
    const invitation = { fromRobloxUserId, toRobloxUserId: other.robloxUserId, discordUserId };
    await book.perform(inviteToTrade, invitation, DISCORD);
  };
}

async function showOpenTrades(trading: Trading, actor: Actor): Promise<Reply> {
  const { dependencies, tables } = trading;
  await requireLinkedAccount(dependencies.book, actor.discordUserId);
  const open = tables.ofUser(actor.discordUserId).slice(0, MAX_CHOICES);
  const [first] = open;
  if (!first) return NO_TRADES;
  if (open.length === 1) return showTrade(trading, { id: first.id, actor });
  return {
    title: t('trade.which'),
    rows: [
      [
        {
          kind: 'menu',
          placeholder: t('trade.choose'),
          choices: open.map((table) => ({
            label: t('trade.with', { name: sidesOf(table, actor.discordUserId).other.name }),
            value: table.id,
          })),
          act: ({ actor: by }, { values: [id = ''] }) => showTrade(trading, { id, actor: by }),
        },
      ],
    ],
  };
}

const NO_TRADES = worded('trade.none', 'plain');

interface Viewing {
  readonly id: string;
  readonly actor: Actor;
  /** Kept up to date until then, milliseconds since 1970. */
  readonly until?: number;
  /** Stands before everything else, until something is pressed. */
  readonly note?: Reply | undefined;
}

/** Shows the table to one of the two, live while it is open. */
async function showTrade(trading: Trading, viewing: Viewing): Promise<Reply> {
  const { dependencies, tables } = trading;
  const { id, actor, until = dependencies.clock() + LIVE_MS, note } = viewing;
  const { discordUserId } = actor;
  const table = tables.find(id);
  if (!table) return GONE;
  const agreement = await readAgreement(dependencies.book, table);
  const described = await describeTrade(dependencies, { table, agreement, discordUserId });
  if (agreement.status === 'accepted') return described;
  if (table.calledOffBy !== null) return explainCalledOff(table, discordUserId);
  if (!tables.isOpen(table)) return GONE;
  return {
    ...described,
    ...(note && {
      title: note.title,
      tone: 'warning',
      text: lines([note.text, described.text]),
    }),
    rows: [tradeButtons(trading, { table, agreement, actor })],
    live: keepLive({ until, robloxUserId: sidesOf(table, discordUserId).mine.robloxUserId }, () =>
      showTrade(trading, { ...viewing, until }),
    ),
  };
}

const GONE = worded('trade.gone', 'warning');

function explainCalledOff(table: TradeTable, discordUserId: string): Reply {
  const { other } = sidesOf(table, discordUserId);
  const isMine = table.calledOffBy === discordUserId;
  return isMine
    ? worded('trade.you-called-off', 'plain', { name: other.name })
    : worded('trade.they-called-off', 'warning', { name: other.name });
}

interface Shown {
  readonly table: TradeTable;
  readonly agreement: Agreement;
  readonly actor: Actor;
}

function tradeButtons(trading: Trading, { table, agreement, actor }: Shown): Control[] {
  const { id, version } = table;
  const { mine, other } = sidesOf(table, actor.discordUserId);
  const isReady = mine.basket.size > 0 && other.basket.size > 0;
  const mySide = button(t('trade.my-side'), isReady ? 'secondary' : 'primary', ({ actor: by }) =>
    pickSide(trading, { id, actor: by }),
  );
  const agreeing = button(t('trade.agree'), 'success', ({ actor: by, operationId }) =>
    pressAgree(trading, { id, version, actor: by, operationId }),
  );
  const off = button(t('trade.call-off'), 'danger', async ({ actor: by }) => {
    const { book } = trading.dependencies;
    await trading.tables.change(id, async (now) => ({ table: await callOff(book, now, by.discordUserId) }));
    return showTrade(trading, { id, actor: by });
  });
  return [mySide, { ...agreeing, isDisabled: !isReady || agreement.by === mine.robloxUserId }, off];
}

/** Chooses what the actor gives, as for a withdrawal. Only what is put in is seen by the other. */
async function pickSide(trading: Trading, { id, actor }: Viewing): Promise<Reply> {
  const { dependencies, tables } = trading;
  const table = tables.find(id);
  if (!table) return GONE;
  const { mine, other } = sidesOf(table, actor.discordUserId);
  const picking: Picking = {
    titles: [t('gift.what', { name: other.name }), t('trade.my-side-with', { name: other.name })],
    nothing: t('trade.nothing'),
    continueLabel: t('trade.put-in'),
    mayBeEmpty: true,
    async next(by, { basket }) {
      const change = { discordUserId: by.discordUserId, basket, at: dependencies.clock() };
      await tables.change(id, async (now) => ({ table: await changeSide(dependencies.book, now, change) }));
      return showTrade(trading, { id, actor: by });
    },
    leave: button(t('button.back'), 'secondary', ({ actor: by }) => showTrade(trading, { id, actor: by })),
  };
  return showPicker(dependencies, actor, { picking, basket: mine.basket });
}

interface Agreeing {
  readonly id: string;
  /** What the actor saw. */
  readonly version: number;
  readonly actor: Actor;
  readonly operationId: string;
}

/** Agrees to what the actor saw, and to nothing else. */
async function pressAgree(trading: Trading, { id, version, actor, operationId }: Agreeing): Promise<Reply> {
  const { dependencies, tables } = trading;
  const { book, clock } = dependencies;
  const { discordUserId } = actor;
  const changed = await tables.change(id, async (table) => {
    const { other } = sidesOf(table, discordUserId);
    if (table.version !== version) return { table, note: explainChanged(other.name) };
    try {
      return { table: await agree(book, table, { discordUserId, operationId, at: clock() }) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === 'offer_closed') return { table: { ...table, offerId: null }, note: TOOK_TOO_LONG };
      const note = explainOtherSide(error, other);
      if (!note) throw error;
      return { table, note };
    }
  });
  return showTrade(trading, { id, actor, note: changed?.note });
}

const explainChanged = (name: string): Reply => worded('trade.changed', 'warning', { name });

const TOOK_TOO_LONG = worded('trade.too-slow', 'warning');
