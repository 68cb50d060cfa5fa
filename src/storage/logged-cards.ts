import type { ReadKey } from '../bank/engine/view.ts';
import { isCardLogged } from '../bank/logged-cards.ts';
import type { Driver } from './driver.ts';
import { findStillEdited, type TrustedRows } from './logged-links.ts';

/** The trusted loads without the cards of tellers that the log doesn't have: nobody sees whom they name. */
export function trustCards(driver: Pick<Driver, 'cardLog' | 'log'>, trusted: TrustedRows): TrustedRows {
  const edited = new Set<string>();
  async function load(readKeys: readonly ReadKey[]) {
    const snapshot = await trusted.load(readKeys);
    const { bank, rows } = snapshot;
    for (const key of readKeys) if (key.kind === 'teller_card') edited.delete(key.id);
    if (rows.tellerCards.length === 0) return snapshot;
    const areLogged = await Promise.all(rows.tellerCards.map((card) => isCardLogged(driver, card, bank)));
    for (const [at, { id }] of rows.tellerCards.entries()) if (!areLogged[at]) edited.add(id);
    return {
      ...snapshot,
      rows: { ...rows, tellerCards: rows.tellerCards.filter((_card, at) => areLogged[at]) },
    };
  }
  async function findRowError(): Promise<string | undefined> {
    const error = await findStillEdited('tellerCards', edited, (id) => load([{ kind: 'teller_card', id }]));
    return error ?? trusted.findRowError();
  }
  return { ...trusted, load, findRowError };
}
