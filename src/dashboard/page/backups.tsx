import { useState } from 'preact/hooks';
import { errorText } from '../../web/page/request.ts';
import type { BackupDrill, BackupRow } from '../protocol-log.ts';
import { post } from './api.ts';
import { useDashboard, useMay, useNeeds } from './context.ts';
import { Ago, CopyId, formatNumber, Show } from './parts.tsx';
import { useData } from './use-data.ts';

/** Either what was done, or why it was not. */
type Explained<Done> =
  | { readonly done: Done; readonly error?: never }
  | { readonly error: string; readonly done?: never };

/** The backups beside the database: made, tried, kept elsewhere, and how one is restored. */
export function Backups() {
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

function BackupLine({ row: { name, bytes, madeAt, restoreCommand }, busy, onDrill }: BackupLineProps) {
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
      <Restore command={restoreCommand} />
    </li>
  );
}

/** A bank can't be restored while it runs: these are the steps, for whoever is at its machine. */
const Restore = ({ command }: { readonly command: string }) => (
  <details class="steps">
    <summary>Restore it for good</summary>
    <ol>
      <li>Halt the bank, and stop it on its machine.</li>
      <li>
        Type there, with an empty place after <code>--to</code>: <code class="command">{command}</code>
      </li>
      <li>
        Set <code>DATABASE_URL</code> to that place, make new keys for all programs, and start the bank.
      </li>
      <li>
        Halt it at once, and compare every teller with the ledger before you open it: what happened after the
        backup is missing.
      </li>
    </ol>
  </details>
);
