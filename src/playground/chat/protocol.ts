import type { Goods, PetStack } from '../../bank/engine/pets.ts';
import type { Choice, Option } from '../../commands/model/command.ts';
import type { PlainSpan, PlainText, TimeStyle } from '../../commands/model/text.ts';
import type {
  TranslatedButton,
  TranslatedForm,
  TranslatedFormButton,
  TranslatedMenu,
  TranslatedReply,
} from '../../commands/model/translate.ts';
import type { Language } from '../../messages/languages.ts';

/* What the server sends to the page, as JSON. The page imports these types and nothing else from here. */

export type { Choice, Goods, Language, PetStack, PlainSpan, PlainText, TimeStyle, TranslatedForm };

export interface PretendMember {
  /** A Discord id that no real user can have. */
  readonly id: string;
  /** Also their pretend Roblox username. */
  readonly name: string;
  readonly isStaff: boolean;
  /** What they are answered in. */
  readonly language: Language;
}

/** What everyone sees, each member's direct messages, and the operator's notices. */
export type Channel = 'bank' | 'direct' | 'operator';

/** A prompt, if any, with its reply. A message with the same id replaces it. */
export interface ChatMessage {
  readonly id: string;
  readonly channel: Channel;
  readonly ownerId: string;
  /** Seen by everyone, not by its owner alone. */
  readonly isPublic: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What its owner typed; null for a notice. */
  readonly prompt: string | null;
  /** Null until the command is done. */
  readonly reply: ReplyData | null;
}

export interface ReplyData extends Pick<TranslatedReply, 'title' | 'text' | 'tone' | 'fields'> {
  readonly person?: string;
  readonly picture?: { readonly id: string; readonly alt: string };
  readonly file?: { readonly id: string; readonly name: string };
  readonly rows: readonly (readonly ControlData[])[];
}

export type ControlData = { readonly id: string } & (
  | Pick<TranslatedButton | TranslatedFormButton, 'kind' | 'label' | 'style' | 'isDisabled' | 'whyNot'>
  | Pick<TranslatedMenu, 'kind' | 'placeholder' | 'choices' | 'most'>
);

/** Each member reads it in their own. */
export type InEachLanguage = { readonly [L in Language]: string };

/** A command that can be run: `teller queue` is one, `teller` is not. */
export interface CommandInfo {
  readonly path: readonly string[];
  readonly description: InEachLanguage;
  readonly isForStaff: boolean;
  readonly options: readonly OptionInfo[];
}

export interface OptionInfo {
  readonly name: string;
  readonly kind: Option['kind'];
  readonly description: InEachLanguage;
  readonly isRequired: boolean;
  /** Empty where any text may be written. */
  readonly choices: readonly Choice[];
  /** Whether the server suggests values while one is typed. */
  readonly isCompleted: boolean;
}

export type ChatEvent =
  /** The whole state: the first event that a page gets. */
  | {
      readonly kind: 'hello';
      readonly commands: readonly CommandInfo[];
      readonly members: readonly PretendMember[];
      readonly messages: readonly ChatMessage[];
    }
  | { readonly kind: 'member'; readonly member: PretendMember }
  | { readonly kind: 'message'; readonly message: ChatMessage };
