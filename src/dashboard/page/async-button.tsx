import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface AsyncButtonProps {
  /** Why it can't be pressed; null: it can. */
  readonly whyNot: string | null;
  /** What stands on it while it acts. */
  readonly busy: string;
  /** Acts, and shows by itself what came of it. */
  readonly act: () => Promise<unknown>;
  readonly children: ComponentChildren;
}

/** A button that acts without a dialog, and can't be pressed again meanwhile. */
export function AsyncButton({ whyNot, busy, act, children }: AsyncButtonProps) {
  const [isBusy, setBusy] = useState(false);
  const press = (): void => {
    setBusy(true);
    void act().finally(() => setBusy(false));
  };
  return (
    <button
      type="button"
      class="button"
      disabled={whyNot !== null || isBusy}
      title={whyNot ?? undefined}
      onClick={press}
    >
      {isBusy ? busy : children}
    </button>
  );
}
