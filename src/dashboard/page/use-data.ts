import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { errorText, RequestError } from '../../web/page/request.ts';
import { get, type Params, toQuery } from './api.ts';
import { useDashboard } from './context.ts';

export interface Loaded<Answer> {
  /** Undefined until it has been read once. */
  readonly data: Answer | undefined;
  /** Why the newest reading failed; what was read before stays. */
  readonly error: string | null;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

/** How often a screen reads anew at most, however busy the bank is: requests of an address are counted. */
const REFRESH_MS = 3_000;

/** Reads from the server, and again whenever the bank has changed. What is not asked for is null. */
export function useData<Answer>(path: string | null, params: Params = {}): Loaded<Answer> {
  const { status, onSignedOut } = useDashboard();
  const [state, setState] = useState<Omit<Loaded<Answer>, 'reload'>>(EMPTY);
  const query = toQuery(params);
  const newest = useRef(0);
  const load = useCallback(async () => {
    if (path === null) return;
    newest.current += 1;
    const mine = newest.current;
    const settle = (next: Partial<Loaded<Answer>>): void => {
      if (mine === newest.current) setState((before) => ({ ...before, isLoading: false, ...next }));
    };
    try {
      settle({ data: await get<Answer>(`${path}${query}`), error: null });
    } catch (error) {
      if (error instanceof RequestError && error.status === 401) onSignedOut();
      settle({ error: errorText(error) });
    }
  }, [path, query, onSignedOut]);
  // Before the next frame: what was read for another query is not what is asked for now.
  useLayoutEffect(() => {
    setState(EMPTY);
    void load();
  }, [load]);
  useRefresh(status?.version, load);
  return { ...state, reload: load };
}

/** Calls `load` at each change of the version, or as soon after it as a screen may read anew. */
function useRefresh(version: number | undefined, load: () => Promise<void>): void {
  const due = useRef<ReturnType<typeof setTimeout>>(undefined);
  const seen = useRef(version);
  const readAt = useRef(performance.now());
  useEffect(() => {
    // The first one that is heard of counts, too: what was read before it may be older.
    if (version === seen.current) return;
    seen.current = version;
    const restMs = readAt.current + REFRESH_MS - performance.now();
    due.current ??= setTimeout(() => {
      due.current = undefined;
      readAt.current = performance.now();
      void load();
    }, restMs);
  }, [version, load]);
  useEffect(() => {
    readAt.current = performance.now();
    return () => {
      clearTimeout(due.current);
      due.current = undefined;
    };
  }, [load]);
}

const EMPTY = { data: undefined, error: null, isLoading: true } as const;
