import { z } from 'zod';
import { discordUserIdSchema } from '../bank/engine/fields.ts';
import { amountsToGoods, MAX_AMOUNT } from '../bank/engine/pets.ts';
import { Refusal } from '../bank/engine/refusal.ts';
import { readHoldings } from '../bank/holdings.ts';
import { transferGoods } from '../bank/transfer.ts';
import type { Basket } from './basket.ts';
import { chooseGoods, completeGoods } from './choose-goods.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';
import { drawGoods } from './draw-goods.ts';
import { describeWorth, listGoods } from './goods.ts';
import type { Actor } from './model/actor.ts';
import { type Command, defineCommand } from './model/command.ts';
import { readPetNames } from './model/pet-names.ts';
import { button, type Reply } from './model/reply.ts';
import { fullTime, lines, type Text, t } from './model/text.ts';
import { describeParty, explainOtherSide, OTHER_MEMBER, withOtherMember } from './other-member.ts';
import type { OwnedPets } from './owned-pets.ts';
import type { Pair } from './pair.ts';
import { changeButton, keepButton, toPeople } from './person.ts';
import { type Picking, showPicker } from './pick-goods.ts';

const MAX_TYPED = 1000;
const input = z.strictObject({
  member: discordUserIdSchema,
  pets: z.string().trim().min(1).max(MAX_TYPED).optional(),
  gems: z.int().min(1).max(MAX_AMOUNT).optional(),
});

/** Gives another member something of one's own, within the bank. */
export function giftCommand(dependencies: CommandDependencies, owned: OwnedPets): Command {
  return defineCommand({
    name: 'gift',
    description: t('about.gift'),
    input,
    options: {
      member: OTHER_MEMBER,
      pets: {
        kind: 'text',
        description: t('about.option.gift-pets'),
        hasAmounts: true,
        maxLength: MAX_TYPED,
        complete: async ({ discordUserId }, typed) => completeGoods(await owned.find(discordUserId), typed),
      },
      gems: { kind: 'integer', description: t('about.option.gems'), min: 1, max: MAX_AMOUNT },
    },
    run: ({ actor }, { member: otherId, ...given }) => {
      const { discordUserId } = actor;
      return withOtherMember(dependencies, { discordUserId, otherId }, (pair) =>
        startGift(dependencies, { actor, pair, ...given }),
      );
    },
  });
}

async function startGift(
  dependencies: CommandDependencies,
  { actor, pair, pets, gems = 0 }: Omit<z.infer<typeof input>, 'member'> & { actor: Actor; pair: Pair },
): Promise<Reply> {
  const picking: Picking = {
    titles: [t('gift.what', { name: pair.other.name }), t('gift.so-far', { name: pair.other.name })],
    nothing: t('gift.nothing'),
    continueLabel: t('button.continue'),
    next: (by, picked) => showGift(dependencies, { actor: by, pair, ...picked }),
    leave: keepButton(t('button.stop')),
  };
  if (pets === undefined && gems === 0) return showPicker(dependencies, actor, { picking });
  const held = await dependencies.book.query(readHoldings, actor.discordUserId, DISCORD);
  const next = (basket: Basket): Promise<Reply> => {
    const change = (by: Actor) => showPicker(dependencies, by, { picking, basket });
    return showGift(dependencies, { actor, pair, basket, change });
  };
  return chooseGoods(dependencies, { pets: pets ?? '', gems }, { held, next });
}

interface Gift {
  readonly actor: Actor;
  readonly pair: Pair;
  readonly basket: Basket;
  /** Goes back to choosing. */
  readonly change: (actor: Actor) => Promise<Reply>;
}

/** Shows the whole gift before anything moves. Refuses what `transferGoods` refuses of the giver. */
async function showGift(dependencies: CommandDependencies, gift: Gift): Promise<Reply> {
  const { pair, basket, change } = gift;
  const { mine, other } = pair;
  const { book, rules } = dependencies;
  const { pets, gems } = amountsToGoods(basket);
  const { discordUserId } = gift.actor;
  const parties = { fromRobloxUserId: mine.robloxUserId, toRobloxUserId: other.robloxUserId, discordUserId };
  const request = { ...parties, pets: [...pets], gems };
  const goods = { pets, gems };
  return explainingOther(pair, async () => {
    // Placeholder id: a preview is never stored.
    await book.query(transferGoods, { ...request, transferId: 'preview' }, DISCORD);
    const { catalogue } = rules();
    const give = button(t('gift.give'), 'success', ({ operationId: transferId }) =>
      explainingOther(pair, async () => {
        await book.perform(transferGoods, { ...request, transferId }, DISCORD);
        return await showGiven(dependencies, { pair, goods });
      }),
    );
    return {
      title: t('gift.confirm', { name: other.name }),
      person: mine,
      people: toPeople(other),
      ...(await drawGoods(dependencies, goods)),
      text: lines([
        listGoods(goods, readPetNames(catalogue)),
        describeWorth(goods, catalogue),
        t('gift.for', { member: describeParty(other) }),
        describeGiftHold(dependencies),
      ]),
      rows: [[give, changeButton(change), keepButton(t('button.stop'))]],
    };
  });
}

async function showGiven(
  dependencies: CommandDependencies,
  {
    pair: { mine, other },
    goods,
  }: { readonly pair: Pair; readonly goods: ReturnType<typeof amountsToGoods> },
): Promise<Reply> {
  return {
    title: t('gift.given', { name: other.name }),
    tone: 'good',
    person: mine,
    people: toPeople(other),
    ...(await drawGoods(dependencies, goods)),
    text: lines([
      listGoods(goods, readPetNames(dependencies.rules().catalogue)),
      t('gift.from-you', { member: describeParty(other) }),
      describeGiftHold(dependencies),
      t('gift.in-history'),
    ]),
  };
}

/** Says until when what was given can't leave, and what that is good for; nothing where it can at once. */
export function describeGiftHold({ rules, clock }: CommandDependencies): Text | false {
  const holdMs = rules().giftHoldMs ?? 0;
  return holdMs > 0 && t('gift.hold', { when: fullTime(clock() + holdMs) });
}

/** A refusal that is about the other member says so in their name. */
export async function explainingOther({ other }: Pair, act: () => Promise<Reply>): Promise<Reply> {
  try {
    return await act();
  } catch (error) {
    const explained = error instanceof Refusal ? explainOtherSide(error, other) : undefined;
    if (explained) return explained;
    throw error;
  }
}
