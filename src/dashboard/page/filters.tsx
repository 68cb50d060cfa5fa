import { useEffect, useRef, useState } from 'preact/hooks';
import type { Params } from './api.ts';

/** A choice that narrows a table. Its first option is what an address without it means. */
export interface Filter {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

interface FiltersProps {
  readonly filters: readonly Filter[];
  readonly params: Readonly<Record<string, string>>;
  /** What the search finds; left out: there is none. */
  readonly search?: string;
  readonly onChange: (changes: Params) => void;
  readonly onExport: (format: 'csv' | 'json') => Promise<void>;
}

/** Search, filters and export above a table. */
export function Filters({ filters, params, search, onChange, onExport }: FiltersProps) {
  return (
    <search class="filters">
      {search !== undefined && <Search label={search} value={params.search ?? ''} onChange={onChange} />}
      {filters.map(({ name, label, options }) => (
        <label key={name} class="filter">
          <span>{label}</span>
          <select
            value={params[name] ?? ''}
            onChange={({ currentTarget }) => onChange({ [name]: currentTarget.value })}
          >
            {options.map((option, at) => (
              <option key={option.value} value={at === 0 ? '' : option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </label>
      ))}
      <ExportButtons onExport={onExport} />
    </search>
  );
}

/** Until nobody has typed for so long, nothing is searched. */
const PAUSE_MS = 250;

function Search({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: FiltersProps['onChange'];
}) {
  const [typed, setTyped] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const change = useRef(onChange);
  change.current = onChange;
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => change.current({ search: typed }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof Element && event.target.matches('input, textarea, select');
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    addEventListener('keydown', focus);
    return () => removeEventListener('keydown', focus);
  }, []);
  return (
    <label class="filter grow">
      <span>{label}</span>
      <input
        ref={input}
        type="search"
        maxLength={128}
        placeholder="Press / to search"
        value={typed}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      />
    </label>
  );
}

function ExportButtons({ onExport }: Pick<FiltersProps, 'onExport'>) {
  const [isBusy, setBusy] = useState(false);
  const run = (format: 'csv' | 'json'): void => {
    setBusy(true);
    void onExport(format).finally(() => setBusy(false));
  };
  return (
    <fieldset class="export" disabled={isBusy}>
      <legend class="unseen">Export</legend>
      <button type="button" class="button" onClick={() => run('csv')}>
        CSV
      </button>
      <button type="button" class="button" onClick={() => run('json')}>
        JSON
      </button>
    </fieldset>
  );
}
