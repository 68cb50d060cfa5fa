/* How the playground says no before anyone is let in. */

const refused = (status: number, code: string, detail: string): Response =>
  Response.json({ status, code, detail }, { status, headers: { 'cache-control': 'no-store' } });

export const crossSite = (): Response =>
  refused(403, 'cross_site', 'Only pages of this very bank may ask for this.');
export const signedOut = (): Response => refused(401, 'signed_out', 'Sign in again: load the page anew.');
export const wrongToken = (): Response =>
  refused(403, 'wrong_token', 'This is not the admin token of this bank.');
