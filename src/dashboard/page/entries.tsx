import type { Pet } from '../../bank/engine/pets.ts';
import { Emblem } from '../../web/page/emblem.tsx';
import type { EntryRow } from '../protocol-log.ts';
import { formatNumber } from './parts.tsx';
import { PetName } from './pet-name.tsx';

/** An asset with its emblem. */
export const AssetName = ({ asset }: { readonly asset: Pet | 'gems' }) => (
  <span class="asset">
    {asset === 'gems' ? (
      <Emblem variant="gems" id="gems" />
    ) : (
      <Emblem variant={asset.variant} id={asset.id} />
    )}
    {asset === 'gems' ? <span>gems</span> : <PetName pet={asset} />}
  </span>
);

/** What a transaction moved, from which account to which. */
export const EntryTable = ({ entries }: { readonly entries: readonly EntryRow[] }) =>
  entries.length === 0 ? (
    <p class="quiet">It moved nothing.</p>
  ) : (
    <div class="table-frame">
      <table>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col" class="number">
              Amount
            </th>
            <th scope="col">Of</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ from, to, amount, asset }) => (
            <tr key={`${from} ${to} ${amount} ${JSON.stringify(asset)}`}>
              <td data-label="From">
                <code>{from}</code>
              </td>
              <td data-label="To">
                <code>{to}</code>
              </td>
              <td data-label="Amount" class="number">
                {formatNumber(amount)}
              </td>
              <td data-label="Of">
                <AssetName asset={asset} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
