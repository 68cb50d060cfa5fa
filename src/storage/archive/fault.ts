/** Why a backup, a restore or a copy was not made. The message says what to do, in words for the operator. */
export class ArchiveFault extends Error {
  override readonly name = 'ArchiveFault';
}
