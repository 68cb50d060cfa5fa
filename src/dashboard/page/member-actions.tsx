import { useState } from 'preact/hooks';
import type { MemberDetail } from '../protocol.ts';
import { post } from './api.ts';
import { useDashboard, useNeeds } from './context.ts';
import { ActionButton } from './dialog.tsx';
import { save } from './export.ts';
import { GoodsFields, NO_GOODS } from './goods-fields.tsx';
import { ProposeButton } from './propose.tsx';

interface MemberProps {
  readonly member: MemberDetail;
  readonly reload: () => void;
}

/** What staff do about a member. */
export function MemberActions({ member, reload }: MemberProps) {
  const { say } = useDashboard();
  const needs = useNeeds();
  const { robloxUserId, frozenReason } = member;
  const isFrozen = frozenReason !== null;
  const freeze = async (reason: string): Promise<void> => {
    await post('members/freeze', { robloxUserId, frozen: !isFrozen, reason });
    say(isFrozen ? 'Unfrozen' : 'Frozen');
    reload();
  };
  return (
    <div class="row actions">
      <ActionButton
        opens={isFrozen ? 'Unfreeze' : 'Freeze'}
        title={isFrozen ? 'Let their withdrawals go on?' : 'Stop their withdrawals?'}
        tone={isFrozen ? 'good' : 'bad'}
        whyNot={needs('manager')}
        onAct={freeze}
      >
        <p>While they are frozen, nothing of theirs leaves the bank; what they hand in is still recorded.</p>
      </ActionButton>
      <AdjustButton robloxUserId={robloxUserId} />
      <PersonalData member={member} needs={needs} />
    </div>
  );
}

function AdjustButton({ robloxUserId }: { readonly robloxUserId: number }) {
  const [direction, setDirection] = useState('credit');
  const [tellerId, setTellerId] = useState('');
  const [goods, setGoods] = useState(NO_GOODS);
  return (
    <ProposeButton
      opens="Correct"
      title="Correct what they own"
      written={{ action: 'adjust', robloxUserId, direction, tellerId, ...goods }}
      onDone={() => setGoods(NO_GOODS)}
    >
      <label class="labelled">
        Which way
        <select value={direction} onChange={({ currentTarget }) => setDirection(currentTarget.value)}>
          <option value="credit">Credit: to the member</option>
          <option value="debit">Debit: away from the member</option>
        </select>
      </label>
      <label class="labelled">
        The teller that holds it; “me” for yourself
        <input
          required
          maxLength={64}
          value={tellerId}
          onInput={({ currentTarget }) => setTellerId(currentTarget.value)}
        />
      </label>
      <GoodsFields written={goods} onChange={setGoods} />
    </ProposeButton>
  );
}

interface PersonalDataProps extends Pick<MemberProps, 'member'> {
  readonly needs: (level: 'manager' | 'owner') => string | null;
}

/** What a person may ask for: all that the bank keeps about them, and to be forgotten. */
function PersonalData({ member: { robloxUserId, discordUserId }, needs }: PersonalDataProps) {
  const { say } = useDashboard();
  const notLinked = discordUserId === null ? 'They are not linked: the bank keeps nothing personal' : null;
  const exportAll = async (): Promise<void> => {
    const data = await post('members/export', { robloxUserId });
    save(`petbank-member-${robloxUserId}.json`, JSON.stringify(data, null, 2), 'application/json');
  };
  const forget = async (): Promise<void> => {
    const { kind } = await post<{ kind: 'forgotten' | 'held' }>('members/forget', { robloxUserId });
    if (kind === 'held') throw new Error('They still own something, or something of theirs is open.');
    say('Forgotten');
  };
  return (
    <>
      <ActionButton
        opens="Export"
        title="Save all that the bank keeps about them?"
        asksWhy={false}
        whyNot={notLinked ?? needs('manager')}
        onAct={exportAll}
      >
        <p>
          A file with their link, profile, balances, withdrawals, cases and history. Give it to them alone.
        </p>
      </ActionButton>
      <ActionButton
        opens="Forget"
        title="Erase this person?"
        tone="bad"
        asksWhy={false}
        whyNot={notLinked ?? needs('owner')}
        onAct={forget}
      >
        <p>Their link, profile and messages are erased for good. The ledger keeps the Roblox id alone.</p>
      </ActionButton>
    </>
  );
}
