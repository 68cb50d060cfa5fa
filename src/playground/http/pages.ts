import { z } from 'zod';
import { defineEndpoint, type Endpoint, GET } from '../../http/endpoint.ts';
import type { SessionGuard } from './session-guard.ts';

/** What the page looks like from outside: `sign-in` is all that one sees before the door. */
export interface PlaygroundFacts {
  readonly view: 'chat' | 'sign-in';
  readonly hasGame: boolean;
  /** Whether there is a session to end. */
  readonly canSignOut: boolean;
}

export interface PlaygroundPages {
  readonly render: (facts: PlaygroundFacts) => string;
  readonly renderOff: () => string;
  /** What the page runs. Made when it is first asked for. */
  readonly script: () => Promise<Blob>;
  /** What the page may load: its Content-Security-Policy. */
  readonly policy: string;
}

/** What every endpoint of the playground has: no signature, and no page that would tell of it. */
export const HIDDEN = {
  scopes: [],
  tag: 'Playground',
  summary: '',
  answer: z.unknown(),
  problems: [],
  example: { answer: null },
} as const;

const page = { ...GET, ...HIDDEN, path: '/playground' } as const;

/** The page and its script. */
export function createPageEndpoints(
  pages: PlaygroundPages,
  { door: guard, hasGame }: { door: SessionGuard; hasGame: boolean },
): readonly Endpoint[] {
  return [
    defineEndpoint(page, async ({ headers }) => {
      const view = guard.admits(headers) ? 'chat' : 'sign-in';
      return html(pages, pages.render({ view, hasGame, canSignOut: !guard.isOpen && view === 'chat' }));
    }),
    defineEndpoint(
      { ...page, path: '/playground/app.js' },
      async () =>
        new Response(await pages.script(), {
          headers: {
            ...PLAIN,
            'content-type': 'text/javascript; charset=utf-8',
            'cache-control': 'no-cache',
          },
        }),
    ),
  ];
}

/** The page where there is no playground: it says why, and how to get one. */
export const createOffPage = (pages: PlaygroundPages): Endpoint =>
  defineEndpoint(page, async () => html(pages, pages.renderOff(), 403));

const PLAIN = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' } as const;

const html = ({ policy }: PlaygroundPages, text: string, status = 200): Response =>
  new Response(text, {
    status,
    headers: {
      ...PLAIN,
      'content-security-policy': policy,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    },
  });
