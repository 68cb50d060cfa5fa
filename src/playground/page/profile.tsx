import { useEffect, useState } from 'preact/hooks';
import type { ChatMessage, PlainText, PretendMember } from '../chat/protocol.ts';
import { request } from './api.ts';
import { Button } from './button.tsx';
import { Panel } from './goods.tsx';
import { usePageContext } from './page-context.ts';
import { t, text } from './words.ts';

export interface RobloxProfile {
  readonly id: number;
  readonly username: string;
  readonly description: string;
}

/** Creates the profile where there is none, and changes nothing else in one that exists. */
export const putProfile = (name: string, changed: { description?: string }): Promise<RobloxProfile> =>
  request('PUT', `/sandbox/roblox/users/${encodeURIComponent(name)}`, changed);

/** The pretend Roblox profile of a member: the selected one's, unless another is chosen. */
export function Profile() {
  const { me, members, messages, attempt } = usePageContext();
  const [name, setName] = useState(me.name);
  const [about, setAbout] = useState('');
  const [outcome, setOutcome] = useState('');
  const words = findCodeWords(me, messages);
  const put = async (changed: { description?: string }): Promise<void> =>
    setAbout((await putProfile(name, changed)).description);
  useEffect(() => attempt(() => put({})), [name]);
  const save = async (description: string): Promise<void> => {
    await put({ description });
    setOutcome(text('game.saved'));
  };
  return (
    <Panel id="profile" title={text('game.profile')} outcome={outcome}>
      <label class="labelled">
        {t('game.whose')}
        <select value={name} onChange={({ currentTarget }) => setName(currentTarget.value)}>
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
          value={about}
          onInput={({ currentTarget }) => setAbout(currentTarget.value)}
        />
      </label>
      <div class="row">
        <Button
          label={text('game.paste')}
          whyNot={words === undefined ? text('game.paste-first') : null}
          onClick={() => attempt(() => save(words ?? about))}
        />
        <Button label={text('game.save')} tone="secondary" onClick={() => attempt(() => save(about))} />
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
