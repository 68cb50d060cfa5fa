// What people type for a pet, made comparable. It knows no schema, so that a page in a browser can load it.

/** On some keyboards it is the apostrophe; Unicode would make it a space with an accent. */
const ACUTE = /[\u00b4\u1ffd]/g;
/** Accents that stand alone after NFKD, variation selectors, zero width, bidi marks, soft hyphens. */
const UNSEEN = /\p{M}|\p{Cf}|\p{Default_Ignorable_Code_Point}|(?!\s)\p{Cc}/gu;
const QUOTES = /[\p{Quotation_Mark}`\u02b9-\u02bd\u02c8\u2032\u2035\u05f3\ua78c]/gu;
const GAPS = /[\s\p{Z}\p{Dash}\u0085\u2800()[\]]+/gu;

/**
 * Folds the name or id of a pet: what is left is the same however it is typed. Case, accents, quotes and
 * what can't be seen are dropped; dashes, brackets and white space count as one space, so that `8 bit` is
 * `8-Bit`. Folding again changes nothing. For comparing only: it is never shown, and never an identity.
 */
export function foldPetText(text: string): string {
  return (
    text
      .replace(ACUTE, '')
      .normalize('NFKD')
      .replace(UNSEEN, '')
      // Through upper case, which also joins ß with ss, and the ı of a Turkish keyboard with i.
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      .replace(QUOTES, '')
      .replace(GAPS, ' ')
      .trim()
  );
}
