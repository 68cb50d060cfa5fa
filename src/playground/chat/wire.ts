import type { Goods, PetStack } from '../../bank/engine/pets.ts';
import type { Choice, Option } from '../../commands/model/command.ts';
import type { Button, Form, FormButton, Menu, Reply } from '../../commands/model/reply.ts';
import type { Span, Text } from '../../commands/model/text.ts';

/* What the page of the playground is told, as JSON. It imports these types and nothing else of this room. */

export type { Choice, Form, Goods, PetStack, Span, Text };

export interface PretendMember {
  /** A Discord id that no real user can have. */
  readonly id: string;
  /** Also their pretend Roblox username. */
  readonly name: string;
  readonly isStaff: boolean;
}

/** The channel that everyone sees, each member's direct messages, and what the operator is told. */
export type Place = 'channel' | 'direct' | 'operator';

/** One message. The same id again takes its place. */
export interface Entry {
  readonly id: string;
  readonly place: Place;
  readonly ownerId: string;
  /** Seen by everyone, not by its owner alone. */
  readonly isPublic: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What its owner typed; null for what nobody asked for. */
  readonly asked: string | null;
  /** Null until it is answered. */
  readonly card: Card | null;
}

export interface Card extends Pick<Reply, 'title' | 'text' | 'tone' | 'fields'> {
  readonly person?: string;
  readonly picture?: { readonly id: string; readonly alt: string };
  readonly file?: { readonly id: string; readonly name: string };
  readonly rows: readonly (readonly CardControl[])[];
}

export type CardControl = { readonly id: string } & (
  | Pick<Button | FormButton, 'kind' | 'label' | 'style' | 'isDisabled'>
  | Pick<Menu, 'kind' | 'placeholder' | 'choices' | 'most'>
);

/** A command that can be asked for: `teller queue` is one, `teller` is none. */
export interface CommandInfo {
  readonly path: readonly string[];
  readonly description: string;
  readonly isForStaff: boolean;
  readonly options: readonly OptionInfo[];
}

export interface OptionInfo {
  readonly name: string;
  readonly kind: Option['kind'];
  readonly description: string;
  readonly isRequired: boolean;
  /** Empty where anything may be written. */
  readonly choices: readonly Choice[];
  /** More to choose from is asked for while it is typed. */
  readonly isCompleted: boolean;
}

export type ChatEvent =
  /** Everything as it is; the first that a page hears. */
  | {
      readonly kind: 'hello';
      readonly commands: readonly CommandInfo[];
      readonly members: readonly PretendMember[];
      readonly entries: readonly Entry[];
    }
  | { readonly kind: 'member'; readonly member: PretendMember }
  | { readonly kind: 'entry'; readonly entry: Entry };
