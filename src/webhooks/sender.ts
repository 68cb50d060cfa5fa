import type { PendingEvent } from '../bank/engine/book.ts';
import { AUDIENCES, type Audience, type WebhookEvent, type WebhookStore } from '../bank/webhooks.ts';
import type { PetNames } from '../commands/model/pet-names.ts';
import { errorCode } from '../error-code.ts';
import { type Schedule, schedule } from '../schedule.ts';
import { type MessageOptions, writeMessage } from './message.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The pauses after each failed try; one that fails after the last is given up, after two days. */
export const RETRY_MS = [
  ...[5_000, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS],
  ...[2 * HOUR_MS, 6 * HOUR_MS, 12 * HOUR_MS, 24 * HOUR_MS],
] as const;
/** Events that are older when they are lined up are skipped. */
const MAX_AGE_MS = 72 * HOUR_MS;
/** How long an answer may take, and for how long no other process sends the same meanwhile. */
const TIMEOUT_MS = 10_000;
const LEASE_MS = MINUTE_MS;
/** How many events are lined up at once, and how many are sent at once. */
const QUEUE_PAGE = 200;
const MAX_AT_ONCE = 8;
/** How often a round lines up and sends more, before it pauses. */
const MAX_ROUNDS = 50;

export interface WebhookSettings extends Pick<MessageOptions, 'secrets' | 'hasDetails'> {
  /** Where events of each audience go; null: nowhere. */
  readonly urls: Readonly<Record<Audience, string | null>>;
}

export interface WebhookDependencies extends WebhookSettings {
  readonly store: WebhookStore;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly names: () => PetNames;
  readonly timeoutMs?: number;
  /** Told what came of each try. */
  readonly onTried: (outcome: 'sent' | 'failed' | 'dead') => void;
  /** Told that an address wants no more: until the next start, it gets none. */
  readonly onGone: (audience: Audience) => void;
  readonly onError: (error: unknown) => void;
}

/** Sends webhooks, each second. Nothing waits for them: not the bank, nor messages on Discord. */
export function startWebhooks(dependencies: WebhookDependencies): Schedule {
  const { onError } = dependencies;
  const ending = new AbortController();
  const sender = createWebhookSender({ ...dependencies, signal: ending.signal });
  // Each audience by itself: an address that answers slowly holds up the other's in nothing.
  const schedules = [sender.queue, ...sender.audiences.map((audience) => () => sender.send(audience))].map(
    (work) => schedule(work, { onError }),
  );
  return {
    async stop() {
      ending.abort();
      await Promise.all(schedules.map((running) => running.stop()));
    },
  };
}

export interface WebhookSender {
  /** Those with an address. */
  readonly audiences: readonly Audience[];
  /** Lines up what has happened since. */
  queue(): Promise<void>;
  /** Sends what is due to this audience. */
  send(audience: Audience): Promise<void>;
}

export function createWebhookSender(
  dependencies: WebhookDependencies & { readonly signal?: AbortSignal },
): WebhookSender {
  const { store, clock, urls, signal, onGone } = dependencies;
  const audiences = AUDIENCES.filter((audience) => urls[audience] !== null);
  const gone = new Set<Audience>();

  async function sendOne(webhook: WebhookEvent, url: string): Promise<void> {
    const result = await tryOnce(webhook, url, dependencies);
    // What the stop of the bank has cut off is handed out again.
    if (signal?.aborted) return;
    if (result.kind === 'gone' && !gone.has(webhook.audience)) {
      gone.add(webhook.audience);
      onGone(webhook.audience);
    }
    await settle(webhook, result, dependencies);
  }

  return {
    audiences,
    async queue() {
      for (let round = 0; round < MAX_ROUNDS; round += 1) {
        const at = clock();
        const page = { audiences, at, since: at - MAX_AGE_MS, limit: QUEUE_PAGE };
        if ((await store.queueWebhooks(page)) < QUEUE_PAGE) return;
      }
    },
    async send(audience) {
      const url = urls[audience];
      if (url === null) return;
      const page = { audience, leaseMs: LEASE_MS, limit: MAX_AT_ONCE };
      for (let round = 0; round < MAX_ROUNDS && !gone.has(audience) && !signal?.aborted; round += 1) {
        const taken = await store.takeWebhooks({ ...page, at: clock() });
        await Promise.all(taken.map((webhook) => sendOne(webhook, url)));
        if (taken.length < MAX_AT_ONCE) return;
      }
    },
  };
}

type Result =
  | { readonly kind: 'sent' | 'erased' | 'gone' }
  | { readonly kind: 'failed'; readonly reason: string };

async function tryOnce(
  { event }: WebhookEvent,
  url: string,
  dependencies: WebhookDependencies & { readonly signal?: AbortSignal },
): Promise<Result> {
  const { timeoutMs = TIMEOUT_MS, signal } = dependencies;
  if (event === null) return { kind: 'erased' };
  const message = tryToWrite(event, dependencies);
  if (!message) return failed('this event could not be written');
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      ...message,
      method: 'POST',
      // Whoever may redirect could read what is sent, and see the bank's own network through it.
      redirect: 'manual',
      signal: signal ? AbortSignal.any([limit, signal]) : limit,
    });
    await response.body?.cancel();
    if (response.ok) return { kind: 'sent' };
    return response.status === 410 ? { kind: 'gone' } : failed(describeStatus(response.status));
  } catch (error) {
    return failed(limit.aborted ? `no answer within ${timeoutMs / 1000} s` : describeError(error));
  }
}

/** Null where it can't be: that settles as a failed try, else it would be taken again without end. */
function tryToWrite(
  event: PendingEvent,
  { clock, names, onError, ...options }: WebhookDependencies,
): ReturnType<typeof writeMessage> | null {
  try {
    return writeMessage(event, { ...options, names: names(), at: clock() });
  } catch (error) {
    onError(error);
    return null;
  }
}

const failed = (reason: string): Result => ({ kind: 'failed', reason });
const describeStatus = (status: number): string =>
  status >= 300 && status < 400 ? `HTTP ${status}: redirects aren't followed` : `HTTP ${status}`;
/** Never its message, which may quote the address with a secret in it. */
const describeError = (error: unknown): string => errorCode(error) || 'the connection failed';

const GONE = 'HTTP 410: this address wants no more';

async function settle(
  { eventId, tries }: WebhookEvent,
  result: Result,
  { store, clock, onTried }: WebhookDependencies,
): Promise<void> {
  const at = clock();
  const end = { eventId, nextAt: at, error: null };
  switch (result.kind) {
    case 'sent':
      await store.settleWebhook({ ...end, status: 'sent' });
      return onTried('sent');
    case 'erased':
      return store.settleWebhook({ ...end, status: 'skipped' });
    case 'gone':
      await store.settleWebhook({ ...end, status: 'dead', error: GONE });
      return onTried('dead');
    case 'failed': {
      const pauseMs = RETRY_MS[tries - 1];
      const status = pauseMs === undefined ? 'dead' : 'waiting';
      await store.settleWebhook({ eventId, status, nextAt: at + (pauseMs ?? 0), error: result.reason });
      return onTried(status === 'dead' ? 'dead' : 'failed');
    }
    default: {
      const never: never = result;
      return never;
    }
  }
}
