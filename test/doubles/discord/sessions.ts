import type { ServerWebSocket } from 'bun';
import type { GatewayEvent } from './world.ts';

/** A session remembers what it was sent, so that it can be resumed on another connection. */
export interface Session {
  readonly id: string;
  readonly intents: number;
  /** Its number, and how many there are. */
  readonly shard: readonly [number, number];
  readonly sent: { readonly sequence: number; readonly packet: string }[];
  sequence: number;
  /** The connection it has now. */
  socket: ServerWebSocket<undefined> | null;
}

/** What a session remembers; one that missed more cannot be resumed. */
const MAX_REMEMBERED = 1000;

export function createSession(start: Pick<Session, 'id' | 'intents' | 'shard' | 'socket'>): Session {
  return { ...start, sent: [], sequence: 0 };
}

/**
 * Whether a session receives an event: its shard has the guild (direct messages go to shard 0), and it has
 * the intent.
 */
export function takes({ shard, intents }: Session, { guild, intent }: GatewayEvent): boolean {
  const [number, count] = shard;
  const home = guild ? Number((BigInt(guild.id) >> 22n) % BigInt(count)) : 0;
  return home === number && (intent === null || (intents & intent) !== 0);
}

export function sendTo(session: Session, { name, data }: GatewayEvent): void {
  session.sequence += 1;
  const packet = JSON.stringify({ op: 0, t: name, s: session.sequence, d: data(session) });
  session.sent.push({ sequence: session.sequence, packet });
  if (session.sent.length > MAX_REMEMBERED) session.sent.shift();
  session.socket?.send(packet);
}

/** What a session was sent after `sequence`, or nothing if it no longer remembers that far back. */
export function missedEvents(session: Session, sequence: number): readonly string[] | undefined {
  const missed = session.sent.filter((sent) => sent.sequence > sequence);
  const isWhole = missed.length === Math.max(0, session.sequence - sequence);
  return isWhole ? missed.map(({ packet }) => packet) : undefined;
}
