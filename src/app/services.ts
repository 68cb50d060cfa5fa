import type { ApiKey } from '../api-key.ts';
import { carryOver } from '../bank/carry-over.ts';
import type { Rules, Settings } from '../bank/engine/operation.ts';
import type { Profiles } from '../bank/profiles.ts';
import { recordState } from '../bank/record-state.ts';
import { learnNames } from '../bank/rename.ts';
import type { Config } from '../config/config.ts';
import type { Services } from '../http/endpoint.ts';
import type { Check } from '../http/health.ts';
import { createKeyRing } from '../http/key-ring.ts';
import type { Metrics } from '../http/metrics.ts';
import type { SandboxProfiles } from '../http/sandbox.ts';
import { createForwardingBook } from '../peers/forwarding-book.ts';
import { createHoldSwitch, type HoldSwitch } from '../playground/http/hold-switch.ts';
import { createLiveProfiles } from '../roblox/live.ts';
import { createSandbox, sandboxProfileSchema } from '../roblox/sandbox.ts';
import { type BookOptions, openBook } from '../storage/book.ts';
import type { Driver } from '../storage/driver.ts';
import type { Leadership } from '../storage/leadership.ts';
import { createRecentLog } from '../storage/recent-log.ts';
import { type ChatDependencies, openChat } from './chat.ts';
import { type LiabilitySource, openLiabilities } from './liabilities.ts';
import { openPeers, type Peers, sealLeadership } from './peers.ts';
import { openProjections, type ProjectionSource } from './projections.ts';
import { openReportHistory, type ReportHistorySource } from './report-history.ts';
import { openSealed, type Sealed } from './sealed.ts';
import type { StartCheck } from './start-check.ts';
import { readBankState } from './status.ts';
import type { OpenedValues } from './values.ts';
import type { World } from './world.ts';

export interface OpenedStorage {
  readonly driver: Driver;
  /** Which of several processes writes the book; null where there is only this one. */
  readonly leadership: Leadership | null;
  readonly metrics: Metrics;
  readonly values: OpenedValues;
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
  const { store, log, onWaiting } = createRecentLog(driver);
  const { peers, book } = openBooks(options, { ...world, ...parts, driver: { ...driver, store }, config });
  if (!world.opensHalted) {
    await recordState(book, random);
    await carryOver(book);
    await learnNames(book, catalogue(), values.readNames);
  }
  const roblox = createRoblox(config);
  const keyRing = createKeyRing(keys, book.reads, () => performance.now());
  const { profiles } = roblox;
  const liabilities = openLiabilities({ ...world, book, driver });
  const projections = openProjections({ ...world, ...parts, driver: { ...driver, log }, onWaiting });
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
