import type { Deliver } from '../notices/notices.ts';
import type { Playground } from './playground.ts';

/** Tells pretend members in the playground and everyone else on Discord, where there is that; the operator in both. */
export function routeNotices(chat: Pick<Playground, 'knows' | 'deliver'>, toDiscord?: Deliver): Deliver {
  return async (notice) => {
    const isPretend = chat.knows(notice.to);
    if (isPretend || notice.to === 'operator') chat.deliver(notice);
    if (!isPretend) await toDiscord?.(notice);
  };
}
