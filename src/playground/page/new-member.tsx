import { useState } from 'preact/hooks';
import type { PretendMember } from '../chat/protocol.ts';
import { post } from './api.ts';
import { onSubmit, usePageContext } from './page-context.ts';

interface NewMemberProps {
  readonly hasStaff: boolean;
  readonly onJoin: (member: PretendMember) => void;
}

/** Adds a pretend member. A name that exists is the same member. */
export function NewMember({ hasStaff, onJoin }: NewMemberProps) {
  const { attempt } = usePageContext();
  const [name, setName] = useState('');
  const [isStaff, setStaff] = useState(false);
  const join = async (): Promise<void> => {
    onJoin(await post<PretendMember>('members', { name, isStaff }));
    setName('');
    setStaff(false);
  };
  return (
    <form class="new-member" onSubmit={onSubmit(() => attempt(join))}>
      <label class="labelled">
        Add a member
        <input
          value={name}
          placeholder="Name, as on Roblox"
          required
          minLength={3}
          maxLength={20}
          autocomplete="off"
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>
      <div class="row">
        {hasStaff && (
          <label class="ticked">
            <input type="checkbox" checked={isStaff} onChange={() => setStaff(!isStaff)} /> Staff
          </label>
        )}
        <button type="submit" class="button secondary">
          Add
        </button>
      </div>
    </form>
  );
}
