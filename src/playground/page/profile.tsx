import { useState } from 'preact/hooks';
import type { ChatMessage, PlainText, PretendMember } from '../chat/protocol.ts';
import { put } from './api.ts';
import { Button } from './button.tsx';
import { Panel } from './goods.tsx';
import { usePageContext, useRead } from './page-context.ts';
import { t, text } from './words.ts';

export interface RobloxProfile {
  readonly id: number;
  readonly username: string;
  readonly description: string;
}

/** Creates the profile where there is none, and changes nothing else in one that exists. */
export const putProfile = (name: string, changed: { description?: string }): Promise<RobloxProfile> =>
  put(`/sandbox/roblox/users/${encodeURIComponent(name)}`, changed);

/** The pretend Roblox profile of a member: the selected one's, unless another is chosen. */
export function Profile() {
  const { me, members, messages, attempt } = usePageContext();
  const [name, setName] = useState(me.name);
  // Unknown until it has been read: nobody writes what would be overwritten.
  const [about, setAbout] = useState<string | null>(null);
  const [outcome, setOutcome] = useState('');
  const words = findCodeWords(me, messages);
  useRead(
    name,
    () => putProfile(name, {}),
    ({ description }) => setAbout((written) => written ?? description),
  );
  const save = async (description: string): Promise<void> => {
    setAbout(description);
    await putProfile(name, { description });
    setOutcome(text('game.saved'));
  };
  const choose = (chosen: string): void => {
    setName(chosen);
    setAbout(null);
  };
  return (
    <Panel id="profile" title={text('game.profile')} outcome={outcome}>
      <label class="labelled">
        {t('game.whose')}
        <select value={name} onChange={({ currentTarget }) => choose(currentTarget.value)}>
          {members.map((member) => (
            <option key={member.id}>{member.name}</option>
          ))}
        </select>
      </label>
      <label class="labelled">
        {t('game.about')}
        <textarea
          rows={3}
          maxLength={1000}
          value={about ?? ''}
          disabled={about === null}
          onInput={({ currentTarget }) => setAbout(currentTarget.value)}
        />
      </label>
      <div class="row">
        <Button
          label={text('game.paste')}
          whyNot={words === undefined ? text('game.paste-first') : null}
          onClick={() => attempt(() => save(words ?? ''))}
        />
        <Button
          label={text('game.save')}
          tone="secondary"
          disabled={about === null}
          onClick={() => attempt(() => save(about ?? ''))}
        />
      </div>
    </Panel>
  );
}

const CODE_WORD_COUNT = 16;

/** Returns the newest code words that the bank gave this member. */
function findCodeWords({ id }: PretendMember, messages: readonly ChatMessage[]): string | undefined {
  const own = messages.filter(({ ownerId, reply }) => ownerId === id && reply !== null);
  const texts = own.flatMap(
    ({ reply }): PlainText => [
      ...(reply?.text ?? []),
      ...(reply?.fields ?? []).flatMap((field) => field.text),
    ],
  );
  return texts
    .flatMap((span) => ('text' in span && areCodeWords(span.text) ? [span.text.trim()] : []))
    .at(-1);
}

const areCodeWords = (text: string): boolean =>
  text.trim().split(/\s+/).length === CODE_WORD_COUNT && /^[a-z\s]+$/i.test(text);
