import { useRef } from 'preact/hooks';
import type { TablePage } from '../protocol.ts';
import { navigate, toHref, useAddress } from './address.ts';
import type { Params } from './api.ts';
import type { Column } from './column.ts';
import { exportRows } from './export.ts';
import { type Filter, Filters } from './filters.tsx';
import { Show } from './parts.tsx';
import { useData } from './use-data.ts';

interface TableProps<Row> {
  /** What the server calls it, after `/dashboard/api/`. */
  readonly source: string;
  readonly title: string;
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  /** Filters beside the search, which stand in the address. */
  readonly filters?: readonly Filter[];
  /** Where there is a search: what it finds. */
  readonly search?: string;
  /** What is always asked for, and not in the address. */
  readonly fixed?: Params;
  /** What stands where there is nothing. */
  readonly empty: string;
}

/** Rows of a list, with search, filters, order and page in the address, so that a link shows the same. */
export function Table<Row>(props: TableProps<Row>) {
  const { source, title, columns, keyOf, filters = [], search, fixed = {}, empty } = props;
  const { screen, params } = useAddress();
  const asked = {
    ...fixed,
    ...pick(params, [...filters.map(({ name }) => name), ...(search === undefined ? [] : ['search'])]),
  };
  const loaded = useData<TablePage<Row>>(source, { ...asked, ...pick(params, ['cursor']) });
  const change = (changes: Params): void =>
    navigate(toHref(screen, { ...params, cursor: undefined, ...changes }), { isReplaced: true });
  return (
    <section class="table-block" aria-label={title}>
      <Filters
        filters={filters}
        params={params}
        onChange={change}
        {...(search === undefined ? {} : { search })}
        onExport={(format) => exportRows({ source, params: asked, columns, format })}
      />
      <Show loaded={loaded}>
        {({ rows, nextCursor }) =>
          rows.length === 0 ? (
            <p class="empty">
              {Object.keys(asked).length > 0 && search ? `${empty} With other filters, perhaps.` : empty}
            </p>
          ) : (
            <>
              <Rows
                columns={columns}
                rows={sortRows(rows, columns, params.sort)}
                keyOf={keyOf}
                title={title}
                params={params}
                change={change}
              />
              <Pages nextCursor={nextCursor} />
            </>
          )
        }
      </Show>
    </section>
  );
}

function pick(params: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(params).filter(([name]) => names.includes(name)));
}

/** `t-9` before `t-10`. */
const BY_TEXT = new Intl.Collator('en', { numeric: true });

/** The rows of this page in the order of a column: `name`, or `-name` from the largest down. */
function sortRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: string | undefined) {
  const isDown = sort?.startsWith('-') ?? false;
  const value = columns.find(({ name }) => name === sort?.replace('-', ''))?.value;
  if (!value) return rows;
  const compare = (one: Row, other: Row): number => {
    const [first, second] = [value(one) ?? '', value(other) ?? ''];
    if (typeof first === 'string' && typeof second === 'string') return BY_TEXT.compare(first, second);
    return first < second ? -1 : first > second ? 1 : 0;
  };
  return rows.toSorted((one, other) => (isDown ? compare(other, one) : compare(one, other)));
}

interface RowsProps<Row> extends Pick<TableProps<Row>, 'title' | 'columns' | 'keyOf'> {
  readonly rows: readonly Row[];
  readonly params: Readonly<Record<string, string>>;
  readonly change: (changes: Params) => void;
}

function Rows<Row>({ title, columns, rows, keyOf, params, change }: RowsProps<Row>) {
  const body = useRef<HTMLTableSectionElement>(null);
  return (
    <div class="table-frame">
      <table>
        <caption class="unseen">{title}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.name} column={column} sort={params.sort} change={change} />
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={(event) => moveFocus(event, body.current)}>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              <Cells columns={columns} row={row} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellsProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly row: Row;
}

/** A row of a table, which stands as a card on a phone: each cell has its column's title. */
export const Cells = <Row,>({ columns, row }: CellsProps<Row>) => (
  <>
    {columns.map(({ name, title, show, isNumber }) => (
      <td key={name} data-label={title} class={isNumber ? 'number' : ''}>
        <span class="cell">{show(row)}</span>
      </td>
    ))}
  </>
);

interface HeadingProps<Row> extends Pick<RowsProps<Row>, 'change'> {
  readonly column: Column<Row>;
  readonly sort: string | undefined;
}

function Heading<Row>({ column: { name, title, value, isNumber }, sort, change }: HeadingProps<Row>) {
  const order = sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : 'none';
  const next = order === 'ascending' ? `-${name}` : order === 'descending' ? undefined : name;
  return (
    <th scope="col" class={isNumber ? 'number' : ''} aria-sort={value ? order : undefined}>
      {value ? (
        <button type="button" class="sort" onClick={() => change({ sort: next })}>
          {title}
        </button>
      ) : (
        title
      )}
    </th>
  );
}

/** Up and down go from row to row, by the first link or button of each. */
function moveFocus(event: KeyboardEvent, body: HTMLTableSectionElement | null): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const row = event.target instanceof Element ? event.target.closest('tr') : null;
  if (step === 0 || !body || !row) return;
  const rows = [...body.rows];
  const next = rows[rows.indexOf(row) + step]?.querySelector<HTMLElement>('a, button');
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** To the next page, and back to the first. The browser's own way back works too. */
function Pages({ nextCursor }: { readonly nextCursor: string | null }) {
  const { screen, params } = useAddress();
  const go = (cursor: string | undefined): void => navigate(toHref(screen, { ...params, cursor }));
  if (nextCursor === null && params.cursor === undefined) return null;
  return (
    <nav class="pages" aria-label="Pages">
      {params.sort !== undefined && <p class="quiet small">Only the rows of this page are in order.</p>}
      <button
        type="button"
        class="button"
        disabled={params.cursor === undefined}
        onClick={() => go(undefined)}
      >
        First page
      </button>
      <button
        type="button"
        class="button"
        disabled={nextCursor === null}
        onClick={() => go(nextCursor ?? undefined)}
      >
        Next page
      </button>
    </nav>
  );
}
