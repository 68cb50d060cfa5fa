import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { errorText, newId } from '../../web/page/request.ts';
import type { ActionDone, ActionPreview } from '../protocol.ts';
import { post } from './api.ts';
import { useDashboard, useNeeds } from './context.ts';
import { ActionDialog } from './dialog.tsx';
import { formatNumber, GoodsList, Sentence } from './parts.tsx';

interface ProposeProps {
  readonly opens: string;
  readonly title: string;
  /** What is written down so far, as the server takes it. */
  readonly written: object;
  /** Called once it is done, or waits: what was written down is not to be done twice. */
  readonly onDone?: () => void;
  /** The fields in which it is written down. */
  readonly children?: ComponentChildren;
}

/**
 * Something that may take a second person: it is looked at first, with what it is worth, then done or kept
 * until another manager agrees.
 */
export function ProposeButton({ opens, ...dialog }: ProposeProps) {
  const needs = useNeeds();
  const [isOpen, setOpen] = useState(false);
  const whyNot = needs('manager');
  return (
    <>
      <button
        type="button"
        class="button"
        disabled={whyNot !== null}
        title={whyNot ?? undefined}
        onClick={() => setOpen(true)}
      >
        {opens}
      </button>
      {isOpen && <ProposeDialog {...dialog} onClose={() => setOpen(false)} />}
    </>
  );
}

function ProposeDialog({
  title,
  written,
  children,
  onDone,
  onClose,
}: Omit<ProposeProps, 'opens'> & { readonly onClose: () => void }) {
  const { say } = useDashboard();
  const [id] = useState(newId);
  const [seen, setSeen] = useState<{ readonly text: string; readonly preview: ActionPreview } | null>(null);
  const [error, setError] = useState('');
  const text = JSON.stringify(written);
  // What was looked at is what is done: once something else is written, it is to be looked at again.
  const preview = seen?.text === text ? seen.preview : null;
  const look = (): void => {
    setError('');
    post<ActionPreview>('actions/preview', { written }).then(
      (answer) => setSeen({ text, preview: answer }),
      (cause: unknown) => setError(errorText(cause)),
    );
  };
  const act = async (reason: string): Promise<void> => {
    const done = await post<ActionDone>('actions', { id, reason, written });
    say(
      done.kind === 'done'
        ? `Done: ${done.transactionId}`
        : 'It waits for a second person, on the page Staff',
    );
    onDone?.();
  };
  return (
    <ActionDialog
      title={title}
      label={preview?.needsSecond ? 'Ask a second person' : 'Do it'}
      tone="bad"
      isReady={preview !== null}
      asksWhy={preview !== null}
      onAct={act}
      onClose={onClose}
    >
      {children}
      {preview ? (
        <PreviewNote preview={preview} />
      ) : (
        <p class="row">
          <button type="button" class="button primary" onClick={look}>
            Look at it first
          </button>
        </p>
      )}
      <p role="alert" class="wrong">
        {error}
      </p>
    </ActionDialog>
  );
}

export function PreviewNote({ preview }: { readonly preview: ActionPreview }) {
  const { sentence, worth, unvalued, suggestions, needsSecond } = preview;
  return (
    <div class="note" role="status">
      <p>
        <Sentence text={sentence} />
      </p>
      <GoodsList goods={preview} max={20} />
      <p class="quiet">
        Worth {worth === null ? 'unknown' : `${formatNumber(worth)} gems`}
        {unvalued === '0' ? '' : `, and ${unvalued} pets of unknown worth`}
      </p>
      {suggestions.map((suggestion) => (
        <p key={suggestion} class="wrong">
          {suggestion}
        </p>
      ))}
      {needsSecond && <p>You can’t do this alone: another manager has to agree, on the page Staff.</p>}
    </div>
  );
}
