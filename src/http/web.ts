import { Elysia } from 'elysia';

/** A file that a page needs, from our own disk: no page asks another host for anything. */
interface WebAsset {
  readonly path: string;
  readonly file: string | URL;
  readonly type: string;
}

export interface WebPages {
  /** The welcome page, as HTML. */
  readonly welcome: () => string;
  readonly assets: readonly WebAsset[];
}

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

/** The pages for people, and what they are made of. */
export function createPages({ welcome, assets }: WebPages) {
  const app = new Elysia({ strictPath: true });
  const hidden = { detail: { hide: true } } as const;
  app.get(
    '/',
    () =>
      new Response(welcome(), { headers: { ...SECURITY_HEADERS, 'content-type': 'text/html; charset=utf-8' } }),
    hidden,
  );
  for (const { path, file, type } of assets) {
    app.get(
      path,
      () =>
        new Response(Bun.file(file), {
          headers: { 'content-type': type, 'cache-control': 'public, max-age=3600', ...SECURITY_HEADERS },
        }),
      hidden,
    );
  }
  return app;
}
