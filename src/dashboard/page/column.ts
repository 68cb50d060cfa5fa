import type { ComponentChildren } from 'preact';

/** A column: what it shows, and what it is sorted by and exported as. */
export interface Column<Row> {
  readonly name: string;
  readonly title: string;
  readonly show: (row: Row) => ComponentChildren;
  readonly value?: (row: Row) => string | number | null;
  readonly isNumber?: boolean;
}
