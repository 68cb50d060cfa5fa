/** What a database is found to be. */
export interface Inspection {
  /** The head of its log; null where no bank is there yet. */
  readonly head: { readonly seq: number; readonly hash: string } | null;
  /** Whether the next start brings its tables up to date. */
  readonly isOutdated: boolean;
  /** Bytes left on the disk of a database elsewhere; null where it doesn't say, or is on this machine. */
  readonly freeBytes: number | null;
}
