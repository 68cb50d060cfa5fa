import { createCommitBatcher } from '../storage/commit-batcher.ts';
import type { Leader } from '../storage/leadership.ts';
import { joinTexts, MAX_CALLS, MAX_MESSAGE_BYTES, type PeerOutcome } from './messages.ts';
import { type PostOptions, post } from './post.ts';

/** How many messages are under way: what waits at the leader shares its next commit, and here it does not. */
const MAX_UNDER_WAY = 16;
/** A character takes three bytes of UTF-8 at most. */
const MAX_MESSAGE_LENGTH = MAX_MESSAGE_BYTES / 3;

/** What became of a message. */
export type MessageResult = 'answered' | 'declined' | 'lost';

/**
 * What became of a call: the leader's word; `declined`, where it surely did nothing; or `lost`, where it may
 * have done it, or may do it yet.
 */
export type Exchanged = PeerOutcome | 'declined' | 'lost';

/** Calls on their way to one leader, in messages that several share. */
export interface Exchange {
  send(call: string): Promise<Exchanged>;
  waiting(): number;
  arrived(): void;
}

interface WaitingCall {
  readonly text: string;
  readonly resolve: (outcome: Exchanged) => void;
}

export function createExchange(
  leader: Leader,
  options: PostOptions,
  onMessage: (result: MessageResult, calls: number) => void,
): Exchange {
  const waiting: WaitingCall[] = [];
  const batcher = createCommitBatcher();
  let underWay = 0;
  let isGathering = false;

  async function gather(): Promise<void> {
    if (isGathering) return;
    isGathering = true;
    while (waiting.length > 0 && underWay < MAX_UNDER_WAY) {
      await batcher.wait(waiting.length);
      underWay += 1;
      void dispatch(takeMessage(waiting));
    }
    isGathering = false;
  }
  async function dispatch(calls: readonly WaitingCall[]): Promise<void> {
    const startedAt = performance.now();
    const result = await post(leader, joinTexts(calls.map(({ text }) => text)), options);
    const outcomes = typeof result === 'string' || result.length === calls.length ? result : 'lost';
    onMessage(typeof outcomes === 'string' ? outcomes : 'answered', calls.length);
    for (const [at, { resolve }] of calls.entries())
      resolve(typeof outcomes === 'string' ? outcomes : (outcomes[at] ?? 'lost'));
    const durationMs = performance.now() - startedAt;
    batcher.committed({ companions: calls.length + waiting.length, durationMs });
    underWay -= 1;
    void gather();
  }

  return {
    send(text) {
      const { promise, resolve } = Promise.withResolvers<Exchanged>();
      waiting.push({ text, resolve });
      batcher.joined(waiting.length);
      void gather();
      return promise;
    },
    waiting: () => waiting.length,
    arrived: batcher.arrived,
  };
}

/** The first calls that go into one message. */
function takeMessage(waiting: WaitingCall[]): WaitingCall[] {
  let length = 0;
  const fitting = waiting.slice(0, MAX_CALLS).findIndex(({ text }) => {
    length += text.length + 1;
    return length > MAX_MESSAGE_LENGTH;
  });
  return waiting.splice(0, fitting === -1 ? MAX_CALLS : Math.max(1, fitting));
}
