/** What the doctor found about one thing. Never holds a secret. */
export interface Finding {
  readonly about: string;
  /** `bad` keeps the bank, or a part of it, from working; `warn` may be as it was meant. */
  readonly level: 'ok' | 'warn' | 'bad';
  readonly text: string;
  /** How to fix it; null where nothing is to be done. */
  readonly remedy: string | null;
  /** What to type for it; null where the remedy is no command. Each `bad` has one. */
  readonly command: string | null;
}
