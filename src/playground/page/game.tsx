import { useEffect, useState } from 'preact/hooks';
import type { Entry } from '../chat/wire.ts';
import { ask } from './api.ts';
import { Avatar } from './avatar.tsx';
import { Deliver } from './deliver.tsx';
import { HandOver } from './hand-over.tsx';
import { Profile, type RobloxProfile } from './profile.tsx';
import { Report } from './report.tsx';
import { useView } from './view.ts';

/** The other half of the world: Roblox profiles, and the game with the bank's teller in it. */
export function Game({ entries }: { entries: readonly Entry[] }) {
  const { me, attempt } = useView();
  const [profile, setProfile] = useState<RobloxProfile | null>(null);
  // Whatever is done here may change what waits and what is held.
  const [done, setDone] = useState(0);
  useEffect(() => {
    // Makes the profile where there is none, and changes nothing where there is one.
    attempt(async () => setProfile(await ask('PUT', `/sandbox/roblox/users/${me.name}`, {})));
  }, [me.name]);
  const onDone = (): void => setDone((before) => before + 1);
  if (profile?.username.toLowerCase() !== me.name.toLowerCase()) return <aside class="game" />;
  const news = `${done} ${entries.length} ${entries.at(-1)?.card?.title}`;
  return (
    <aside class="game" aria-label="In the game">
      <header>
        <h2>In the game</h2>
        <p>
          <Avatar name={me.name} />
          <span>
            as <strong>{profile.username}</strong>, with the bank’s teller
          </span>
        </p>
      </header>
      <Profile key={me.id} entries={entries} />
      <HandOver key={`hand ${me.id}`} robloxUserId={profile.id} onDone={onDone} />
      <Deliver key={`deliver ${me.id}`} robloxUserId={profile.id} news={news} onDone={onDone} />
      <Report news={news} onDone={onDone} />
    </aside>
  );
}
