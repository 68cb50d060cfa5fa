import type { Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CommandInfo, Place } from '../chat/wire.ts';
import { newId, post } from './api.ts';
import { Combobox, type Suggestion } from './combobox.tsx';
import { CommandForm } from './command-form.tsx';
import { useView } from './view.ts';

interface ComposerProps {
  readonly place: Place;
  /** The command whose options are being filled in. */
  readonly command: CommandInfo | null;
  readonly onCommand: (command: CommandInfo | null) => void;
}

/** Where one writes: words, or a command with its options. */
export function Composer({ place, command, onCommand }: ComposerProps) {
  const { me, attempt } = useView();
  const saying = (): object => ({ memberId: me.id, messageId: newId(), place });
  const field = useRef<HTMLInputElement>(null);
  const leave = (): void => {
    onCommand(null);
    // Once the field is back.
    setTimeout(() => field.current?.focus());
  };
  if (command) {
    const ask = (options: Readonly<Record<string, string>>): void => {
      attempt(() => post('asked', { ...saying(), path: command.path, options }));
      leave();
    };
    return <CommandForm key={command.path.join(' ')} command={command} onAsk={ask} onLeave={leave} />;
  }
  return <Line inputRef={field} onSend={(typed) => attempt(() => post('typed', { ...saying(), typed }))} />;
}

interface LineProps {
  readonly inputRef: Ref<HTMLInputElement>;
  readonly onSend: (typed: string) => void;
}

function Line({ inputRef, onSend }: LineProps) {
  const { me, commands, start } = useView();
  const [text, setText] = useState('');
  useEffect(() => setText(''), [me.id]);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    if (text.trim() === '') return;
    onSend(text);
    setText('');
  };
  const pick = ({ value }: Suggestion): void => {
    const isTyped = text.startsWith('!');
    setText(isTyped ? `!${value} ` : '');
    if (!isTyped) start(value.split(' '));
  };
  return (
    <form class="composer" onSubmit={send}>
      <Combobox
        label={`Write as ${me.name}`}
        placeholder="Write, or / for commands"
        inputRef={inputRef}
        text={text}
        suggest={async (typed) => offerCommands(commands, typed, me.isStaff)}
        onText={setText}
        onPick={pick}
      />
      <button type="submit" class="button primary" disabled={text.trim() === ''}>
        Send
      </button>
    </form>
  );
}

/** Commands that begin with what stands behind `/` or `!`. */
function offerCommands(
  commands: readonly CommandInfo[],
  typed: string,
  isStaff: boolean,
): readonly Suggestion[] {
  const [, sign, start] = /^([/!])(.*)$/.exec(typed) ?? [];
  if (sign === undefined || start === undefined) return [];
  return commands
    .filter(
      ({ path, isForStaff }) => path.join(' ').startsWith(start.toLowerCase()) && (isStaff || !isForStaff),
    )
    .map(({ path, description, options }) => ({
      name: [`${sign}${path.join(' ')}`, ...options.map(describeOption)].join(' '),
      value: path.join(' '),
      hint: description,
    }));
}

const describeOption = ({ name, isRequired }: CommandInfo['options'][number]): string =>
  isRequired ? `<${name}>` : `[${name}]`;
