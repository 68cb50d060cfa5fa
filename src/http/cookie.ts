/** A cookie that only this server reads. */
export interface ServerCookie {
  /** What the browser sent; '' where it sent none. */
  read(headers: Headers): string;
  /** Returns the header that sets it; an empty value that lasts 0 ms takes it away. */
  write(value: string, lifeMs: number, headers: Headers): string;
}

interface CookieOptions {
  readonly name: string;
  /** Where it is sent, where there is no TLS. */
  readonly path: string;
  /** `lax`: a browser that another site sends back here brings it, too. */
  readonly sameSite?: 'strict' | 'lax';
}

/** Set by our proxy. Without one there is no TLS, and a browser would not keep a secure cookie. */
const isByTls = (headers: Headers): boolean => headers.get('x-forwarded-proto') === 'https';

/**
 * Where there is TLS, the name begins with `__Host-`: browsers take that from this very host alone, so that
 * no other host of the domain plants a cookie here. It has to be for all paths then.
 */
export const createCookie = ({ name, path, sameSite = 'strict' }: CookieOptions): ServerCookie => {
  const nameFor = (headers: Headers): string => (isByTls(headers) ? `__Host-${name}` : name);
  return {
    read: (headers) => new Bun.CookieMap(headers.get('cookie') ?? '').get(nameFor(headers)) ?? '',
    write: (value, lifeMs, headers) =>
      new Bun.Cookie(nameFor(headers), value, {
        path: isByTls(headers) ? '/' : path,
        httpOnly: true,
        sameSite,
        maxAge: lifeMs / 1000,
        secure: isByTls(headers),
      }).serialize(),
  };
};
