import { useId } from 'preact/hooks';
import type { ControlData } from '../chat/protocol.ts';

interface ButtonProps {
  readonly label: string;
  readonly tone?: Extract<ControlData, { label: string }>['style'];
  readonly disabled?: boolean;
  /** Why it can't be pressed, shown where somebody points, taps or comes to it by keyboard; null: it can. */
  readonly whyNot?: string | null | undefined;
  readonly onClick?: () => void;
}

/** A button. Without `onClick` it submits its form. One that says why not is reached by all the same. */
export function Button({ label, tone = 'primary', disabled = false, whyNot, onClick }: ButtonProps) {
  const reasonId = useId();
  const isOff = typeof whyNot === 'string';
  const button = (
    <button
      type={onClick ? 'button' : 'submit'}
      class={`button ${tone}`}
      disabled={disabled}
      aria-disabled={isOff || undefined}
      aria-describedby={isOff ? reasonId : undefined}
      onClick={isOff ? (event) => event.preventDefault() : onClick}
    >
      {label}
    </button>
  );
  if (whyNot === undefined) return button;
  return (
    <span class="with-reason">
      {button}
      {isOff && (
        <span role="tooltip" id={reasonId}>
          {whyNot}
        </span>
      )}
    </span>
  );
}

export function CloseButton({
  label,
  ...attributes
}: {
  label: string;
  class?: string;
  onClick: () => void;
}) {
  return (
    <button type="button" aria-label={label} {...attributes}>
      ×
    </button>
  );
}
