/**
 * Whether a page of this very server sent the request. Browsers name its origin in headers that no page can
 * set; other programs have to name ours.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = URL.parse(headers.get('origin') ?? '');
  return origin !== null && origin.host === headers.get('host');
}
