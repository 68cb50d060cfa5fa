import type { BankRow, TellerCard } from '../bank/engine/rows.ts';
import type { ReadKey } from '../bank/engine/view.ts';
import { isCardLogged } from '../bank/logged-cards.ts';
import type { Driver } from './driver.ts';
import { findStillEdited, type TrustedRows } from './logged-links.ts';

/** The trusted loads without the cards of tellers that the log doesn't have: nobody sees whom they name. */
export function trustCards(driver: Pick<Driver, 'log'>, trusted: TrustedRows): TrustedRows {
  /** Cards that were found in the log, as they were: nobody looks for these again. */
  const logged = new Map<string, string>();
  const edited = new Set<string>();
  async function load(readKeys: readonly ReadKey[]) {
    const snapshot = await trusted.load(readKeys);
    const { bank, rows } = snapshot;
    for (const key of readKeys) if (key.kind === 'teller_card') edited.delete(key.id);
    const tellerCards: TellerCard[] = [];
    for (const card of rows.tellerCards) if (await isTrusted(card, bank)) tellerCards.push(card);
    return { ...snapshot, rows: { ...rows, tellerCards } };
  }
  async function isTrusted(card: TellerCard, head: BankRow): Promise<boolean> {
    const text = JSON.stringify(card);
    if (logged.get(card.id) === text) return true;
    const isLogged = await isCardLogged(driver, card, head);
    if (isLogged) logged.set(card.id, text);
    else edited.add(card.id);
    return isLogged;
  }
  async function findRowError(): Promise<string | undefined> {
    const error = await findStillEdited('tellerCards', edited, (id) => load([{ kind: 'teller_card', id }]));
    return error ?? trusted.findRowError();
  }
  return { ...trusted, load, findRowError };
}
