import type { StaffLevel } from '../../bank/engine/rows.ts';
import { DEFAULT_LANGUAGE, type Language } from '../../messages/languages.ts';

/** Who runs a command or uses a control. */
export interface Actor {
  readonly discordUserId: string;
  /** As Discord shows it. */
  readonly name: string;
  /** What they are answered in; English unless it is known. */
  readonly language?: Language;
  /**
   * What they may do as staff: checked again in the bank's own server, whatever the place of the command
   * says, and in the bank's table of staff. Null: they are no staff.
   */
  readonly level: () => Promise<StaffLevel | null>;
  /** Whether the admins of the place allow them a command, by its name; absent: all of them. */
  readonly mayUse?: ((command: string) => Promise<boolean>) | undefined;
}

/** The language of what is made for one actor alone, such as a picture. */
export const languageOf = ({ language = DEFAULT_LANGUAGE }: Actor): Language => language;

/** Whether the place lets the actor use a command; a control that belongs to none may be used anywhere. */
export const mayUseHere = async ({ mayUse }: Actor, command: string | undefined): Promise<boolean> =>
  command === undefined || (await mayUse?.(command)) !== false;

/** One run of a command, or one use of a control. */
export interface Context {
  readonly actor: Actor;
  /** Id of the operation; the same if the run is delivered twice. 1 to 128 of `A-Z a-z 0-9 . _ : -`. */
  readonly operationId: string;
}
