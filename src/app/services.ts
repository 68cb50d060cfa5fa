import type { ApiKey } from '../api-key.ts';
import { carryOver } from '../bank/carry-over.ts';
import type { Book } from '../bank/engine/book.ts';
import type { Rules, Settings } from '../bank/engine/operation.ts';
import { Refusal } from '../bank/engine/refusal.ts';
import type { Head } from '../bank/heads.ts';
import { keepLanguage, readLanguage } from '../bank/language.ts';
import { readMember } from '../bank/member.ts';
import { isNoticeWanted } from '../bank/notice-choices.ts';
import type { Profiles } from '../bank/profiles.ts';
import { recordState } from '../bank/record-state.ts';
import { learnNames } from '../bank/rename.ts';
import type { NameCommands } from '../called-as.ts';
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
import type { Config } from '../config/config.ts';
import type { Setting } from '../config/settings.ts';
import type { BotDependencies } from '../discord/settings.ts';
import type { Finding } from '../finding.ts';
import type { Services } from '../http/endpoint.ts';
import type { Check } from '../http/health.ts';
import { createKeyRing } from '../http/key-ring.ts';
import type { Metrics } from '../http/metrics.ts';
import type { SandboxProfiles } from '../http/sandbox.ts';
import type { Logger } from '../log.ts';
import { createFailures, type Failures } from '../notices/failures.ts';
import { createFindPeople } from '../notices/find-people.ts';
import { createStaffLog } from '../notices/staff-log.ts';
import { createForwardingBook } from '../peers/forwarding-book.ts';
import { createPictures, type Pictures } from '../pictures/pictures.ts';
import { createHoldSwitch, type HoldSwitch } from '../playground/http/hold-switch.ts';
import { createLiveProfiles } from '../roblox/live.ts';
import { createSandbox, sandboxProfileSchema } from '../roblox/sandbox.ts';
import { schedule } from '../schedule.ts';
import { type BookOptions, openBook } from '../storage/book.ts';
import type { Driver, OnPoint } from '../storage/driver.ts';
import type { Leadership } from '../storage/leadership.ts';
import { createCompareHeads } from './compare-heads.ts';
import { type LiabilitySource, openLiabilities } from './liabilities.ts';
import { createMemberChanges } from './member-changes.ts';
import { openPeers, type Peers, sealLeadership } from './peers.ts';
import { openProjections, type ProjectionSource } from './projections.ts';
import { openReportHistory, type ReportHistorySource } from './report-history.ts';
import { openSealed, type Sealed } from './sealed.ts';
import type { StartCheck } from './start-check.ts';
import { readBankState } from './status.ts';
import type { OpenedValues } from './values.ts';

/** How the bank in this process is, as `/health` says it. */
interface OwnHealth {
  readonly version: string;
  readonly mode: Config['mode'];
  readonly checks: { readonly storage: string; readonly ledger: string };
}

/** What comes from outside of the program. */
export interface World {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** The machine's own time, which `clock` follows; what it differs is watched. */
  readonly wall?: () => number;
  /** Whether to go on though the clock is behind what the bank wrote last. */
  readonly acceptsClock?: boolean;
  /** Whether the bank is opened only to be looked at: halted, also where it would not start otherwise. */
  readonly opensHalted?: boolean;
  /** Heads that were written down: a bank whose log lacks one of them doesn't start. */
  readonly expectedHeads?: readonly Head[] | undefined;
  /** Random bytes fit for secrets. */
  readonly random: (length: number) => Uint8Array;
  readonly log: Logger;
  /** How many lines of the log were lost so far. */
  readonly droppedLogLines?: () => number;
  readonly version: string;
  /** Where people reach the pages of this bank; absent where nobody knows it. */
  readonly publicUrl?: () => string;
  /** Whether members can sign in with Roblox there. */
  readonly hasRobloxSignIn?: boolean;
  /** The settings, for staff to look at. */
  readonly settings?: readonly Setting[];
  /** What the doctor finds about the bank in this process, by how that says it is; absent: none is here. */
  readonly examine?: (health: OwnHealth) => Promise<readonly Finding[]>;
  /** Names commands in texts for people as they can be typed here. */
  readonly nameCommands?: NameCommands;
  /** How long a stopping server still listens, where it is known that nobody has a request on its way. */
  readonly stopGraceMs?: number;
  /** Called at each point that a commit passes, to try what an error there does. */
  readonly onPoint?: OnPoint | undefined;
}

export interface OpenedStorage {
  readonly driver: Driver;
  /** Which of several processes writes the book; null where there is only this one. */
  readonly leadership: Leadership | null;
  readonly metrics: Metrics;
  readonly values: OpenedValues;
}

/** What the Discord bot and the playground work with. */
export interface ChatDependencies extends Omit<BotDependencies, 'routeNotices'> {
  /** An id that nobody can guess. */
  readonly newId: () => string;
  readonly failures: Failures;
  /** Tells whoever loses something by the end of this process, so while the bank still works. */
  close(): Promise<void>;
}

/** Opens the bank's book over the storage, what Roblox says, and the commands. Learns the names of pets. */
export async function openServices(
  config: Config,
  world: World,
  parts: OpenedStorage & Pick<StartCheck, 'haltedHere'> & { readonly keys: readonly ApiKey[] },
): Promise<{
  services: Services & {
    readonly book: ReturnType<typeof openBook>;
    readonly liabilities: LiabilitySource;
    readonly projections: ProjectionSource;
    readonly reportHistory: ReportHistorySource;
  };
  peers: Peers;
  roblox: Roblox;
  /** What the playground's game may change. */
  holds: HoldSwitch;
  chat: ChatDependencies;
  /** Null: there is no admin token. */
  sealed: Sealed | null;
}> {
  const { clock, wall, random, onPoint } = world;
  const { driver, metrics, values, keys, haltedHere } = parts;
  const { catalogue, points: valuePoints, picture: petPicture } = values;
  const holds = createHoldSwitch(config.rules.depositHoldMs);
  const settings = (): Settings => ({
    ...config.rules,
    depositHoldMs: holds.holdMs(),
    haltedHere: haltedHere(),
    catalogue: catalogue(),
  });
  const rules = (): Rules => ({ ...settings(), aliases: book.aliases() });
  metrics.watchCatalogue(catalogue);
  metrics.watchBank(() => readBankState(driver, haltedHere()), clock);
  const { queueLimit } = config.http;
  const options = { rules: settings, clock, wall, queueLimit, onCommit: metrics.countCommit, onPoint };
  const { peers, book } = openBooks(options, { ...world, ...parts, config });
  if (!world.opensHalted) {
    await recordState(book, random);
    await carryOver(book);
    await learnNames(book, catalogue());
  }
  const roblox = createRoblox(config);
  const keyRing = createKeyRing(keys, book.reads, () => performance.now());
  const { profiles } = roblox;
  const liabilities = openLiabilities({ ...world, book, driver });
  const projections = openProjections({ ...world, ...parts });
  const state = { liabilities, projections, reportHistory: openReportHistory(driver, clock) };
  const known = { rules, profiles, valuePoints, petPicture };
  const services = { book, keyRing, ...known, ...state, clock, random };
  const sealed = openSealed(config, services);
  const chat = openChat(services, { world, values, driver, metrics, sealed });
  return { services, peers, roblox, holds, chat, sealed };
}

/** The book that hands operations to whoever leads, and the way on which others hand this one theirs. */
function openBooks(
  options: BookOptions,
  parts: OpenedStorage & Pick<StartCheck, 'haltedHere'> & World & { readonly config: Config },
) {
  const { driver, metrics, haltedHere, config } = parts;
  const own = openBook(driver, options);
  const leadership = parts.leadership && sealLeadership(parts.leadership, config.adminToken);
  const peers = openPeers(config, { ...parts, leadership, book: own });
  if (!leadership) return { peers, book: own };
  // What is halted in this process alone, it decides itself.
  const leader = () => (haltedHere() === null ? leadership.leader() : null);
  const toLeader = { ...options, leadership: { ...leadership, leader }, onMessage: metrics.countForwarded };
  return { peers, book: createForwardingBook(own, toLeader) };
}

/** How many pictures are cached, in 64 MiB at most; while one is encoded, the next is drawn. */
const PICTURES = { maxCached: 500, maxBytes: 64 * 1024 * 1024, concurrency: 2 };
const ID_BYTES = 16;
const REFERENCE_BYTES = 4;

interface ChatParts extends Pick<OpenedStorage, 'values' | 'driver' | 'metrics'> {
  readonly world: World;
  readonly sealed: Sealed | null;
}

function openChat(services: Services, parts: ChatParts): ChatDependencies {
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
    staffLog: createStaffLog({ book, store: driver, names }),
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
  try {
    const { robloxUserId, username, displayName } = await book.query(readMember, discordUserId, DISCORD);
    return username === null ? null : { robloxUserId, username, displayName: displayName ?? username };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_linked') return null;
    throw error;
  }
};

interface Roblox {
  readonly profiles: Profiles;
  readonly health: () => Check;
  /** Null where profiles are real. */
  readonly sandbox: SandboxProfiles | null;
}

function createRoblox({ roblox }: Config): Roblox {
  if (roblox.kind === 'sandbox') {
    const profiles = createSandbox();
    const sandbox = { ...profiles, editSchema: sandboxProfileSchema };
    return { profiles, health: profiles.health, sandbox };
  }
  const { apiKey, cacheMs, ...rest } = roblox;
  const cacheSeconds = cacheMs / 1000;
  const live = createLiveProfiles({ ...rest, cacheSeconds, ...(apiKey === null ? {} : { apiKey }) });
  return { profiles: live, health: live.health, sandbox: null };
}
