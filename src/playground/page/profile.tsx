import { useEffect, useState } from 'preact/hooks';
import type { ChatMessage, PretendMember, Text } from '../chat/protocol.ts';
import { request } from './api.ts';
import { usePageContext } from './page-context.ts';

export interface RobloxProfile {
  readonly id: number;
  readonly username: string;
  readonly description: string;
}

const profilePath = (name: string): string => `/sandbox/roblox/users/${name}`;

/** The pretend Roblox profile of a member: the selected one's, unless another is chosen. */
export function Profile({ messages }: { messages: readonly ChatMessage[] }) {
  const { me, members, attempt } = usePageContext();
  const [name, setName] = useState(me.name);
  const [about, setAbout] = useState('');
  const [outcome, setOutcome] = useState('');
  const words = findCodeWords(me, messages);
  useEffect(() => {
    attempt(async () => setAbout((await request<RobloxProfile>('PUT', profilePath(name), {})).description));
  }, [name]);
  const save = async (description: string): Promise<void> => {
    const saved = await request<RobloxProfile>('PUT', profilePath(name), { description });
    setAbout(saved.description);
    setOutcome('Saved.');
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
          title={words ?? 'Get words with /verify'}
          onClick={() => attempt(() => save(words ?? about))}
        >
          Paste the words
        </button>
        <button type="button" class="button secondary" onClick={() => attempt(() => save(about))}>
          Save
        </button>
      </div>
      <output>{outcome}</output>
    </section>
  );
}

const CODE_WORD_COUNT = 16;

/** Returns the newest code words that the bank gave this member. */
function findCodeWords({ id }: PretendMember, messages: readonly ChatMessage[]): string | undefined {
  const own = messages.filter(({ ownerId, reply }) => ownerId === id && reply !== null);
  const texts = own.flatMap(
    ({ reply }): Text => [...(reply?.text ?? []), ...(reply?.fields ?? []).flatMap(({ text }) => text)],
  );
  return texts
    .flatMap((span) => ('text' in span && areCodeWords(span.text) ? [span.text.trim()] : []))
    .at(-1);
}

const areCodeWords = (text: string): boolean =>
  text.trim().split(/\s+/).length === CODE_WORD_COUNT && /^[a-z\s]+$/i.test(text);
