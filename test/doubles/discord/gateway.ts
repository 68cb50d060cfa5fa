import type { ServerWebSocket } from 'bun';
import { z } from 'zod';
import { INTENTS } from './messages.ts';
import { guildPayload, memberPayload, userPayload } from './payloads.ts';
import { createSession, missedEvents, type Session, sendTo, takes } from './sessions.ts';
import type { GatewayEvent, World } from './world.ts';

/*
 * Source: discord.com/developers/docs/events/gateway and topics/opcodes-and-status-codes. JSON, no
 * compression.
 */
const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  resume: 6,
  reconnect: 7,
  members: 8,
} as const;
const OP_INVALID_SESSION = 9;
const OP_HELLO = 10;
const OP_HEARTBEAT_ACK = 11;
const CLOSE = {
  unknownOpcode: 4001,
  notAuthenticated: 4003,
  badToken: 4004,
  badSequence: 4007,
  disallowed: 4014,
};

/** Privileged intents, each with the application flags (full, for fewer than 100 guilds) that grant it. */
const PRIVILEGED = [
  { intent: 1 << 1, flags: (1 << 14) | (1 << 15) },
  { intent: 1 << 8, flags: (1 << 12) | (1 << 13) },
  { intent: INTENTS.content, flags: (1 << 18) | (1 << 19) },
];

const identifySchema = z.object({
  token: z.string(),
  intents: z.int(),
  shard: z.tuple([z.int(), z.int()]).default([0, 1]),
});
const resumeSchema = z.object({ token: z.string(), session_id: z.string(), seq: z.int() });
const membersSchema = z.object({ guild_id: z.string(), nonce: z.string().optional() });
const packetSchema = z.object({ op: z.int(), d: z.unknown().optional() });

type Socket = ServerWebSocket<undefined>;
type Packet = z.infer<typeof packetSchema>;

export interface Gateway {
  readonly url: string;
  emit(event: GatewayEvent): void;
  /** How often the bot began a session, resumed one, and sent a heartbeat. */
  readonly seen: { identified: number; resumed: number; heartbeats: number };
  /** The sessions that are connected now. */
  connected(): readonly Session[];
  /** Breaks every connection off; `code` closes it in order instead. */
  drop(code?: number): void;
  /** From now on no session before this moment can be resumed. */
  forgetSessions(): void;
  /** Sends every session that it is invalid (op 9), and whether it may be resumed. */
  invalidate(options: { readonly mayResume: boolean }): void;
  /** Asks every session to connect anew (op 7). */
  askToReconnect(): void;
  /** Whether heartbeats are answered; unanswered ones make a bot give the connection up. */
  acknowledgeHeartbeats(isOn: boolean): void;
  stop(): Promise<void>;
}

interface State {
  readonly world: World;
  readonly sessions: Map<string, Session>;
  readonly bySocket: Map<Socket, Session | null>;
  readonly seen: Gateway['seen'];
  isAcknowledging: boolean;
  url: string;
}

export function startGateway(world: World, heartbeatIntervalMs: number): Gateway {
  const seen = { identified: 0, resumed: 0, heartbeats: 0 };
  const state: State = {
    world,
    sessions: new Map(),
    bySocket: new Map(),
    seen,
    isAcknowledging: true,
    url: '',
  };
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: (request, self) =>
      self.upgrade(request) ? undefined : new Response('a websocket', { status: 426 }),
    websocket: {
      open(socket: Socket) {
        state.bySocket.set(socket, null);
        socket.send(
          JSON.stringify({ op: OP_HELLO, d: { heartbeat_interval: heartbeatIntervalMs }, s: null, t: null }),
        );
        world.changes.announce();
      },
      message(socket: Socket, data) {
        receive(state, socket, packetSchema.parse(JSON.parse(String(data))));
        world.changes.announce();
      },
      close(socket: Socket, code) {
        const session = state.bySocket.get(socket);
        if (session?.socket === socket) session.socket = null;
        // A bot that leaves in order ends its session.
        if (session && (code === 1000 || code === 1001)) state.sessions.delete(session.id);
        state.bySocket.delete(socket);
        world.changes.announce();
      },
    },
  });
  state.url = `ws://127.0.0.1:${server.port}`;
  return { ...controls(state), url: state.url, seen, stop: () => server.stop(true) };
}

function controls(state: State): Omit<Gateway, 'url' | 'seen' | 'stop'> {
  const sendAll = (packet: unknown) => {
    for (const [socket, session] of state.bySocket) if (session) socket.send(JSON.stringify(packet));
  };
  return {
    emit(event) {
      for (const session of state.sessions.values()) if (takes(session, event)) sendTo(session, event);
    },
    connected: () => [...state.sessions.values()].filter((session) => session.socket !== null),
    drop(code) {
      for (const socket of [...state.bySocket.keys()]) {
        if (code === undefined) socket.terminate();
        else socket.close(code);
      }
    },
    forgetSessions: () => state.sessions.clear(),
    invalidate({ mayResume }) {
      if (!mayResume) state.sessions.clear();
      sendAll({ op: OP_INVALID_SESSION, d: mayResume, s: null, t: null });
    },
    askToReconnect: () => sendAll({ op: OP.reconnect, d: null, s: null, t: null }),
    acknowledgeHeartbeats(isOn) {
      state.isAcknowledging = isOn;
    },
  };
}

function receive(state: State, socket: Socket, { op, d }: Packet): void {
  switch (op) {
    case OP.heartbeat:
      state.seen.heartbeats += 1;
      if (state.isAcknowledging)
        socket.send(JSON.stringify({ op: OP_HEARTBEAT_ACK, d: null, s: null, t: null }));
      return;
    case OP.identify:
      identify(state, socket, identifySchema.parse(d));
      return;
    case OP.resume:
      resume(state, socket, resumeSchema.parse(d));
      return;
    case OP.members:
      sendMembers(state, socket, membersSchema.parse(d));
      return;
    case OP.presence:
      return;
    default:
      socket.close(CLOSE.unknownOpcode, 'Unknown opcode.');
  }
}

function identify(state: State, socket: Socket, wish: z.infer<typeof identifySchema>): void {
  const { world } = state;
  if (wish.token !== world.token) {
    socket.close(CLOSE.badToken, 'Authentication failed.');
    return;
  }
  const isGranted = PRIVILEGED.every(
    ({ intent, flags }) => (wish.intents & intent) === 0 || (world.applicationFlags & flags) !== 0,
  );
  const asksForContent = (wish.intents & INTENTS.content) !== 0;
  if (!isGranted || (world.isContentWithdrawn && asksForContent)) {
    socket.close(CLOSE.disallowed, 'Disallowed intent(s).');
    return;
  }
  const session = createSession({ id: world.newId(), intents: wish.intents, shard: wish.shard, socket });
  state.sessions.set(session.id, session);
  state.bySocket.set(socket, session);
  state.seen.identified += 1;
  greet(state, session);
}

function greet({ world, url }: State, session: Session): void {
  const guilds = [...world.guilds.values()].filter((guild) =>
    takes(session, { guild, intent: null, name: 'READY', data: () => null }),
  );
  const ready = {
    v: 10,
    user: { ...userPayload(world.bot), verified: true, mfa_enabled: false, flags: 0 },
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: url,
    shard: session.shard,
    application: { id: world.bot.id, flags: world.applicationFlags },
  };
  sendTo(session, { name: 'READY', guild: null, intent: null, data: () => ready });
  for (const guild of guilds) {
    const event = {
      name: 'GUILD_CREATE',
      guild,
      intent: INTENTS.guilds,
      data: () => guildPayload(world, guild),
    };
    if (takes(session, event)) sendTo(session, event);
  }
}

function resume(state: State, socket: Socket, wish: z.infer<typeof resumeSchema>): void {
  if (wish.token !== state.world.token) {
    socket.close(CLOSE.badToken, 'Authentication failed.');
    return;
  }
  const session = state.sessions.get(wish.session_id);
  const missed = session && missedEvents(session, wish.seq);
  if (!session || !missed) {
    socket.send(JSON.stringify({ op: OP_INVALID_SESSION, d: false, s: null, t: null }));
    return;
  }
  if (wish.seq > session.sequence) {
    socket.close(CLOSE.badSequence, 'Invalid seq.');
    return;
  }
  session.socket = socket;
  state.bySocket.set(socket, session);
  state.seen.resumed += 1;
  for (const packet of missed) socket.send(packet);
  sendTo(session, { name: 'RESUMED', guild: null, intent: null, data: () => ({}) });
}

function sendMembers({ world, bySocket }: State, socket: Socket, wish: z.infer<typeof membersSchema>): void {
  const session = bySocket.get(socket);
  const guild = world.guilds.get(wish.guild_id);
  if (!session || !guild) {
    socket.close(CLOSE.notAuthenticated, 'Not authenticated.');
    return;
  }
  const members = [...guild.members.values()].map(memberPayload);
  const data = { guild_id: guild.id, members, chunk_index: 0, chunk_count: 1, nonce: wish.nonce };
  sendTo(session, { name: 'GUILD_MEMBERS_CHUNK', guild, intent: null, data: () => data });
}
