import { useLayoutEffect, useState } from 'preact/hooks';
import { type Params, toQuery } from './api.ts';

/** What the page shows: a screen, and what its address says besides: a filter, an id, a page. */
export interface Address {
  readonly screen: string;
  readonly params: Readonly<Record<string, string>>;
}

export const FIRST_SCREEN = 'overview';

export const toHref = (screen: string, params: Params = {}): string =>
  `/dashboard/${screen}${toQuery(params)}`;

export function readAddress(): Address {
  const screen = location.pathname.split('/')[2] || FIRST_SCREEN;
  return { screen, params: Object.fromEntries(new URLSearchParams(location.search)) };
}

const MOVED = 'petbank-moved';

/** Shows another address; `isReplaced`: in place of this one, as where a filter changes while it is typed. */
export function navigate(href: string, { isReplaced = false } = {}): void {
  if (isReplaced) history.replaceState(null, '', href);
  else history.pushState(null, '', href);
  dispatchEvent(new Event(MOVED));
}

/** The address that the page shows, also after going back. */
export function useAddress(): Address {
  const [address, setAddress] = useState(readAddress);
  // At once: a link that is followed before the next frame leads somewhere, too.
  useLayoutEffect(() => {
    const read = (): void => setAddress(readAddress());
    addEventListener('popstate', read);
    addEventListener(MOVED, read);
    return () => {
      removeEventListener('popstate', read);
      removeEventListener(MOVED, read);
    };
  }, []);
  return address;
}
