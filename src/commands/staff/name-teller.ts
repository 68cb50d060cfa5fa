import { z } from 'zod';
import { setTellerCard, tellerCardInput } from '../../bank/name-teller.ts';
import type { TellerCardAnswer } from '../../bank/teller-card.ts';
import type { StaffDependencies } from '../dependencies.ts';
import { type Command, defineCommand } from '../model/command.ts';
import { readInput } from '../model/input.ts';
import { button, type Reply } from '../model/reply.ts';
import { code, lines, relativeTime, type Text, t } from '../model/text.ts';
import { describeTellerCard } from '../teller-cards.ts';
import { tellerOption } from './inputs.ts';
import { findMember, memberSchema, staffCaller } from './member.ts';

const MAX_PLACE = 300;
const MAX_NOTE = 200;

/** Names who a teller is in the game. What is named already changes after a day. */
export function nameTellerCommand(dependencies: StaffDependencies): Command {
  return defineCommand({
    name: 'name',
    description: t('about.name'),
    audience: 'owner',
    input: z.strictObject({
      teller: tellerCardInput.shape.tellerId,
      account: memberSchema.optional(),
      place: z.string().max(MAX_PLACE).optional(),
      note: z.string().max(MAX_NOTE).optional(),
    }),
    options: {
      teller: tellerOption(dependencies.book, t('about.option.name-teller')),
      account: { kind: 'text', description: t('about.option.name-account'), maxLength: 200 },
      place: { kind: 'text', description: t('about.option.name-place'), maxLength: MAX_PLACE },
      note: { kind: 'text', description: t('about.option.name-note'), maxLength: MAX_NOTE },
    },
    async run({ actor }, { teller: tellerId, account, place: placeUrl, note }) {
      const caller = await staffCaller(dependencies.book, actor);
      const member = account === undefined ? null : await findMember(dependencies, account);
      const given = {
        tellerId,
        ...(member && { robloxUserId: member.robloxUserId }),
        ...(placeUrl === undefined ? {} : { placeUrl }),
        ...(note === undefined ? {} : { note }),
      };
      const card = await setTellerCard(dependencies, readInput(tellerCardInput, given), caller);
      return showCard(dependencies, card);
    },
  });
}

function showCard(dependencies: StaffDependencies, card: TellerCardAnswer): Reply {
  const { tellerId, pending, robloxUserId, placeUrl } = card;
  const takeBack = button(t('name.take-back'), 'danger', async ({ actor }) => {
    const caller = await staffCaller(dependencies.book, actor);
    const now = { tellerId, robloxUserId, placeUrl };
    return showCard(dependencies, await setTellerCard(dependencies, now, caller));
  });
  return {
    title: t('name.title', { teller: tellerId }),
    tone: pending ? 'warning' : 'good',
    text: lines([
      robloxUserId === null ? t('name.no-account') : describeTellerCard(card),
      pending !== null && describePending(pending),
    ]),
    ...(pending ? { rows: [[takeBack]] } : {}),
  };
}

function describePending(pending: NonNullable<TellerCardAnswer['pending']>): Text {
  const { robloxUserId: account, placeUrl: place, from } = pending;
  const changes = lines([
    account !== undefined &&
      t('name.the-account', { account: account === null ? t('name.none') : code(`Roblox id ${account}`) }),
    place !== undefined && t('name.the-place', { place: place === null ? t('name.none') : code(place) }),
  ]);
  return lines([t('name.changes', { when: relativeTime(Date.parse(from)) }), changes]);
}
