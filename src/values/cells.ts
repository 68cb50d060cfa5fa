import { readAmount } from './amount.ts';

const FLAGS = new Map(
  Object.entries({ true: true, yes: true, '1': true, false: false, no: false, '0': false }),
);

/** What a cell says as JSON would have it, or what is wrong with it. */
export type CellReading = { readonly value: unknown } | { readonly error: string };

/** How the cells of a field are read. An empty cell counts as absent, but in `value`: there it is null. */
const READERS: Readonly<Record<string, (cell: string, separator: string) => CellReading>> = {
  variant: toLowerCase,
  tier: toLowerCase,
  shiny: readFlag,
  tradable: readFlag,
  chroma: (cell) => ({ value: /^\d$/.test(cell) ? Number(cell) : cell }),
  value: readAmountCell,
  rap: readAmountCell,
  exists: readAmountCell,
};

/** Reads a cell of a spreadsheet. The separator tells how commas in amounts are meant. */
export function readCell(field: string, cell: string, separator: string): CellReading {
  if (cell === '') return { value: field === 'value' ? null : undefined };
  return READERS[field]?.(cell, separator) ?? { value: cell };
}

function toLowerCase(cell: string): CellReading {
  return { value: cell.toLowerCase() };
}

function readFlag(cell: string): CellReading {
  const value = FLAGS.get(cell.toLowerCase());
  return value === undefined ? { error: 'must be one of: true, false, yes, no, 1, 0' } : { value };
}

/** Spreadsheets put commas between cells only where fractions are written with a point. */
function readAmountCell(cell: string, separator: string): CellReading {
  const reading = readAmount(cell, { commaGroups: separator === ',' });
  return 'error' in reading ? reading : { value: reading.amount };
}
