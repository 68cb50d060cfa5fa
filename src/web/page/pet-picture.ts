/** Where the bank shows what a pet looks like; nothing, where nobody knows. */
export const petPictureAddress = (pet: { readonly id: string; readonly variant: string }): string =>
  `/pets/picture?${new URLSearchParams({ id: pet.id, variant: pet.variant })}`;

/** The letter that stands for a pet: not that of its tier, which many have. */
export const pickInitial = (name: string): string =>
  (
    name.replace(/^(?:huge|titanic|gargantuan)\s+/i, '').match(/\p{L}|\d/u)?.[0] ?? name.charAt(0)
  ).toUpperCase();
