import { useEffect, useState } from 'preact/hooks';

const STEP_MS = 1000;

/** The time, in milliseconds since 1970, anew each second. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), STEP_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
