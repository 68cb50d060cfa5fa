import { useEffect, useState } from 'preact/hooks';
import { RequestError } from '../../web/page/request.ts';
import type { BankStatus } from '../protocol.ts';
import { get } from './api.ts';

export interface Live {
  readonly status: BankStatus | undefined;
  /** Since when nothing was heard, milliseconds since 1970; null: what is shown is live. */
  readonly staleSince: number | null;
}

/** The server says something at least every ten seconds. */
const SILENT_MS = 25_000;
const CHECK_MS = 5_000;
const RETRY_MS = 5_000;

/** The bank's status as the server tells it. The browser connects again by itself. */
export function useLive(onSignedOut: () => void): Live {
  const [tries, setTries] = useState(0);
  const [status, setStatus] = useState<BankStatus>();
  const [heardAt, setHeardAt] = useState(() => Date.now());
  const [staleSince, setStaleSince] = useState<number | null>(null);
  useEffect(() => {
    const source = new EventSource('/dashboard/events');
    let again: ReturnType<typeof setTimeout> | undefined;
    source.onmessage = ({ data }) => {
      setStatus(JSON.parse(data));
      setHeardAt(Date.now());
      setStaleSince(null);
    };
    source.onerror = () => {
      setStaleSince((before) => before ?? Date.now());
      // Refused: whoever listens is signed in no more, or the bank is behind something that is not it.
      if (source.readyState === EventSource.CLOSED)
        again = setTimeout(() => setTries((tries) => tries + 1), RETRY_MS);
    };
    return () => {
      clearTimeout(again);
      source.close();
    };
  }, [tries]);
  useEffect(() => {
    if (tries === 0) return;
    get('me').catch((error: unknown) => {
      if (error instanceof RequestError && error.status === 401) onSignedOut();
    });
  }, [tries, onSignedOut]);
  useEffect(() => {
    const timer = setInterval(() => {
      if (Date.now() - heardAt > SILENT_MS) setStaleSince((before) => before ?? heardAt);
    }, CHECK_MS);
    return () => clearInterval(timer);
  }, [heardAt]);
  return { status, staleSince };
}
