import type { Head } from '../bank/heads.ts';
import type { NameCommands } from '../called-as.ts';
import type { Config } from '../config/config.ts';
import type { Setting } from '../config/settings.ts';
import type { Finding } from '../finding.ts';
import type { Logger } from '../log.ts';
import type { OnPoint } from '../storage/driver.ts';

/** How the bank in this process is, as `/health` says it. */
interface OwnHealth {
  readonly version: string;
  readonly mode: Config['mode'];
  readonly checks: { readonly storage: string; readonly ledger: string };
}

/** What comes from outside of the program. */
export interface World {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** The machine's own time, which `clock` follows; what it differs is watched. */
  readonly wall?: () => number;
  /** Whether to go on though the clock is behind what the bank wrote last. */
  readonly acceptsClock?: boolean;
  /** Whether the bank is opened only to be looked at: halted, also where it would not start otherwise. */
  readonly opensHalted?: boolean;
  /** Heads that were written down: a bank whose log lacks one of them doesn't start. */
  readonly expectedHeads?: readonly Head[] | undefined;
  /** Random bytes fit for secrets. */
  readonly random: (length: number) => Uint8Array;
  readonly log: Logger;
  /** How many lines of the log were lost so far. */
  readonly droppedLogLines?: () => number;
  readonly version: string;
  /** Where people reach the pages of this bank; absent where nobody knows it. */
  readonly publicUrl?: () => string;
  /** Whether members can sign in with Roblox there. */
  readonly hasRobloxSignIn?: boolean;
  /** The settings, for staff to look at. */
  readonly settings?: readonly Setting[];
  /** What the doctor finds about the bank in this process, by how that says it is; absent: none is here. */
  readonly examine?: (health: OwnHealth) => Promise<readonly Finding[]>;
  /** Names commands in texts for people as they can be typed here. */
  readonly nameCommands?: NameCommands;
  /** How long a stopping server still listens, where it is known that nobody has a request on its way. */
  readonly stopGraceMs?: number;
  /** Called at each point that a commit passes, to try what an error there does. */
  readonly onPoint?: OnPoint | undefined;
}
