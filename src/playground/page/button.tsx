import type { ControlData } from '../chat/protocol.ts';

interface ButtonProps {
  readonly label: string;
  readonly tone?: Extract<ControlData, { label: string }>['style'];
  readonly disabled?: boolean;
  /** Why it can't be pressed, for whoever wonders; null: it can. */
  readonly whyNot?: string | null;
  readonly onClick?: () => void;
}

/** A button. Without `onClick` it submits its form. */
export function Button({ label, tone = 'primary', disabled = false, whyNot = null, onClick }: ButtonProps) {
  return (
    <button
      type={onClick ? 'button' : 'submit'}
      class={`button ${tone}`}
      disabled={disabled || whyNot !== null}
      title={whyNot ?? undefined}
      onClick={onClick}
    >
      {label}
    </button>
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
