import type { StaffLevel } from '../../bank/engine/rows.ts';
import type { GivenValues, MessageValues, ReplyKey } from '../../messages/catalogue.ts';
import type { Context } from './actor.ts';
import { type Inserted, say, type Text, type Values, type Words } from './text.ts';

export type Tone = 'plain' | 'good' | 'warning' | 'bad';

/** What a command or a control replies: data, which each screen renders in its own way. */
export interface Reply {
  readonly title: Words;
  readonly text?: Text;
  readonly tone?: Tone;
  readonly fields?: readonly Field[];
  /** Who it is about, shown with their picture. */
  readonly person?: { readonly name: string; readonly avatarUrl: string | null };
  /** Others whom it names: shown with their pictures, where the screen may load them. Up to nine. */
  readonly people?: readonly LinkedPerson[];
  readonly picture?: Picture;
  readonly file?: Attachment;
  /** Each row holds up to five buttons, or one menu. At most five rows. */
  readonly rows?: readonly (readonly Control[])[];
  /** Makes the message live: the reply is read again, and replaces this one where it differs. */
  readonly live?: LiveUpdate;
}

/** A person with their own page. */
export interface LinkedPerson {
  readonly name: string;
  readonly avatarUrl: string;
  readonly url: string;
}

export interface TitledReply extends Reply {
  readonly text: Text;
}

/** Builds a reply of a title and a text: ``titled('Expired', 'bad')`It is in your balance again.` ``. */
export const titled =
  (title: Words, tone?: Tone) =>
  (...text: Parameters<typeof say>): TitledReply => ({
    title,
    ...(tone ? { tone } : {}),
    text: say(...text),
  });

export const warning = (title: Words) => titled(title, 'warning');

/** A reply whose title and text are messages of the catalogue: `worded('withdraw.expired', 'warning')`. */
export function worded<Name extends ReplyKey>(
  name: Name,
  tone: Tone,
  ...values: GivenValues<MessageValues<`${Name}.title`, Inserted> & MessageValues<`${Name}.text`, Inserted>>
): TitledReply;
export function worded(name: ReplyKey, tone: Tone, values: Values = {}): TitledReply {
  return {
    title: [{ kind: 'message', key: `${name}.title`, values }],
    tone,
    text: [{ kind: 'message', key: `${name}.text`, values }],
  };
}

export interface Field {
  readonly name: Words;
  readonly text: Text;
  readonly isInline?: boolean;
}

/** A PNG, with what it shows in words. */
export interface Picture {
  readonly png: Uint8Array;
  readonly alt: Words;
}

export interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface LiveUpdate {
  readonly everyMs: number;
  /** The member whose doings it shows: what happens to them refreshes it sooner. */
  readonly robloxUserId?: number;
  /** The last time to refresh, milliseconds since 1970. */
  readonly until: number;
  /** Returns the current reply. One that isn't live is the last. */
  readonly refresh: () => Promise<Reply>;
}

/** What was chosen in a menu or filled into a form. */
export interface Given {
  readonly values: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}

/** Something to press, to choose or to fill in. Using one of a reply's controls uses all of them up. */
export type Control = Button | FormButton | Menu;

/** Both of 1 to 40 of `A-Z a-z 0-9 _ : -`. */
export interface Standing {
  readonly name: string;
  readonly about: string;
}

interface Usable {
  /** Who may use it; the owner ran the command. */
  readonly mayUse?: 'owner' | 'another_staff_member' | 'any_staff_member' | 'anyone';
  /** What it is and what it is about, by which it is found again once this process has forgotten it. */
  readonly standing?: Standing;
  /** The command that it belongs to, where none has shown it. */
  readonly command?: string;
  /** It stops harm, so it works also for staff who have just done too much else. */
  readonly isUrgent?: boolean;
  /** Staff of this level or a higher one; by default whoever may run the command. */
  readonly level?: StaffLevel;
  /** Only the actor sees the result; the message stays, and its controls may be used again. */
  readonly isEphemeral?: boolean;
  /** Acts once, and returns what replaces this reply. `operationId` is the same however often it is used. */
  readonly act: (context: Context, given: Given) => Promise<Reply>;
}

interface Labelled {
  /** 1 to 80 characters. */
  readonly label: Words;
  readonly style?: 'primary' | 'secondary' | 'success' | 'danger';
  readonly isDisabled?: boolean;
  /** Why it is disabled, said where there is a place for it: Discord has none. */
  readonly whyNot?: Words;
}

export interface Button extends Usable, Labelled {
  readonly kind: 'button';
}

export const button = (label: Words, style: NonNullable<Button['style']>, act: Button['act']): Button => ({
  kind: 'button',
  label,
  style,
  act,
});

/** A button that opens a form first. */
export interface FormButton extends Usable, Labelled {
  readonly kind: 'form';
  readonly form: Form;
}

export interface Form {
  /** 1 to 45 characters. */
  readonly title: Words;
  /** 1 to 5. */
  readonly inputs: readonly FormInput[];
}

export interface FormInput {
  readonly name: string;
  /** 1 to 45 characters. */
  readonly label: Words;
  readonly isLong?: boolean;
  readonly isOptional?: boolean;
  readonly value?: string;
  readonly placeholder?: Words;
  readonly minLength?: number;
  readonly maxLength?: number;
}

export interface Menu extends Usable {
  readonly kind: 'menu';
  readonly placeholder: Words;
  /** 1 to 25, each with a different value. Labels and hints of 1 to 100 characters. */
  readonly choices: readonly MenuChoice[];
  /** How many may be chosen; 1 unless given. */
  readonly most?: number;
}

interface MenuChoice {
  readonly label: Words;
  readonly value: string;
  readonly hint?: Words;
}
