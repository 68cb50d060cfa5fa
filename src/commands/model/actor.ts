/** Who asks. */
export interface Actor {
  readonly discordUserId: string;
  /** As Discord shows it. */
  readonly name: string;
  /** Asks afresh, in the bank's own server, whatever the place that the question came from says. */
  readonly isStaff: () => Promise<boolean>;
}

/** One question of one person. */
export interface Context {
  readonly actor: Actor;
  /**
   * The id of what is done here: the same question delivered twice has the same one. 1 to 128 of `A-Z a-z 0-9
   * . _ : -`.
   */
  readonly operationId: string;
}
