import { createBigGames } from '../../values/big-games.ts';
import { type SyncResult, summarizeLeftOut, syncValues } from '../../values/sync.ts';
import type { CliContext } from '../command-line.ts';
import { withDriver } from '../databases.ts';
import { openStatusLine } from '../progress.ts';
import { IN_USE, readValuesConfig } from './config.ts';

const STEPS = {
  pets: 'Reading the list of pets …',
  prices: 'Reading prices …',
  counts: 'Reading how many exist …',
  writing: 'Writing …',
} as const;

/** Reads every price now. Rejects with UpstreamError or ArchiveError: then nothing has changed. */
export async function syncValuesNow(context: CliContext): Promise<string> {
  const config = readValuesConfig(context);
  const { apiUrl, syncMs } = config.values;
  const line = openStatusLine(context.terminal, 0);
  const { pets, priced, leftOut } = await withDriver(config, (store) =>
    syncValues({
      store,
      api: createBigGames({ baseUrl: apiUrl }),
      clock: context.clock,
      everyMs: syncMs,
      onStep: (step) => line.show(() => STEPS[step]),
    }),
  );
  line.clear();
  const read = `Read from BIG Games: ${pets} pets, each form for itself, ${priced} of them with a price.`;
  return [read, ...describeLeftOut(leftOut), IN_USE].join('\n');
}

/** The lines that the bank couldn't use: the first by name, the reasons of all counted. None: nothing. */
function describeLeftOut(leftOut: SyncResult['leftOut']): readonly string[] {
  const { count, first, reasons } = summarizeLeftOut(leftOut);
  if (count === 0) return [];
  const more = count - first.length;
  return [
    `Lines that were left out: ${count}`,
    ...first.map((line) => `  ${line}`),
    ...(more === 0 ? [] : [`  and ${more} more`, 'In all, by reason:']),
    ...(more === 0 ? [] : Object.entries(reasons).map(([reason, lines]) => `  ${lines} of ${reason}`)),
  ];
}
