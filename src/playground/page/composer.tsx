import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { CommandInfo, Language } from '../chat/protocol.ts';
import { Button } from './button.tsx';
import { Combobox, type Suggestion } from './combobox.tsx';
import { CommandForm } from './command-form.tsx';
import { onSubmit, usePageContext } from './page-context.ts';
import { text as inWords } from './words.ts';

export interface ComposerProps {
  /** The command whose options are being filled in. */
  readonly command: CommandInfo | null;
  readonly onCommand: (command: CommandInfo | null) => void;
}

/** Where people write: text, or a command with its options. */
export function Composer({ command, onCommand }: ComposerProps) {
  const { me, send } = usePageContext();
  const field = useRef<HTMLInputElement>(null);
  const leave = (): void => {
    onCommand(null);
    // Wait until the field is there again.
    setTimeout(() => field.current?.focus());
  };
  if (command) {
    // What was filled in stays until the bank has it.
    const run = async (options: Readonly<Record<string, string>>): Promise<void> => {
      if (await send('commands', { path: command.path, options })) leave();
    };
    return <CommandForm key={command.path.join(' ')} command={command} onRun={run} onLeave={leave} />;
  }
  return <TextLine key={me.id} inputRef={field} />;
}

function TextLine({ inputRef }: { inputRef: RefObject<HTMLInputElement | null> }) {
  const { me, commands, send, start } = usePageContext();
  const [text, setText] = useDraft(me.id);
  const allowed = commands.filter(({ isForStaff }) => me.isStaff || !isForStaff);
  const submit = onSubmit(async () => {
    if (text.trim() === '') return;
    setText('');
    // Written out, it is chosen, whether or not the suggestions have caught up.
    const chosen = allowed.find(({ path }) => `/${path.join(' ')}` === text.trim().toLowerCase());
    if (chosen) return start(chosen.path);
    // It comes back where it could not be sent, unless something else was written meanwhile.
    if (!(await send('messages', { typed: text }))) setText((now) => (now === '' ? text : now));
  });
  const pick = ({ value }: Suggestion): void => {
    const isTyped = text.startsWith('!');
    setText(isTyped ? `!${value} ` : '');
    if (!isTyped) start(value.split(' '));
  };
  return (
    <form class="composer" onSubmit={submit}>
      <Combobox
        label={inWords('playground.write-as', { name: me.name })}
        placeholder={inWords('playground.write')}
        inputRef={inputRef}
        text={text}
        suggest={async (typed) => suggestCommands(allowed, typed, me.language)}
        onText={setText}
        onPick={pick}
      />
      <Button
        label={inWords('playground.send')}
        whyNot={text.trim() === '' ? inWords('playground.write-first') : null}
      />
    </form>
  );
}

/** What a member has written and not sent: it outlives the page, which an outage may load anew. */
function useDraft(memberId: string) {
  const key = `petbank-draft-${memberId}`;
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? '');
  const change = (next: string | ((now: string) => string)): void =>
    setText((now) => {
      const written = typeof next === 'string' ? next : next(now);
      sessionStorage.setItem(key, written);
      return written;
    });
  return [text, change] as const;
}

/**
 * Suggests commands that begin with the text after `/` or `!`. One that is written out after `!` is not
 * among them, so that Enter sends it.
 */
function suggestCommands(
  commands: readonly CommandInfo[],
  typed: string,
  language: Language,
): readonly Suggestion[] {
  const [, sign, start] = /^([/!])(.*)$/.exec(typed) ?? [];
  if (sign === undefined || start === undefined) return [];
  const written = start.toLowerCase();
  return commands
    .filter(({ path }) => path.join(' ').startsWith(written))
    .filter(({ path }) => sign === '/' || path.join(' ') !== written)
    .map(({ path, description, options }) => {
      const value = path.join(' ');
      const fields = options.map(({ name, isRequired }) => (isRequired ? ` <${name}>` : ` [${name}]`));
      return { name: `${sign}${value}${fields.join('')}`, value, hint: description[language] };
    });
}
