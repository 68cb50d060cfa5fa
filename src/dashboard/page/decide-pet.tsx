import { useState } from 'preact/hooks';
import { petName } from '../../web/page/pet-names.ts';
import type { ValueHistory, ValueRow } from '../protocol-log.ts';
import { post } from './api.ts';
import { useDashboard, useNeeds } from './context.ts';
import { ActionButton } from './dialog.tsx';
import { Badge } from './parts.tsx';

/** Why deposits of a pet aren't credited, and what staff say of it. */
export const TakenMarks = ({ decision, whyNotTaken }: Pick<ValueRow, 'decision' | 'whyNotTaken'>) => (
  <>
    {decision !== null && <Badge tone={decision === 'denied' ? 'bad' : 'plain'}>{decision} by staff</Badge>}
    {whyNotTaken !== null && decision !== 'denied' && <Badge tone="bad">not taken: {whyNotTaken}</Badge>}
  </>
);

interface DecidePetProps {
  readonly id: string;
  readonly decision: ValueHistory['decision'];
  readonly canWrite: boolean;
}

/** Allows or denies a pet in all its forms, or leaves it to the settings again. */
export function DecidePet({ id, decision, canWrite }: DecidePetProps) {
  const { say } = useDashboard();
  const needs = useNeeds();
  const [chosen, setChosen] = useState('');
  const current = decision ?? 'settings';
  const decide = async (reason: string): Promise<void> => {
    await post('values/decide', { id, decision: chosen === 'settings' ? null : chosen, reason });
    setChosen('');
    say('Decided. In use within 15 seconds');
  };
  return (
    <ActionButton
      opens="Allow or deny it"
      label="Decide"
      title={`Does the bank take ${petName(id)}?`}
      whyNot={canWrite ? needs('manager') : 'The pets of this bank are fixed: VALUES is not live'}
      isReady={chosen !== ''}
      onAct={decide}
    >
      <label class="labelled">
        In all its forms
        <select required value={chosen} onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
          <option value="">Choose</option>
          {DECISIONS.filter(([value]) => value !== current).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <p class="quiet">
        It comes before the settings, and bars deposits alone: what the bank holds of it goes out as before. A
        pet that the game doesn’t let be traded is never taken.
      </p>
    </ActionButton>
  );
}

const DECISIONS = [
  ['denied', 'Denied: deposits of it wait in quarantine'],
  ['allowed', 'Allowed: deposits of it are credited'],
  ['settings', 'As the settings PETS_… say'],
] as const;
