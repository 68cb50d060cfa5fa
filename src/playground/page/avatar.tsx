const HUES = 6;

/** The first letter of a name, without the @, on a colour of its own. Decoration: the name is beside it. */
export function Avatar({ name }: { name: string }) {
  const hue = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % HUES;
  return (
    <span class={`avatar hue-${hue}`} aria-hidden="true">
      {[...name.replace(/^@/, '')][0]?.toUpperCase()}
    </span>
  );
}
