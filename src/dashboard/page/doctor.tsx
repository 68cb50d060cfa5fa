import { useState } from 'preact/hooks';
import type { Finding } from '../../finding.ts';
import { errorText } from '../../web/page/request.ts';
import { post } from './api.ts';
import { AsyncButton } from './async-button.tsx';
import { useDashboard, useMay, useNeeds } from './context.ts';
import { Badge, type Tone } from './parts.tsx';

const TONES: { readonly [L in Finding['level']]: Tone } = { ok: 'good', warn: 'warning', bad: 'bad' };
const WORDS: { readonly [L in Finding['level']]: string } = { ok: 'well', warn: 'look', bad: 'to fix' };
const RANKS: { readonly [L in Finding['level']]: number } = { bad: 0, warn: 1, ok: 2 };

/** What the doctor finds about this very bank, when somebody asks. */
export function Doctor() {
  const { me } = useDashboard();
  const may = useMay();
  const needs = useNeeds();
  const [findings, setFindings] = useState<readonly Finding[] | null>(null);
  const [error, setError] = useState('');
  const whyNot = me.level === 'admin' || may('manager') ? null : needs('manager');
  const ask = (): Promise<void> => {
    setError('');
    return post<{ rows: readonly Finding[] }>('system/examine', {}).then(
      ({ rows }) => setFindings(rows.toSorted((one, other) => RANKS[one.level] - RANKS[other.level])),
      (cause: unknown) => setError(errorText(cause)),
    );
  };
  return (
    <>
      <AsyncButton whyNot={whyNot} busy="Looking …" act={ask}>
        Examine the bank
      </AsyncButton>
      <p role="alert" class="wrong">
        {error}
      </p>
      <div role="status">
        {findings && (
          <ul class="findings" aria-label="What was found">
            {findings.map((finding) => (
              <FindingLine key={finding.about + finding.text} finding={finding} />
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

const FindingLine = ({ finding: { about, level, text, remedy, command } }: { readonly finding: Finding }) => (
  <li>
    <Badge tone={TONES[level]}>{WORDS[level]}</Badge> <strong>{about}</strong> {text}
    {remedy !== null && <p>To fix it: {remedy}.</p>}
    {command !== null && <code class="command">{command}</code>}
  </li>
);
