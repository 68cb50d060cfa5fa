import type { Ask } from '../doctor/ask.ts';

/** What the wizard works with. */
export interface SetupWorld {
  /** With what stands in the file already: its values are the first answers. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly envFile: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Random bytes fit for secrets. */
  readonly random: (length: number) => Uint8Array;
  readonly ask: Ask;
  /** Bytes that the bank may still fill on the disk of a folder. */
  readonly freeBytesAt: (folder: string) => number;
}
