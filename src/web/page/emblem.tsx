export const Emblem = ({ variant, name }: { readonly variant: string; readonly name: string }) => (
  <span class={`emblem ${variant}`} aria-hidden="true">
    {name
      .replace(/^(?:huge|titanic|gargantuan)\s+/i, '')
      .slice(0, 1)
      .toUpperCase()}
  </span>
);
