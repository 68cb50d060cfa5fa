/** Cards of an inventory's picture. */
export const COLUMNS = 4;
const ROWS = 3;
export const PETS_PER_PAGE = COLUMNS * ROWS;

/**
 * Returns a page of pets, counted from 1. A page beyond the last is the last: pets may have gone since the
 * button was drawn.
 */
export function paginate<T>(pets: readonly T[], wanted: number) {
  const pages = Math.max(Math.ceil(pets.length / PETS_PER_PAGE), 1);
  const page = Math.min(Math.max(Math.trunc(wanted) || 1, 1), pages);
  return { pets: pets.slice((page - 1) * PETS_PER_PAGE, page * PETS_PER_PAGE), page, pages };
}
