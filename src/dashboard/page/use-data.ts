import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { errorText, get, type Params, RequestError, toQuery } from './api.ts';
import { useDashboard } from './context.ts';

export interface Loaded<Answer> {
  /** Undefined until it has been read once. */
  readonly data: Answer | undefined;
  /** Why the newest reading failed; what was read before stays. */
  readonly error: string | null;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

/** How long a screen waits at least before it reads anew what has changed. */
const REFRESH_MS = 1_000;

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
  useEffect(() => {
    setState(EMPTY);
    void load();
  }, [load]);
  const version = status?.version;
  useEffect(() => {
    if (version === undefined) return;
    const timer = setTimeout(load, REFRESH_MS);
    return () => clearTimeout(timer);
  }, [version, load]);
  return { ...state, reload: load };
}

const EMPTY = { data: undefined, error: null, isLoading: true } as const;
