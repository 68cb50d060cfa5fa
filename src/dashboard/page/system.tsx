import { formatSpan } from '../../format-span.ts';
import { errorText } from '../../web/page/request.ts';
import type { SystemState } from '../protocol-log.ts';
import { post } from './api.ts';
import { Backups } from './backups.tsx';
import { useDashboard, useMay, useNeeds } from './context.ts';
import { Doctor } from './doctor.tsx';
import { Badge, Facts, formatNumber, Section, Show, type Tone } from './parts.tsx';
import { useData } from './use-data.ts';

/** The bank as a program: how it is, its backups and its settings. */
export function System() {
  const loaded = useData<SystemState>('system');
  return (
    <>
      <h1>System</h1>
      <Show loaded={loaded}>
        {(state) => (
          <>
            <div class="columns">
              <Section title="How it is">
                <Health state={state} />
              </Section>
              <Section title="Backups">
                {state.keepsBackups ? <Backups /> : <p class="quiet">A bank in memory keeps none.</p>}
              </Section>
            </div>
            {state.hasDoctor && (
              <Section title="The doctor">
                <Doctor />
              </Section>
            )}
            <Section title="Settings">
              <Settings settings={state.settings} />
            </Section>
          </>
        )}
      </Show>
    </>
  );
}

const TONES: Readonly<Record<string, Tone>> = { ok: 'good', down: 'bad', unknown: 'warning' };

function Health({ state: { version, uptimeSeconds, checks, reach } }: { readonly state: SystemState }) {
  return (
    <>
      <Facts
        facts={[
          ['Version', version],
          ['Running for', formatSpan(uptimeSeconds)],
          ...Object.entries(checks).map(
            ([name, state]) => [name, <Badge tone={TONES[state] ?? 'plain'}>{state}</Badge>] as const,
          ),
          [
            'Searches reach',
            reach.seq >= reach.head
              ? 'every transaction'
              : `${formatNumber(reach.seq)} of ${formatNumber(reach.head)}`,
          ],
        ]}
      />
      <CheckButton />
    </>
  );
}

function CheckButton() {
  const { say } = useDashboard();
  const may = useMay();
  const needs = useNeeds();
  const check = (): void => {
    post('system/check', {}).then(
      () => say('The whole ledger is checked within a minute or two'),
      (error: unknown) => say(errorText(error)),
    );
  };
  return (
    <button
      type="button"
      class="button"
      disabled={!may('manager')}
      title={needs('manager') ?? undefined}
      onClick={check}
    >
      Check the whole ledger now
    </button>
  );
}

const Settings = ({ settings }: Pick<SystemState, 'settings'>) =>
  settings.length === 0 ? (
    <p class="quiet">This process was not told its settings.</p>
  ) : (
    <div class="table-frame">
      <table>
        <thead>
          <tr>
            {['Setting', 'In use', 'What it is for'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {settings.map((setting) => (
            <tr key={setting.name}>
              <td data-label="Setting">
                <code>{setting.name}</code>
              </td>
              <td data-label="In use">
                <span class="cell">
                  <InUse setting={setting} />
                </span>
              </td>
              <td data-label="What it is for">{setting.meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );

function InUse({ setting }: { readonly setting: SystemState['settings'][number] }) {
  const { value, isSet, isSecret } = setting;
  if (isSecret) return <Badge tone={isSet ? 'good' : 'plain'}>{isSet ? 'set' : 'not set'}</Badge>;
  if (value === null) return <span class="quiet">unset</span>;
  return (
    <>
      <code>{value}</code> {!isSet && <span class="quiet">default</span>}
    </>
  );
}
