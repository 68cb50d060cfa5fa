import type { Book } from '../bank/engine/book.ts';
import { ignoreRefusal } from '../bank/engine/refusal.ts';
import { keepLanguage, readLanguage } from '../bank/language.ts';
import { readMember } from '../bank/member.ts';
import { isNoticeWanted } from '../bank/notice-choices.ts';
import { createCallCounter } from '../commands/call-teller.ts';
import { createCommands } from '../commands/commands.ts';
import { DISCORD } from '../commands/dependencies.ts';
import { createCooldown } from '../commands/dispatch/cooldown.ts';
import { createDispatcher } from '../commands/dispatch/dispatcher.ts';
import type { Dispatcher } from '../commands/dispatch/types.ts';
import { tellLostTrades } from '../commands/lost-trades.ts';
import { createMembership, type Membership } from '../commands/membership.ts';
import { readPetNames } from '../commands/model/pet-names.ts';
import { createExplainError } from '../commands/model/refusal-reply.ts';
import { findLevel } from '../commands/staff/level.ts';
import { createStandingControls } from '../commands/staff/standing.ts';
import { createTickets } from '../commands/staff/tickets.ts';
import { createTradeTables, type TradeTables } from '../commands/trade-tables.ts';
import type { BotDependencies } from '../discord/settings.ts';
import type { Services } from '../http/endpoint.ts';
import type { Metrics } from '../http/metrics.ts';
import { createFailures, type Failures } from '../notices/failures.ts';
import { createFindPeople } from '../notices/find-people.ts';
import { createStaffLog } from '../notices/staff-log.ts';
import { createPictures, type Pictures } from '../pictures/pictures.ts';
import { schedule } from '../schedule.ts';
import type { Driver } from '../storage/driver.ts';
import { createCompareHeads } from './compare-heads.ts';
import { createMemberChanges } from './member-changes.ts';
import type { Sealed } from './sealed.ts';
import type { OpenedValues } from './values.ts';
import type { World } from './world.ts';

/** What the Discord bot and the playground work with. */
export interface ChatDependencies extends Omit<BotDependencies, 'routeNotices'> {
  /** An id that nobody can guess. */
  readonly newId: () => string;
  readonly failures: Failures;
  /** Tells whoever loses something by the end of this process, so while the bank still works. */
  close(): Promise<void>;
}

/** How many pictures are cached, in 64 MiB at most; while one is encoded, the next is drawn. */
const PICTURES = { maxCached: 500, maxBytes: 64 * 1024 * 1024, concurrency: 2 };
const ID_BYTES = 16;
const REFERENCE_BYTES = 4;

interface ChatParts {
  readonly world: World;
  readonly values: OpenedValues;
  readonly driver: Driver;
  readonly metrics: Metrics;
  readonly sealed: Sealed | null;
}

/** Opens the commands, and what the messages to people are made of. */
export function openChat(services: Services, parts: ChatParts): ChatDependencies {
  const { world, values, driver, metrics } = parts;
  const { random, clock, log } = world;
  const pictures = createPictures({ ...PICTURES, ...(values.picture && { readPet: values.picture }) });
  const newId = (): string => Buffer.from(random(ID_BYTES)).toString('base64url');
  const names = () => readPetNames(values.catalogue());
  const membership = createMembership();
  const { book } = services;
  const changes = createMemberChanges(book.reads);
  const trades = createTradeTables(clock, changes.tell);
  const following = schedule(changes.readOn, {
    onError: (err) => log.warn({ err }, 'the log could not be read for messages that follow it'),
  });
  return {
    dispatcher: openDispatcher(services, { ...parts, pictures, newId, names, membership, trades }),
    newId,
    changes,
    async close() {
      pictures.close();
      await following.stop();
      const onError = (err: unknown): void => log.warn({ err }, 'lost trades could not be told of');
      await tellLostTrades({ book, trades }).catch(onError);
    },
    outbox: driver,
    head: book.reads.head,
    compareHeads: createCompareHeads(book, world),
    names,
    clock,
    log,
    onDamaged: metrics.countDamagedMessage,
    isWanted: (event) => book.query(isNoticeWanted, event, { by: 'bank' }),
    findPeople: createFindPeople(book, values.catalogue),
    holdsGifts: services.rules().giftHoldMs !== 0,
    failures: createFailures(),
    languages: {
      read: (discordUserId) => book.query(readLanguage, discordUserId, { by: 'bank' }),
      keep: (discordUserId, language) =>
        book.perform(keepLanguage, { discordUserId, language }, { by: 'bank' }),
    },
    staffLog: createStaffLog({ book, names }),
    tickets: createTickets({ ...services, pictures }),
    membership: { ...membership, findProfile: createFindProfile(book) },
  };
}

interface DispatcherParts extends ChatParts, Pick<ChatDependencies, 'newId' | 'names'> {
  readonly pictures: Pictures;
  readonly membership: Membership;
  readonly trades: TradeTables;
}

function openDispatcher(services: Services, parts: DispatcherParts): Dispatcher {
  const { world, values, sealed, newId, names, pictures, membership, trades } = parts;
  const { random, clock, log } = world;
  const explain = createExplainError({
    newReference: () => Buffer.from(random(REFERENCE_BYTES)).toString('hex'),
    onError: (err, context) => log.error({ err, ...context }, 'a command failed'),
    label: (pet) => names().label(pet),
  });
  const commands = createCommands({
    ...services,
    valueHistory: values.points,
    pictures,
    countCalls: createCallCounter(),
    membership,
    trades,
    ...(sealed ? { proposals: sealed.proposals } : {}),
    ...(world.publicUrl ? { publicUrl: world.publicUrl } : {}),
    hasRobloxSignIn: world.hasRobloxSignIn === true,
  });
  return createDispatcher({
    commands,
    clock,
    newId,
    cooldown: createCooldown(),
    explain,
    findStanding: createStandingControls(services),
    findLevel: (actor) => findLevel(services.book, actor),
  });
}

/** Who a Discord user is linked to; null: nobody, or nobody knows their name. */
const createFindProfile = (book: Book) => async (discordUserId: string) => {
  const member = await book.query(readMember, discordUserId, DISCORD).catch(ignoreRefusal('not_linked'));
  if (!member || member.username === null) return null;
  const { robloxUserId, username, displayName } = member;
  return { robloxUserId, username, displayName: displayName ?? username };
};
