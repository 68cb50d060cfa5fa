/** Something the caller can mend: its message is all they need. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
