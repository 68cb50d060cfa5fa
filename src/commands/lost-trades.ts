import { MAX_LOST_TRADES, tellOfLostTrades } from '../bank/trade-invite.ts';
import { type CommandDependencies, DISCORD } from './dependencies.ts';

/** Tells whoever is putting a trade together that it ends with this process. Nothing of it has moved. */
export async function tellLostTrades({
  book,
  trades,
}: Pick<CommandDependencies, 'book' | 'trades'>): Promise<void> {
  const pairs = trades
    .drafts()
    .map(({ sides: [one, other] }) => [one.robloxUserId, other.robloxUserId] as const);
  for (let first = 0; first < pairs.length; first += MAX_LOST_TRADES) {
    await book.perform(tellOfLostTrades, pairs.slice(first, first + MAX_LOST_TRADES), DISCORD);
  }
}
