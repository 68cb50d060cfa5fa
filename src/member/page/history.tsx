import { useCallback, useEffect, useState } from 'preact/hooks';
import { errorText } from '../../web/page/request.ts';
import type { HistoryPage, HistoryRow } from '../protocol.ts';
import { get } from './api.ts';
import { describeGoods, Time, t } from './words.tsx';

/** What happened, newest first; a button reads what is older. */
export function History() {
  const [rows, setRows] = useState<readonly HistoryRow[]>([]);
  /** Null: that was all; undefined: nothing is read yet. */
  const [cursor, setCursor] = useState<string | null | undefined>(undefined);
  const [error, setError] = useState('');
  const read = useCallback(async (from: string | undefined) => {
    try {
      const page = await get<HistoryPage>(`history${from === undefined ? '' : `?cursor=${from}`}`);
      setRows((before) => (from === undefined ? page.rows : [...before, ...page.rows]));
      setCursor(page.nextCursor);
      setError('');
    } catch (cause) {
      setError(errorText(cause));
    }
  }, []);
  useEffect(() => void read(undefined), [read]);
  return (
    <section aria-labelledby="history-title">
      <div class="heading">
        <h2 id="history-title">{t('me.history')}</h2>
      </div>
      {cursor === null && rows.length === 0 && <p class="detail">{t('me.nothing-yet')}</p>}
      <ol class="events">
        {rows.map((row) => (
          <Event key={row.id} row={row} />
        ))}
      </ol>
      <p role="alert" class="wrong">
        {error}
      </p>
      {(cursor || error !== '') && (
        <p class="more">
          <button type="button" class="quiet-button" onClick={() => read(cursor ?? undefined)}>
            {t(error === '' ? 'me.older' : 'me.try-again')}
          </button>
        </p>
      )}
    </section>
  );
}

function Event({ row }: { readonly row: HistoryRow }) {
  const { id, label, gave, other, tellerId, at } = row;
  const goods = describeGoods(row);
  const what = gave === null ? goods : t('me.traded', { got: goods, gave: describeGoods(gave) });
  return (
    <li>
      <strong>{label}</strong>
      <span class="what">{what}</span>
      <span class="detail">
        <Time at={at} /> · {other !== null && <>{t('me.with', { name: other })} · </>}
        {tellerId !== null && <>{t('me.by', { teller: tellerId })} · </>}
        {id}
      </span>
    </li>
  );
}
