import type { ControlData } from '../chat/protocol.ts';

interface ButtonProps {
  readonly label: string;
  readonly tone?: Extract<ControlData, { label: string }>['style'];
  readonly disabled?: boolean;
  readonly title?: string;
  readonly onClick?: () => void;
}

/** A button. Without `onClick` it submits its form. */
export function Button({ label, tone = 'primary', ...attributes }: ButtonProps) {
  return (
    <button type={attributes.onClick ? 'button' : 'submit'} class={`button ${tone}`} {...attributes}>
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
