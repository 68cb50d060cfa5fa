import type { Changes } from './changes.ts';
import type { Choice, CommandBody } from './limits/command.ts';
import type { Row } from './limits/components.ts';
import type { Embed } from './limits/embed.ts';
import type { Modal } from './limits/modal.ts';

/** A person or bot. `hasClosedMessages`: whoever writes to them directly is refused. */
export interface User {
  readonly id: string;
  readonly username: string;
  readonly isBot: boolean;
  readonly locale: string;
  hasClosedMessages: boolean;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly roles: Map<string, Role>;
  readonly members: Map<string, Member>;
}

/** `permissions` is a bit field (developers/docs/topics/permissions). */
export interface Role {
  readonly id: string;
  readonly name: string;
  readonly permissions: bigint;
}

export interface Member {
  readonly user: User;
  /** The role of their own that carries what they may do beyond what everyone may. */
  readonly roleIds: string[];
  nick: string | null;
}

/** A text channel of a guild, or the direct messages between the bot and a user. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly guild: Guild | null;
  readonly recipient: User | null;
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly description: string | null;
}

export interface Message {
  readonly id: string;
  readonly channel: Channel;
  readonly author: User;
  content: string;
  embeds: readonly Embed[];
  rows: readonly Row[];
  files: readonly StoredFile[];
  flags: number;
  /** Only the user of the interaction sees it. */
  readonly isEphemeral: boolean;
  edits: number;
  isDeleted: boolean;
  readonly nonce: string | number | null;
  /** The message it replies to. */
  readonly repliesTo: string | null;
  /** The interaction that it answers. */
  readonly interaction: Interaction | null;
}

export type FirstAnswer = 'message' | 'deferred' | 'update' | 'deferred update' | 'choices' | 'modal';

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: 2 | 3 | 4 | 5;
  readonly user: User;
  readonly channel: Channel;
  /** The message whose button, menu or form it came from. */
  readonly source: Message | null;
  readonly sourceEdits: number;
  readonly payload: Record<string, unknown>;
  deliveries: number;
  answer: FirstAnswer | null;
  /** The message that `@original` means, once there is one. */
  original: Message | null;
  /** Whether a deferred answer got its content, or was taken away. */
  isFilled: boolean;
  readonly followUps: Message[];
  choices: readonly Choice[];
  modal: Modal | null;
  hasExpired: boolean;
  hasLostToken: boolean;
}

export type Command = CommandBody & { readonly id: string };

/** A request of the bot that was refused. */
export interface Refused {
  readonly request: string;
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly problems: readonly string[];
  /** Whether the test intended it. */
  readonly isWanted: boolean;
}

/** Something that the gateway sends every session that listens for it. */
export interface GatewayEvent {
  readonly name: string;
  readonly guild: Guild | null;
  /** The intent without which a session doesn't hear of it; none for interactions. */
  readonly intent: number | null;
  readonly data: (session: { readonly intents: number }) => unknown;
}

/** Everything that Discord knows. */
/** What admins have set for a command: 1 is a role, 2 a person, 3 a channel. */
export interface CommandPermission {
  readonly id: string;
  readonly type: 1 | 2 | 3;
  readonly permission: boolean;
}

export interface World {
  readonly newId: () => string;
  readonly now: () => number;
  readonly changes: Changes;
  readonly token: string;
  readonly bot: User;
  applicationFlags: number;
  /** Whether the bot may change roles and nicknames. */
  mayManageMembers: boolean;
  /** Whether the gateway refuses to let the bot read messages, whatever the flags say. */
  isContentWithdrawn: boolean;
  readonly users: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  readonly messages: Map<string, Message>;
  /** What the bot wrote, in order. */
  readonly botMessages: Message[];
  /** By token. */
  readonly interactions: Map<string, Interaction>;
  /** By "global" or a guild's id, then by the command's id. */
  readonly commands: Map<string, Map<string, Command>>;
  readonly commandWrites: string[];
  /** By the guild's id, then by the command's id, or the application's. */
  readonly commandPermissions: Map<string, Map<string, readonly CommandPermission[]>>;
  /** The message that a nonce made, while Discord remembers it. */
  readonly nonces: Map<string, Message>;
  readonly refused: Refused[];
  emit(event: GatewayEvent): void;
}

const DISCORD_EPOCH_MS = 1_420_070_400_000;

/** Ids like Discord's: their upper bits are the time, so discord.js reads a date out of them. */
export function createIds(now: () => number): () => string {
  let made = 0n;
  return () => String((BigInt(now() - DISCORD_EPOCH_MS) << 22n) + made++);
}
