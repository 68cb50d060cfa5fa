import { type Answer, ask, type PendingAnswer } from './ask.ts';
import type { Row } from './limits/components.ts';
import { type Modal, modalInputs } from './limits/modal.ts';
import type { Message, User, World } from './world.ts';

/** `isForged`: sent although Discord's app shows no such thing to this user, as an attacker would. */
export interface UseOptions {
  readonly isForged?: boolean;
}

type Component = Row['components'][number];

/** Presses a button of a message. */
export function press(
  world: World,
  user: User,
  message: Readonly<Message>,
  wish: UseOptions & { customId: string },
): PendingAnswer {
  const { customId, isForged } = wish;
  if (!isForged) usable(message, user, { customId, types: [2] });
  const data = { custom_id: customId, component_type: 2 };
  return use(world, { user, message, data, what: `the button ${customId}` });
}

/** Chooses in a menu of a message. */
export function choose(
  world: World,
  user: User,
  message: Readonly<Message>,
  wish: UseOptions & { customId: string; values: readonly string[] },
): PendingAnswer {
  const { customId, values, isForged } = wish;
  const component = isForged ? undefined : usable(message, user, { customId, types: [3, 5] });
  if (component?.type === 3) refuseUnoffered(component, values);
  const chosen = values.flatMap((id) => world.users.get(id) ?? []);
  const users = Object.fromEntries(
    chosen.map(({ id, username }) => [id, { id, username, discriminator: '0' }]),
  );
  const data = { custom_id: customId, component_type: component?.type ?? 3, values, resolved: { users } };
  return use(world, { user, message, data, what: `the menu ${customId}` });
}

/** Fills in the form that an answer opened, and sends it. */
export function submitModal(
  world: World,
  { modal, interaction }: Answer,
  values: Readonly<Record<string, string | readonly string[]>>,
): PendingAnswer {
  if (!modal) throw new Error('There is no form to send');
  refuseUnfitting(modal, values);
  const { user, channel, source } = interaction;
  const data = { custom_id: modal.custom_id, components: filledIn(modal, values) };
  return ask(world, { type: 5, user, channel, source, data, what: `the form ${modal.custom_id}` });
}

interface Use {
  readonly user: User;
  readonly message: Readonly<Message>;
  readonly data: Record<string, unknown>;
  readonly what: string;
}

function use(world: World, { user, message, data, what }: Use): PendingAnswer {
  const source = world.messages.get(message.id);
  if (!source) throw new Error(`No message ${message.id}`);
  return ask(world, { type: 3, user, channel: source.channel, source, data, what });
}

/** The button or menu, if this user sees it and it is not greyed out. */
function usable(
  message: Readonly<Message>,
  user: User,
  { customId, types }: { readonly customId: string; readonly types: readonly number[] },
): Component {
  const components = message.rows.flatMap((row): readonly Component[] => row.components);
  const component = components.find((known) => known.custom_id === customId && types.includes(known.type));
  if (!component)
    throw new Error(`The message has no ${customId}, only ${components.map((known) => known.custom_id)}`);
  if (component.disabled) throw new Error(`${customId} is greyed out`);
  if (message.isDeleted) throw new Error('The message is gone');
  const reader =
    message.channel.recipient?.id ?? (message.isEphemeral ? message.interaction?.user.id : user.id);
  if (reader !== user.id) throw new Error(`${user.username} does not see this message`);
  return component;
}

function refuseUnoffered(menu: Extract<Component, { type: 3 }>, values: readonly string[]): void {
  const offered = menu.options.map((option) => option.value);
  const isFitting = values.every((value) => offered.includes(value));
  const isCounted = values.length >= (menu.min_values ?? 1) && values.length <= (menu.max_values ?? 1);
  if (!isFitting || !isCounted) throw new Error(`${menu.custom_id} offers ${offered}, not ${values}`);
}

type Values = Readonly<Record<string, string | readonly string[]>>;

function refuseUnfitting(modal: Modal, values: Values): void {
  const inputs = modalInputs(modal.components);
  const unknown = Object.keys(values).find((id) => !inputs.some((input) => input.custom_id === id));
  if (unknown) throw new Error(`The form has no ${unknown}`);
  for (const input of inputs.filter((known) => known.type === 4)) {
    const { length } = values[input.custom_id] ?? input.value ?? '';
    const least = input.required === false ? 0 : Math.max(1, input.min_length ?? 1);
    if (length < least || length > (input.max_length ?? 4000)) {
      throw new Error(`${input.custom_id} takes ${least} to ${input.max_length ?? 4000} characters`);
    }
  }
}

function filledIn(modal: Modal, values: Values) {
  const fill = (input: ReturnType<typeof modalInputs>[number]) =>
    input.type === 4
      ? { type: 4, custom_id: input.custom_id, value: values[input.custom_id] ?? input.value ?? '' }
      : { type: 3, custom_id: input.custom_id, values: [values[input.custom_id] ?? []].flat() };
  return modal.components.map((component) => {
    if (component.type === 1) return { type: 1, components: component.components.map(fill) };
    return component.type === 18 ? { type: 18, component: fill(component.component) } : { type: 10 };
  });
}
