import { z } from 'zod';
import { setTellerCard, type TellerCardAnswer, tellerCardInput } from '../../bank/teller-card.ts';
import type { StaffDependencies } from '../dependencies.ts';
import { type Command, defineCommand } from '../model/command.ts';
import { readInput } from '../model/input.ts';
import { button, type Reply } from '../model/reply.ts';
import { code, lines, relativeTime, say, type Text } from '../model/text.ts';
import { describeTellerCard } from '../teller-cards.ts';
import { tellerOption } from './inputs.ts';
import { findMember, memberSchema, staffCaller } from './member.ts';

const MAX_PLACE = 300;
const MAX_NOTE = 200;

/** Names who a teller is in the game. What is named already changes after a day. */
export function nameTellerCommand(dependencies: StaffDependencies): Command {
  return defineCommand({
    name: 'name',
    description: 'Say which Roblox account a teller is, for members to find',
    audience: 'owner',
    input: z.strictObject({
      teller: tellerCardInput.shape.tellerId,
      account: memberSchema.optional(),
      place: z.string().max(MAX_PLACE).optional(),
      note: z.string().max(MAX_NOTE).optional(),
    }),
    options: {
      teller: tellerOption(dependencies.book, 'The teller, by the name of its key, or staff-<Roblox id>'),
      account: { kind: 'text', description: 'Its Roblox username or id', maxLength: 200 },
      place: { kind: 'text', description: 'Where it is: an address on roblox.com', maxLength: MAX_PLACE },
      note: { kind: 'text', description: 'A few words, such as "by the fountain"', maxLength: MAX_NOTE },
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
  const takeBack = button('Take the change back', 'danger', async ({ actor }) => {
    const caller = await staffCaller(dependencies.book, actor);
    const now = { tellerId, robloxUserId, placeUrl };
    return showCard(dependencies, await setTellerCard(dependencies, now, caller));
  });
  return {
    title: `${tellerId}, as members see it`,
    tone: pending ? 'warning' : 'good',
    text: lines([
      robloxUserId === null ? say`It is shown to nobody until it has an account.` : describeTellerCard(card),
      pending !== null && describePending(pending),
    ]),
    ...(pending ? { rows: [[takeBack]] } : {}),
  };
}

function describePending(pending: NonNullable<TellerCardAnswer['pending']>): Text {
  const { robloxUserId: account, placeUrl: place, from } = pending;
  const changes = lines([
    account !== undefined && say`the account: ${account === null ? 'none' : code(`Roblox id ${account}`)}`,
    place !== undefined && say`the place: ${place === null ? 'none' : code(place)}`,
  ]);
  return lines([
    say`Changes ${relativeTime(Date.parse(from))}, so that an impostor is noticed first:`,
    changes,
  ]);
}
