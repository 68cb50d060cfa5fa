import { useEffect, useState } from 'preact/hooks';
import type { BankStatus } from '../protocol.ts';

export interface Live {
  readonly status: BankStatus | undefined;
  /** Since when nothing was heard, milliseconds since 1970; null: what is shown is live. */
  readonly staleSince: number | null;
}

/** The server says something at least every ten seconds. */
const SILENT_MS = 25_000;
const CHECK_MS = 5_000;

/** The bank's status as the server tells it. The browser connects again by itself. */
export function useLive(): Live {
  const [status, setStatus] = useState<BankStatus>();
  const [heardAt, setHeardAt] = useState(() => Date.now());
  const [staleSince, setStaleSince] = useState<number | null>(null);
  useEffect(() => {
    const source = new EventSource('/dashboard/events');
    source.onmessage = ({ data }) => {
      setStatus(JSON.parse(data));
      setHeardAt(Date.now());
      setStaleSince(null);
    };
    source.onerror = () => setStaleSince((before) => before ?? Date.now());
    return () => source.close();
  }, []);
  useEffect(() => {
    const timer = setInterval(() => {
      if (Date.now() - heardAt > SILENT_MS) setStaleSince((before) => before ?? heardAt);
    }, CHECK_MS);
    return () => clearInterval(timer);
  }, [heardAt]);
  return { status, staleSince };
}
