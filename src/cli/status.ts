/** What every command ends with. */
export const STATUS = {
  /** What was asked for is done, and a check found nothing. */
  done: 0,
  /** It looked, and found something wrong: a broken ledger, a damaged file, a refusal of the bank. */
  found: 1,
  /** It was called wrongly, or is set up wrongly: nothing was done. */
  misused: 2,
  /** It could not look, or not finish: a file is missing, a disk is full, a service does not answer. */
  unable: 3,
} as const;
export type Status = (typeof STATUS)[keyof typeof STATUS];
