import { useEffect, useState } from 'preact/hooks';
import type { Goods } from '../chat/protocol.ts';
import { get, post } from './api.ts';
import { Panel } from './goods.tsx';
import { usePageContext } from './page-context.ts';
import { t, text } from './words.ts';

const REPORT_MS = 15_000;

interface HoldState {
  readonly isOn: boolean;
}

/** A switch that lets deposits wait as in production, with a teller that reports by itself. */
export function Holds({ onDone }: { onDone: () => void }) {
  const { attempt } = usePageContext();
  // Unknown until the bank has said it.
  const [isOn, setIsOn] = useState<boolean | null>(null);
  const [outcome, setOutcome] = useState('');
  useEffect(() => attempt(async () => setIsOn((await get<HoldState>('/playground/game/holds')).isOn)), []);
  const turn = async (wanted: boolean): Promise<void> => {
    setIsOn(wanted);
    const now = await post<HoldState>('game/holds', { isOn: wanted }).catch((error: unknown) => {
      setIsOn(!wanted);
      throw error;
    });
    setIsOn(now.isOn);
    setOutcome(now.isOn === wanted ? '' : text('game.wait-is-set', { variable: 'DEPOSIT_HOLD_SECONDS' }));
    onDone();
  };
  const report = async (): Promise<void> => {
    const held = await get<Goods & { seq: number }>('/playground/game/holdings');
    await post('game/teller/report', held);
  };
  useEffect(() => {
    if (!isOn) return;
    attempt(report);
    const timer = setInterval(() => attempt(report), REPORT_MS);
    return () => clearInterval(timer);
  }, [isOn]);
  return (
    <Panel id="holds" title={text('game.new-deposits')} outcome={outcome}>
      <label class="ticked">
        <input
          type="checkbox"
          checked={isOn === true}
          disabled={isOn === null}
          onChange={({ currentTarget: { checked } }) => attempt(() => turn(checked))}
        />
        {t('game.wait')}
      </label>
      <p class="quiet">{t(isOn ? 'game.waiting' : 'game.not-waiting')}</p>
    </Panel>
  );
}
