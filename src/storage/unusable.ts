/** A database that the bank must not work on. The message says why and what to do, in words for the operator. */
export class UnusableDatabase extends Error {
  override readonly name = 'UnusableDatabase';
}
