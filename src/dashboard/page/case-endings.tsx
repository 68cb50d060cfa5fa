import { useState } from 'preact/hooks';
import type { CaseDetail, Ending } from '../protocol.ts';
import { post } from './api.ts';
import { useDashboard, useNeeds } from './context.ts';
import { ActionButton } from './dialog.tsx';
import { GoodsList } from './parts.tsx';

interface EndingsProps {
  readonly found: CaseDetail;
  readonly reload: () => void;
}

/** A button for each way in which the case can end, with what it does. */
export const Endings = ({ found, reload }: EndingsProps) => (
  <div class="endings">
    {found.endings.map((ending) => (
      <OneEnding key={ending.resolution} found={found} reload={reload} ending={ending} />
    ))}
  </div>
);

/** Kinds of which some credits can be decided. */
const IN_PARTS = ['foreign_trade', 'teller_limit'];

function OneEnding({ found, reload, ending }: EndingsProps & { readonly ending: Ending }) {
  const { say } = useDashboard();
  const needs = useNeeds();
  const [only, setOnly] = useState('');
  const { resolution, label, effect, isGrave } = ending;
  const end = async (reason: string): Promise<void> => {
    const ids = only.match(/t-\d+/g);
    const decision = { caseId: found.id, resolution, reason, ...(ids ? { transactionIds: [...ids] } : {}) };
    const after = await post<CaseDetail & { hasMore: boolean }>('cases/resolve', decision);
    say(describeEnd(after));
    reload();
  };
  return (
    <div class="ending">
      <ActionButton
        opens={label}
        title={`${label}?`}
        tone={isGrave ? 'bad' : 'good'}
        whyNot={needs('manager')}
        onAct={end}
      >
        <p>{effect}</p>
        {(found.pets.length > 0 || found.gems > 0) && <GoodsList goods={found} />}
        {IN_PARTS.includes(found.kind) && (
          <label class="labelled">
            Only these transactions, such as t-57; empty: all
            <textarea rows={2} value={only} onInput={({ currentTarget }) => setOnly(currentTarget.value)} />
          </label>
        )}
      </ActionButton>
      <span class="quiet">{effect}</span>
    </div>
  );
}

function describeEnd({ closedAt, proposal, hasMore }: CaseDetail & { readonly hasMore: boolean }): string {
  if (hasMore) return 'Part of it is decided: there was too much for one go. Decide the same again';
  if (closedAt !== null) return 'The case is closed';
  return proposal ? 'It waits for a second person' : 'Other credits of the case wait still: decide them, too';
}
