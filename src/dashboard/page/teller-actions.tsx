import { useState } from 'preact/hooks';
import { newId } from '../../web/page/request.ts';
import type { TellerRow } from '../protocol.ts';
import { post } from './api.ts';
import { useDashboard, useNeeds } from './context.ts';
import { ActionButton } from './dialog.tsx';
import { GoodsFields, NO_GOODS } from './goods-fields.tsx';
import { ProposeButton } from './propose.tsx';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isOptional?: boolean;
  readonly maxLength?: number;
}

function Field({ label, value, onChange, isOptional = false, maxLength = 64 }: FieldProps) {
  return (
    <label class="labelled">
      {label}
      <input
        required={!isOptional}
        maxLength={maxLength}
        value={value}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </label>
  );
}

/** What one teller handed to another in the game. */
export function MoveButton({ from: given = '' }: { readonly from?: string }) {
  const [from, setFrom] = useState(given);
  const [to, setTo] = useState('');
  const [goods, setGoods] = useState(NO_GOODS);
  return (
    <ProposeButton
      opens="Move stock"
      title="What did one teller hand to another?"
      written={{ action: 'move', from, to, ...goods }}
      onDone={() => setGoods(NO_GOODS)}
    >
      <Field label="From; “me” for yourself" value={from} onChange={setFrom} />
      <Field label="To; “me” for yourself" value={to} onChange={setTo} />
      <GoodsFields written={goods} onChange={setGoods} />
    </ProposeButton>
  );
}

/** A deposit that a member hands to whoever is signed in. */
export function TakeButton() {
  const { say } = useDashboard();
  const needs = useNeeds();
  const [id, setId] = useState(newId);
  const [member, setMember] = useState('');
  const [goods, setGoods] = useState(NO_GOODS);
  const take = async (reason: string): Promise<void> => {
    const answer = await post<{ transactionId: string; status: string }>('take', {
      id,
      member,
      reason,
      ...goods,
    });
    say(`Recorded: ${answer.transactionId}, ${answer.status}`);
    setId(newId());
    setGoods(NO_GOODS);
  };
  return (
    <ActionButton
      opens="Take a deposit"
      label="Record it"
      title="What did a member hand to you?"
      tone="good"
      whyNot={needs('cashier')}
      onAct={take}
    >
      <p>
        Record it once the trade has gone through in the game. What can’t be credited waits in quarantine.
      </p>
      <Field label="Their Roblox name or id" value={member} onChange={setMember} maxLength={200} />
      <GoodsFields written={goods} onChange={setGoods} />
    </ActionButton>
  );
}

/** Has it hand out nothing new, or hand out again. */
export function PauseButton({ teller: { tellerId, pausedReason } }: { readonly teller: TellerRow }) {
  const { say } = useDashboard();
  const needs = useNeeds();
  const isPaused = pausedReason !== null;
  const change = async (reason: string): Promise<void> => {
    await post('tellers/pause', { tellerId, paused: !isPaused, reason });
    say(isPaused ? 'It hands out again' : 'It hands out nothing new');
  };
  return (
    <ActionButton
      opens={isPaused ? 'Let it hand out again' : 'Pause it'}
      title={isPaused ? `Does ${tellerId} hand out again?` : `Pause ${tellerId}?`}
      tone={isPaused ? 'good' : 'bad'}
      whyNot={needs(isPaused ? 'manager' : 'cashier')}
      onAct={change}
    >
      <p>
        {isPaused
          ? `Why it was paused: ${pausedReason}`
          : 'Members are sent to others. Deposits, and what it has claimed already, go on.'}
      </p>
    </ActionButton>
  );
}

/** Who a teller is in the game, for members to find. */
export function NameButton({ teller }: { readonly teller?: TellerRow }) {
  const { say } = useDashboard();
  const needs = useNeeds();
  const [tellerId, setTellerId] = useState(teller?.tellerId ?? '');
  const [account, setAccount] = useState(teller?.robloxUsername ?? '');
  const [place, setPlace] = useState(teller?.placeUrl ?? '');
  const [note, setNote] = useState(teller?.note ?? '');
  const name = async (): Promise<void> => {
    await post('tellers/name', { tellerId, account, placeUrl: place || null, note: note || null });
    say('Named');
  };
  return (
    <ActionButton
      opens={teller ? 'Name it' : 'Name a teller'}
      label="Name it"
      title="Who is this teller in the game?"
      asksWhy={false}
      whyNot={needs('owner')}
      onAct={name}
    >
      <p>Naming is at once. Another account or place than is named now takes a day, and staff are told.</p>
      <Field label="The teller, by the name of its key" value={tellerId} onChange={setTellerId} />
      <Field
        label="Its Roblox name or id; empty: none"
        value={account}
        onChange={setAccount}
        maxLength={200}
        isOptional
      />
      <Field
        label="An address on roblox.com; empty: none"
        value={place}
        onChange={setPlace}
        maxLength={300}
        isOptional
      />
      <Field
        label="A few words, such as “by the fountain”"
        value={note}
        onChange={setNote}
        maxLength={200}
        isOptional
      />
    </ActionButton>
  );
}
