import { useState } from 'preact/hooks';
import { describePet } from '../../web/page/pet-names.ts';
import type { Goods, PetStack } from '../chat/protocol.ts';
import { get, post } from './api.ts';
import { Avatar } from './avatar.tsx';
import { Deliver } from './deliver.tsx';
import { GoodsForm, Panel } from './goods.tsx';
import { HandOver } from './hand-over.tsx';
import { Holds } from './holds.tsx';
import { usePageContext, useRead } from './page-context.ts';
import { Profile, putProfile, type RobloxProfile } from './profile.tsx';
import { t, text } from './words.ts';

/** What happens outside Discord: Roblox profiles, and the game with the bank's teller in it. */
export function Game() {
  const { me, messages } = usePageContext();
  const [profile, setProfile] = useState<RobloxProfile | null>(null);
  // Everything done here may change withdrawals and holdings.
  const [doneCount, setDoneCount] = useState(0);
  useRead(me.name, () => putProfile(me.name, {}), setProfile);
  const onDone = (): void => setDoneCount((before) => before + 1);
  if (profile?.username.toLowerCase() !== me.name.toLowerCase()) return <div class="game" />;
  const version = `${doneCount} ${messages.length} ${messages.at(-1)?.reply?.title}`;
  return (
    <section class="game" aria-label={text('game.title')}>
      <header>
        <h2>{t('game.title')}</h2>
        <p>
          <Avatar name={me.name} />
          <span>{t('game.as', { name: profile.username })}</span>
        </p>
      </header>
      <Profile key={me.id} />
      <HandOver key={`hand ${me.id}`} robloxUserId={profile.id} onDone={onDone} />
      <Deliver key={`deliver ${me.id}`} robloxUserId={profile.id} version={version} onDone={onDone} />
      <Holds onDone={onDone} />
      <Report version={version} onDone={onDone} />
    </section>
  );
}

type Asset = Omit<PetStack, 'quantity'> | 'gems';

interface ReportAnswer {
  readonly halted: boolean;
  readonly paused: readonly Asset[];
  readonly drift: readonly { readonly asset: Asset; readonly expected: number; readonly reported: number }[];
  readonly settled: readonly string[];
}

type Held = Goods & { readonly seq: number };

/** The teller's report of its holdings, which are right unless somebody changes them here. */
function Report({ version, onDone }: { version: string; onDone: () => void }) {
  const { attempt } = usePageContext();
  const [held, setHeld] = useState<Held | null>(null);
  const [outcome, setOutcome] = useState('');
  useRead(version, () => get<Held>('/playground/game/holdings'), setHeld);
  const report = async (goods: Goods): Promise<void> => {
    const answer = await post<ReportAnswer>('game/teller/report', { ...goods, seq: held?.seq });
    setOutcome(describeAnswer(answer));
    onDone();
  };
  return (
    <Panel id="report" title={text('game.report-title')} outcome={outcome}>
      <p class="quiet">{t('game.report-about')}</p>
      {held && (
        <GoodsForm
          key={JSON.stringify([held.pets, held.gems])}
          goods={held}
          buttonLabel={text('game.report')}
          isBounded={false}
          onSend={(goods) => attempt(() => report(goods))}
        />
      )}
    </Panel>
  );
}

const assetLabel = (asset: Asset): string => (asset === 'gems' ? text('game.gems') : describePet(asset));

function describeAnswer({ halted, paused, drift, settled }: ReportAnswer): string {
  const lines = [
    ...drift.map(({ asset, ...amounts }) => text('game.drifted', { asset: assetLabel(asset), ...amounts })),
    ...(paused.length > 0 ? [text('game.paused', { assets: paused.map(assetLabel).join(', ') })] : []),
    ...(settled.length > 0 ? [text('game.settled', { ids: settled.join(', ') })] : []),
    ...(halted ? [text('game.halted')] : []),
  ];
  return lines.join(' ') || text('game.all-well');
}
