import { useState } from 'preact/hooks';
import type { BackupDrill, BackupRow, SystemState } from '../protocol-log.ts';
import { errorText, post } from './api.ts';
import { useDashboard, useMay, useNeeds } from './context.ts';
import { Ago, Badge, CopyId, Facts, formatNumber, Section, Show, type Tone } from './parts.tsx';
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
const HOUR = 3_600;

function Health({ state: { version, uptimeSeconds, checks, reach } }: { readonly state: SystemState }) {
  return (
    <>
      <Facts
        facts={[
          ['Version', version],
          [
            'Runs for',
            uptimeSeconds >= HOUR
              ? `${Math.floor(uptimeSeconds / HOUR)} h`
              : `${Math.floor(uptimeSeconds / 60)} min`,
          ],
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

/** Either what was done, or why it was not. */
type Explained<Done> =
  | { readonly done: Done; readonly error?: never }
  | { readonly error: string; readonly done?: never };

function Backups() {
  const { me } = useDashboard();
  const may = useMay();
  const needs = useNeeds();
  const isAllowed = may('owner') || me.level === 'admin';
  const loaded = useData<{ readonly rows: readonly BackupRow[] }>(isAllowed ? 'system/backups' : null);
  const { busy, told, make, drill } = useBackups(loaded.reload);
  if (!isAllowed)
    return <p class="quiet">Backups hold personal data: only owners and the admin token see them.</p>;
  return (
    <>
      <button
        type="button"
        class="button primary"
        disabled={busy !== '' || !may('owner')}
        title={needs('owner') ?? undefined}
        onClick={make}
      >
        {busy === MAKING ? 'Making …' : 'Make a backup now'}
      </button>
      <p role="status">{told}</p>
      <Show loaded={loaded}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p class="empty">None is kept beside the database yet.</p>
          ) : (
            <ul class="backups">
              {rows.map((row) => (
                <BackupLine key={row.name} row={row} busy={busy} onDrill={drill} />
              ))}
            </ul>
          )
        }
      </Show>
      <p class="quiet small">
        The newest are kept, as BACKUP_KEEP says. Keep some elsewhere too: whoever loses the disk loses both.
      </p>
    </>
  );
}

const MAKING = 'make';

/** Makes and tries backups, one thing at a time. */
function useBackups(reload: () => void) {
  const [busy, setBusy] = useState('');
  const [told, setTold] = useState('');
  const run = async <Done,>(path: string, body: object, tell: (done: Done) => string): Promise<void> => {
    setTold('');
    try {
      const { done, error } = await post<Explained<Done>>(path, body);
      setTold(done === undefined ? (error ?? '') : tell(done));
    } catch (error) {
      setTold(errorText(error));
    }
    setBusy('');
    reload();
  };
  return {
    busy,
    told,
    make(): void {
      setBusy(MAKING);
      void run<{ name: string }>('system/backups/make', {}, ({ name }) => `Made ${name}`);
    },
    drill(name: string): void {
      setBusy(name);
      void run<BackupDrill>('system/backups/drill', { name }, (done) => `${name} ${describeDrill(done)}`);
    },
  };
}

function describeDrill({ seq, head, isAuthenticated, tookMs }: BackupDrill): string {
  const proof = isAuthenticated ? 'authenticated' : 'NOT authenticated (BACKUP_KEY is not set)';
  const what = `${formatNumber(seq)} transactions, head ${head.slice(0, 12)}…`;
  return `restores: ${what}, the ledger holds, ${proof}, in ${formatNumber(tookMs)} ms`;
}

interface BackupLineProps {
  readonly row: BackupRow;
  readonly busy: string;
  readonly onDrill: (name: string) => void;
}

function BackupLine({ row: { name, bytes, madeAt }, busy, onDrill }: BackupLineProps) {
  const may = useMay();
  const needs = useNeeds();
  return (
    <li class="row">
      <CopyId id={name} />
      <span class="quiet">
        {formatNumber(Math.ceil(bytes / 1024))} KiB, <Ago at={madeAt} />
      </span>
      <a
        class="button"
        href={`/dashboard/api/system/backup?name=${encodeURIComponent(name)}`}
        download={name}
      >
        Download
      </a>
      <button
        type="button"
        class="button"
        disabled={busy !== '' || !may('owner')}
        title={needs('owner') ?? undefined}
        onClick={() => onDrill(name)}
      >
        {busy === name ? 'Restoring …' : 'Try to restore it'}
      </button>
    </li>
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
                <InUse setting={setting} />
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
