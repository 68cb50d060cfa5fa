/** What the doctor found about one thing. Never holds a secret. */
export interface Finding {
  readonly about: string;
  /** `bad` keeps the bank, or a part of it, from working; `warn` may be as it was meant. */
  readonly level: 'ok' | 'warn' | 'bad';
  readonly text: string;
  /** What mends it; null where nothing is to be done. */
  readonly remedy: string | null;
}

export const fine = (about: string, text: string): Finding => ({ about, level: 'ok', text, remedy: null });
export const warn = (about: string, text: string, remedy: string): Finding => ({
  about,
  level: 'warn',
  text,
  remedy,
});
export const bad = (about: string, text: string, remedy: string): Finding => ({
  about,
  level: 'bad',
  text,
  remedy,
});
