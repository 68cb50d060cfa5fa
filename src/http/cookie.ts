/** A cookie that only this server reads, on some of its paths. */
export interface ServerCookie {
  /** What the browser sent; '' where it sent none. */
  read(headers: Headers): string;
  /** Returns the header that sets it; an empty value that lasts 0 ms takes it away. */
  write(value: string, lifeMs: number, headers: Headers): string;
}

interface CookieOptions {
  readonly name: string;
  readonly path: string;
  /** `lax`: a browser that another site sends back here brings it, too. */
  readonly sameSite?: 'strict' | 'lax';
}

export const createCookie = ({ name, path, sameSite = 'strict' }: CookieOptions): ServerCookie => ({
  read: (headers) => new Bun.CookieMap(headers.get('cookie') ?? '').get(name) ?? '',
  write: (value, lifeMs, headers) =>
    new Bun.Cookie(name, value, {
      path,
      httpOnly: true,
      sameSite,
      maxAge: lifeMs / 1000,
      // Set by our proxy. Without one there is no TLS, and a browser would not keep a secure cookie.
      secure: headers.get('x-forwarded-proto') === 'https',
    }).serialize(),
});
