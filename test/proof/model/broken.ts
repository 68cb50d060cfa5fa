/** A promise of the bank's that the model saw broken: the only error by which the proof itself fails. */
export class Broken extends Error {
  override readonly name = 'Broken';

  constructor(
    /** The check that saw it, in a word or two. */
    readonly check: string,
    what: string,
  ) {
    super(`PROMISE BROKEN [${check}]: ${what}`);
  }
}

export function hold(holds: boolean, check: string, what: () => string): asserts holds {
  if (!holds) throw new Broken(check, what());
}
