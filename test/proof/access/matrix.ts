import { z } from 'zod';

/**
 * Who is let in where: the status of a request that is right but for who sends it. `unsigned` has no
 * signature, `wrong` is signed with another secret, `unknown` with a key the bank doesn't have; then come
 * keys with one scope each. `another's` asks for what isn't the caller's: see `anothers.test.ts`.
 */
const TABLE = `
endpoint                                 unsigned  wrong  unknown  teller  member  read  admin  another's

POST /verify/start                       401       401    401      403     200     403   403    409 already_linked
POST /verify/confirm                     401       401    401      403     200     403   403    404 no_pending_verification
POST /verify/unlink                      401       401    401      403     200     403   403    409 not_linked
POST /deposit/check                      401       401    401      200     403     403   403    -
POST /deposit/complete                   401       401    401      200     403     403   403    200 of its own
POST /withdraw/request                   401       401    401      403     200     403   403    409 not_linked
POST /withdraw/cancel                    401       401    401      403     200     403   403    -
POST /withdraw/check                     401       401    401      200     403     403   403    200 of its own
POST /withdraw/complete                  401       401    401      200     403     403   403    409 lease_lost
POST /transfer                           401       401    401      403     200     403   403    409 not_linked
POST /trade/offer                        401       401    401      403     200     403   403    409 not_linked
POST /trade/accept                       401       401    401      403     200     403   403    404 not_found
POST /trade/decline                      401       401    401      403     200     403   403    404 not_found
GET /trade/{offerId}                     401       401    401      403     200     200   403    -
POST /teller/report                      401       401    401      200     403     403   403    200 of its own
GET /user/{id}/inventory                 401       401    401      200     200     200   403    200 of its own
GET /user/{id}/transactions              401       401    401      200     200     200   403    200 of its own
GET /user/{id}/withdrawals               401       401    401      200     200     200   403    200 of its own
GET /user/{id}/proof                     401       401    401      403     200     200   403    200 of its own
POST /admin/halt                         401       401    401      403     403     403   200    -
POST /admin/freeze                       401       401    401      403     403     403   200    -
GET /admin/cases                         401       401    401      403     403     403   200    -
POST /admin/cases/resolve                401       401    401      403     403     403   200    -
POST /admin/keys/revoke                  401       401    401      403     403     403   200    -
GET /admin/keys/{keyId}/transactions     401       401    401      403     403     403   200    -
POST /admin/tellers                      401       401    401      403     403     403   200    -

GET /items/all                           200       200    200      200     200     200   200    -
GET /items/value                         200       200    200      200     200     200   200    -
GET /tellers                             200       200    200      200     200     200   200    -
GET /proof                               200       200    200      200     200     200   200    -
GET /proof/history                       200       200    200      200     200     200   200    -
GET /health                              200       200    200      200     200     200   200    -
GET /livez                               200       200    200      200     200     200   200    -
GET /readyz                              200       200    200      200     200     200   200    -
GET /metrics                             200       200    200      200     200     200   200    -
PUT /sandbox/roblox/users/{username}     200       200    200      200     200     200   200    -
GET /sandbox/roblox/users/{username}     200       200    200      200     200     200   200    -

GET /                                    200       200    200      200     200     200   200    -
GET /values                              200       200    200      200     200     200   200    -
GET /problems/frozen                     200       200    200      200     200     200   200    -
GET /playground                          200       200    200      200     200     200   200    -
GET /dashboard                           200       200    200      200     200     200   200    -
GET /me                                  200       200    200      200     200     200   200    -
GET /swagger                             200       200    200      200     200     200   200    -
GET /swagger/json                        200       200    200      200     200     200   200    -
GET /swagger/ui.js                       200       200    200      200     200     200   200    -
GET /swagger/swagger.css                 200       200    200      200     200     200   200    -
GET /swagger/swagger-ui.css              200       200    200      200     200     200   200    -
GET /swagger/swagger-ui-bundle.js        200       200    200      200     200     200   200    -
GET /assets/theme.css                    200       200    200      200     200     200   200    -
GET /assets/page.css                     200       200    200      200     200     200   200    -
GET /assets/cards.css                    200       200    200      200     200     200   200    -
GET /assets/shell.css                    200       200    200      200     200     200   200    -
GET /assets/welcome.css                  200       200    200      200     200     200   200    -
GET /assets/playground.css               200       200    200      200     200     200   200    -
GET /assets/playground-chat.css          200       200    200      200     200     200   200    -
GET /assets/playground-side.css          200       200    200      200     200     200   200    -
GET /assets/dashboard.css                200       200    200      200     200     200   200    -
GET /assets/dashboard-parts.css          200       200    200      200     200     200   200    -
GET /assets/dashboard-books.css          200       200    200      200     200     200   200    -
GET /assets/member.css                   200       200    200      200     200     200   200    -
GET /assets/site.css                     200       200    200      200     200     200   200    -
GET /assets/proof.css                    200       200    200      200     200     200   200    -
GET /assets/roblox-sign-in.js            200       200    200      200     200     200   200    -
GET /assets/proof.js                     200       200    200      200     200     200   200    -
GET /assets/values.css                   200       200    200      200     200     200   200    -
GET /assets/values.js                    200       200    200      200     200     200   200    -
GET /assets/plot.css                     200       200    200      200     200     200   200    -
GET /assets/uplot.css                    200       200    200      200     200     200   200    -
GET /favicon.ico                         200       200    200      200     200     200   200    -
GET /robots.txt                          200       200    200      200     200     200   200    -
GET /assets/logo.svg                     200       200    200      200     200     200   200    -
`;

const COLUMNS = ['unsigned', 'wrong', 'unknown', 'teller', 'member', 'read', 'admin'] as const;
/** Who sends a request. */
export type Who = (typeof COLUMNS)[number];

export interface Row {
  /** Method and path, as the contract has them. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly statuses: readonly (readonly [Who, number])[];
  /** The status and code for what is another's, or null where nothing is anyone's own. */
  readonly anothers: string | null;
}

const status = z.coerce.number().int().min(200).max(599);

function readTable(): readonly Row[] {
  const [head = [], ...lines] = TABLE.split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(/ {2,}/));
  if (head.join() !== ['endpoint', ...COLUMNS, "another's"].join())
    throw new Error('other columns than are read');
  return lines.map((line) => {
    const [name = '', ...cells] = line;
    const [method = '', path = ''] = name.split(' ');
    const anothers = cells.at(COLUMNS.length) ?? '';
    const statuses = COLUMNS.map((who, at) => [who, status.parse(cells[at])] as const);
    return { name, method, path, statuses, anothers: anothers === '-' ? null : anothers };
  });
}

export const MATRIX = readTable();
