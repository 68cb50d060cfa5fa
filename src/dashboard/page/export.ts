import type { TablePage } from '../protocol.ts';
import { get, type Params } from './api.ts';
import type { Column } from './column.ts';

/** Where an export ends, so that it can't keep the bank busy. */
const MAX_ROWS = 10_000;
const PAGE = 100;

interface Export<Row> {
  readonly source: string;
  readonly params: Params;
  readonly columns: readonly Column<Row>[];
  readonly format: 'csv' | 'json';
}

/** Saves every row that the filters let through, page after page, as the columns show them, or as it came. */
export async function exportRows<Row>({ source, params, columns, format }: Export<Row>): Promise<void> {
  const rows: Row[] = [];
  for (let cursor: string | undefined; rows.length < MAX_ROWS; ) {
    const page = await get<TablePage<Row>>(source, {
      ...params,
      cursor,
      ...(isPaged(source) && { limit: PAGE }),
    });
    rows.push(...page.rows);
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  const text = format === 'json' ? `${JSON.stringify(rows, null, 2)}\n` : toCsv(rows, columns);
  const type = format === 'json' ? 'application/json' : 'text/csv';
  save(`petbank-${source.replaceAll('/', '-')}.${format}`, text, type);
}

/** Lists that are never long come whole. */
const WHOLE = ['tellers', 'staff', 'proposals'];
const isPaged = (source: string): boolean => !WHOLE.includes(source);

function toCsv<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const shown = columns.filter(({ value }) => value !== undefined);
  const lines = rows.map((row) => shown.map(({ value }) => toCell(value?.(row) ?? '')));
  return [shown.map(({ title }) => toCell(title)), ...lines]
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('');
}

/** A text that a spreadsheet would take for a formula begins with a quote there. */
function toCell(value: string | number): string {
  const text = String(value);
  const plain = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Hands the browser a file to keep. */
export function save(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
