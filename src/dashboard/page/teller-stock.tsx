import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { petLabel } from '../../bank/engine/pet-label.ts';
import { Emblem } from '../../web/page/emblem.tsx';
import type { StockRow, TellerDetail } from '../protocol.ts';
import { Ago, Badge, formatNumber } from './parts.tsx';
import { PetName } from './pet-name.tsx';

/** What it holds by the ledger, beside what it reports: what differs comes first. */
export function TellerStock({
  teller: { assets, assetCount, witnessedAt },
}: {
  readonly teller: TellerDetail;
}) {
  const [isAll, setAll] = useState(false);
  if (assets.length === 0) return <p class="empty">It holds nothing.</p>;
  const shown = isAll ? assets : assets.slice(0, 20);
  return (
    <>
      <div class="table-frame">
        <table>
          <thead>
            <tr>
              <th scope="col">Pet</th>
              <th scope="col" class="number">
                Ledger
              </th>
              <th scope="col" class="number">
                Reported
              </th>
              {witnessedAt !== null && (
                <th scope="col" class="number">
                  BIG Games
                </th>
              )}
              <th scope="col" class="number">
                On hold
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <StockLine key={keyOf(row)} row={row} hasWitness={witnessedAt !== null} />
            ))}
          </tbody>
        </table>
      </div>
      {witnessedAt !== null && (
        <p class="quiet small">
          BIG Games’ word is of <Ago at={witnessedAt} />; it can’t tell chromas apart.
        </p>
      )}
      {!isAll && assetCount > shown.length && (
        <button type="button" class="button" onClick={() => setAll(true)}>
          Show {assets.length - shown.length} more
        </button>
      )}
    </>
  );
}

const keyOf = ({ asset }: StockRow): string => (asset === 'gems' ? 'gems' : petLabel(asset));

function StockLine({ row, hasWitness }: { readonly row: StockRow; readonly hasWitness: boolean }) {
  const { asset, ledger, reported, witnessed, drift, onHold, isPaused } = row;
  return (
    <tr>
      <Cell label="Pet">
        <Emblem
          variant={asset === 'gems' ? 'gems' : asset.variant}
          id={asset === 'gems' ? 'gems' : asset.id}
        />{' '}
        {asset === 'gems' ? 'Gems' : <PetName pet={asset} />} {isPaused && <Badge tone="bad">paused</Badge>}
      </Cell>
      <Cell label="Ledger" isNumber>
        {formatNumber(ledger)}
      </Cell>
      <Cell label="Reported" isNumber>
        {reported === null ? '–' : formatNumber(reported)} {drift !== 0 && <Drift drift={drift} />}
      </Cell>
      {hasWitness && (
        <Cell label="BIG Games" isNumber>
          {witnessed === null ? '–' : formatNumber(witnessed)}{' '}
          {witnessed !== null && witnessed !== ledger && <Drift drift={witnessed - ledger} />}
        </Cell>
      )}
      <Cell label="On hold" isNumber>
        {formatNumber(onHold)}
      </Cell>
    </tr>
  );
}

interface CellProps {
  readonly label: string;
  readonly isNumber?: boolean;
  readonly children: ComponentChildren;
}

const Cell = ({ label, isNumber = false, children }: CellProps) => (
  <td data-label={label} class={isNumber ? 'number' : ''}>
    <span class="cell">{children}</span>
  </td>
);

const Drift = ({ drift }: Pick<StockRow, 'drift'>) => (
  <Badge tone={drift < 0 ? 'bad' : 'warning'}>
    {drift > 0 ? '+' : ''}
    {formatNumber(drift)}
  </Badge>
);
