import { useEffect, useState } from 'preact/hooks';
import type { Entry, PretendMember, Text } from '../chat/wire.ts';
import { ask } from './api.ts';
import { useView } from './view.ts';

export interface RobloxProfile {
  readonly id: number;
  readonly username: string;
  readonly description: string;
}

const profileOf = (name: string): string => `/sandbox/roblox/users/${name}`;

/** The pretend Roblox profile of any member: their own, unless another is chosen. */
export function Profile({ entries }: { entries: readonly Entry[] }) {
  const { me, members, attempt } = useView();
  const [name, setName] = useState(me.name);
  const [about, setAbout] = useState('');
  const [said, setSaid] = useState('');
  const words = findWords(me, entries);
  useEffect(() => {
    attempt(async () => setAbout((await ask<RobloxProfile>('PUT', profileOf(name), {})).description));
  }, [name]);
  const save = async (description: string): Promise<void> => {
    const saved = await ask<RobloxProfile>('PUT', profileOf(name), { description });
    setAbout(saved.description);
    setSaid('Saved.');
  };
  return (
    <section class="panel" aria-labelledby="profile">
      <h3 id="profile">Roblox profile</h3>
      <label class="labelled">
        Whose
        <select value={name} onChange={({ currentTarget }) => setName(currentTarget.value)}>
          {members.map((member) => (
            <option key={member.id}>{member.name}</option>
          ))}
        </select>
      </label>
      <label class="labelled">
        About
        <textarea
          rows={3}
          maxLength={1000}
          value={about}
          onInput={({ currentTarget }) => setAbout(currentTarget.value)}
        />
      </label>
      <div class="row">
        <button
          type="button"
          class="button primary"
          disabled={words === undefined}
          title={words ?? 'Ask for words with /verify'}
          onClick={() => attempt(() => save(words ?? about))}
        >
          Paste the words
        </button>
        <button type="button" class="button secondary" onClick={() => attempt(() => save(about))}>
          Save
        </button>
      </div>
      <output>{said}</output>
    </section>
  );
}

const CODE_WORDS = 16;

/** The newest code that the bank gave this member. */
function findWords({ id }: PretendMember, entries: readonly Entry[]): string | undefined {
  const own = entries.filter(({ ownerId, card }) => ownerId === id && card !== null);
  const texts = own.flatMap(
    ({ card }): Text => [...(card?.text ?? []), ...(card?.fields ?? []).flatMap(({ text }) => text)],
  );
  return texts.flatMap((span) => ('text' in span && isCode(span.text) ? [span.text.trim()] : [])).at(-1);
}

const isCode = (text: string): boolean =>
  text.trim().split(/\s+/).length === CODE_WORDS && /^[a-z\s]+$/i.test(text);
