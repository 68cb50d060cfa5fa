/** How long a deposit waits at most while the switch is on: as in production. */
const PRODUCTION_HOLD_MS = 600_000;

/** Whether deposits wait here as in production; that can be tried, but never made shorter than it is set. */
export interface HoldSwitch {
  isOn(): boolean;
  set(isOn: boolean): void;
  /** How long a deposit waits at most now. */
  holdMs(): number;
}

export function createHoldSwitch(configuredMs: number): HoldSwitch {
  let isOn = configuredMs > 0;
  return {
    isOn: () => isOn,
    set(wanted) {
      isOn = wanted || configuredMs > 0;
    },
    holdMs: () => (isOn && configuredMs === 0 ? PRODUCTION_HOLD_MS : configuredMs),
  };
}
