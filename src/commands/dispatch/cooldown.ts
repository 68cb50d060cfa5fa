import { createWindowCounter } from '../../window-counter.ts';

/** How often a person may act in this many seconds: run a command, press, choose, open or send a form. */
const MAX_ACTS = 20;
const WINDOW_SECONDS = 10;

/** What stops harm is counted apart: no number of other acts locks staff out of it. */
export interface Act {
  readonly isUrgent?: boolean;
}

/** Limits how often a person acts, so that nobody keeps the others waiting. */
export interface Cooldown {
  /** Counts an act. Returns 0 if it may be done now, else how many milliseconds to wait. */
  take(discordUserId: string, act: Act): number;
}

export function createCooldown(): Cooldown {
  const count = createWindowCounter({ windowMs: WINDOW_SECONDS * 1000 });
  return {
    take(discordUserId, { isUrgent = false }) {
      const { count: acts, msToEnd } = count(isUrgent ? `urgent ${discordUserId}` : discordUserId);
      return acts <= MAX_ACTS ? 0 : msToEnd;
    },
  };
}
