import { ask, type PendingAnswer } from './ask.ts';
import { isCompleted, type LeafOption } from './limits/command.ts';
import { memberPayload, userPayload } from './payloads.ts';
import type { Channel, Command, User, World } from './world.ts';

export type OptionValue = string | number | boolean | User;

export interface Slash {
  readonly name: string;
  readonly subcommand?: string;
  readonly group?: string;
  readonly options?: Readonly<Record<string, OptionValue>>;
  /** Where; the double's first channel unless given. */
  readonly channel?: Channel;
  /** The language of this one interaction, if not the user's own. */
  readonly locale?: string;
}

export interface Typing extends Slash {
  /** The option that is being typed, and what is in it so far. */
  readonly focused: string;
  readonly typed: string;
}

type Place = Slash & { readonly channel: Channel };

/**
 * A slash command, as Discord's app would send it: what the app would not let a person send is an error of
 * the test. Only permissions are not checked, since a server's owner may give a command to anyone.
 */
export function slash(world: World, user: User, wish: Place): PendingAnswer {
  const { command, leaves } = registered(world, wish);
  const options = Object.entries(wish.options ?? {}).map(([name, value]) => {
    const option = leaves.find((leaf) => leaf.name === name);
    if (!option) throw new Error(`/${wish.name} has no option ${name}`);
    refuseUnfitting(option, value);
    return { name, type: option.type, value: plain(value) };
  });
  const missing = leaves.find((leaf) => leaf.required && wish.options?.[leaf.name] === undefined);
  if (missing) throw new Error(`/${wish.name} needs the option ${missing.name}`);
  return send(world, user, { type: 2, wish, command, options });
}

/** What the bot offers while an option is being typed. */
export function autocomplete(world: World, user: User, wish: Place & Typing): PendingAnswer {
  const { command, leaves } = registered(world, wish);
  const focused = leaves.find((leaf) => leaf.name === wish.focused);
  if (!focused || !isCompleted(focused) || !focused.autocomplete) {
    throw new Error(`/${wish.name} does not complete ${wish.focused}`);
  }
  const others = Object.entries(wish.options ?? {}).map(([name, value]) => {
    const type = leaves.find((leaf) => leaf.name === name)?.type;
    return { name, type, value: plain(value) };
  });
  const typed = { name: focused.name, type: focused.type, value: wish.typed, focused: true };
  return send(world, user, { type: 4, wish, command, options: [...others, typed] });
}

interface Sending {
  readonly type: 2 | 4;
  readonly wish: Place;
  readonly command: Command;
  readonly options: readonly { readonly name: string }[];
}

function send(world: World, user: User, { type, wish, command, options }: Sending): PendingAnswer {
  const { subcommand, group, channel, locale } = wish;
  const inSubcommand = subcommand ? [{ type: 1, name: subcommand, options }] : options;
  const nested = group ? [{ type: 2, name: group, options: inSubcommand }] : inSubcommand;
  const data = {
    id: command.id,
    name: command.name,
    type: 1,
    options: nested,
    ...(channel.guild ? { guild_id: channel.guild.id } : {}),
    resolved: resolved(wish),
  };
  const asking = locale === undefined ? user : { ...user, locale };
  const what = `${type === 4 ? 'typing in ' : ''}/${wish.name} ${subcommand ?? ''}`.trim();
  return ask(world, { type, user: asking, channel, source: null, data, what });
}

function registered(world: World, { name, group, subcommand, channel }: Place) {
  const scopes = [channel.guild?.id ?? '', 'global'];
  const commands = scopes.flatMap((scope) => [...(world.commands.get(scope)?.values() ?? [])]);
  const command = commands.find((known) => known.name === name);
  if (!command) throw new Error(`No command /${name} is registered`);
  const context = channel.guild ? 0 : 1;
  const isForGuilds = command.dm_permission === false && !channel.guild;
  if (isForGuilds || (command.contexts && !command.contexts.includes(context))) {
    throw new Error(`/${name} is not offered in ${channel.guild ? 'servers' : 'direct messages'}`);
  }
  return { command, leaves: leavesOf(command, { group, subcommand }) };
}

function leavesOf(
  command: Command,
  { group, subcommand }: { readonly group: string | undefined; readonly subcommand: string | undefined },
): readonly LeafOption[] {
  const all = command.options ?? [];
  const groups = all.filter((option) => option.type === 2);
  const level = group === undefined ? all : (groups.find((option) => option.name === group)?.options ?? []);
  const subcommands = level.filter((option) => option.type === 1);
  if (subcommands.length > 0 || groups.length > 0 || subcommand !== undefined) {
    const found = subcommands.find((option) => option.name === subcommand);
    if (!found) throw new Error(`/${command.name} has no sub-command ${group ?? ''} ${subcommand ?? ''}`);
    return found.options ?? [];
  }
  return all.filter((option) => option.type !== 1 && option.type !== 2);
}

/** The app lets nobody send these. */
function refuseUnfitting(option: LeafOption, value: OptionValue): void {
  const why = misfit(option, value);
  if (why) throw new Error(`${option.name} takes no ${String(plain(value))}: ${why}`);
}

function misfit(option: LeafOption, value: OptionValue): string | undefined {
  if (!hasType(option.type, value)) return `it is of type ${option.type}`;
  if (!isCompleted(option)) return undefined;
  const choices = option.choices ?? [];
  if (choices.length > 0 && !choices.some((choice) => choice.value === value)) return 'it is no choice';
  const [least, most] =
    option.type === 3
      ? [option.min_length ?? 1, option.max_length ?? 6000]
      : [option.min_value ?? -Infinity, option.max_value ?? Infinity];
  const size = typeof value === 'string' ? value.length : Number(value);
  return size < least || size > most ? 'it is too short, long, small or large' : undefined;
}

function hasType(type: LeafOption['type'], value: OptionValue): boolean {
  switch (type) {
    case 3:
      return typeof value === 'string';
    case 4:
      return Number.isSafeInteger(value);
    case 10:
      return typeof value === 'number';
    case 5:
      return typeof value === 'boolean';
    case 6:
    case 9:
      return typeof value === 'object';
    case 7:
    case 8:
    case 11:
      return false;
    default:
      return type satisfies never;
  }
}

function plain(value: OptionValue): string | number | boolean {
  return typeof value === 'object' ? value.id : value;
}

function resolved({ options, channel }: Place) {
  const users = Object.values(options ?? {}).filter((value) => typeof value === 'object');
  const members = users.flatMap((user) => channel.guild?.members.get(user.id) ?? []);
  return {
    users: Object.fromEntries(users.map((user) => [user.id, userPayload(user)])),
    members: Object.fromEntries(
      members.map((member) => [
        member.user.id,
        { ...memberPayload(member), user: undefined, permissions: '0' },
      ]),
    ),
  };
}
