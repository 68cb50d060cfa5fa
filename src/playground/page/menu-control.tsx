import { useState } from 'preact/hooks';
import type { CardControl } from '../chat/wire.ts';

interface MenuProps {
  readonly menu: Extract<CardControl, { kind: 'menu' }>;
  readonly isBusy: boolean;
  readonly onChoose: (values: readonly string[]) => void;
}

/** A list that opens. One choice is taken at once; several are ticked first. */
export function MenuControl({ menu, isBusy, onChoose }: MenuProps) {
  const { placeholder, choices, most = 1 } = menu;
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const isMany = most > 1;
  const toggle = (value: string): void =>
    setTicked(ticked.includes(value) ? ticked.filter((one) => one !== value) : [...ticked, value]);
  return (
    <details class="menu">
      <summary>{placeholder}</summary>
      <fieldset disabled={isBusy}>
        <legend class="unseen">{placeholder}</legend>
        {choices.map(({ label, value, hint }) => (
          <button
            key={value}
            type="button"
            class="choice"
            aria-pressed={isMany ? ticked.includes(value) : undefined}
            disabled={isMany && !ticked.includes(value) && ticked.length >= most}
            onClick={() => (isMany ? toggle(value) : onChoose([value]))}
          >
            {label}
            {hint !== undefined && <small>{hint}</small>}
          </button>
        ))}
        {isMany && (
          <button
            type="button"
            class="button primary"
            disabled={ticked.length === 0}
            onClick={() => onChoose(ticked)}
          >
            Choose {ticked.length} of at most {most}
          </button>
        )}
      </fieldset>
    </details>
  );
}
