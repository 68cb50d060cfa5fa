import type { Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Channel, CommandInfo } from '../chat/protocol.ts';
import { newId, post } from './api.ts';
import { Combobox, type Suggestion } from './combobox.tsx';
import { CommandForm } from './command-form.tsx';
import { onSubmit, usePageContext } from './page-context.ts';

interface ComposerProps {
  readonly channel: Channel;
  /** The command whose options are being filled in. */
  readonly command: CommandInfo | null;
  readonly onCommand: (command: CommandInfo | null) => void;
}

/** Where people write: text, or a command with its options. */
export function Composer({ channel, command, onCommand }: ComposerProps) {
  const { me, attempt } = usePageContext();
  const newMessage = (): object => ({ memberId: me.id, messageId: newId(), channel });
  const field = useRef<HTMLInputElement>(null);
  const leave = (): void => {
    onCommand(null);
    // Wait until the field is there again.
    setTimeout(() => field.current?.focus());
  };
  if (command) {
    const run = (options: Readonly<Record<string, string>>): void => {
      attempt(() => post('commands', { ...newMessage(), path: command.path, options }));
      leave();
    };
    return <CommandForm key={command.path.join(' ')} command={command} onRun={run} onLeave={leave} />;
  }
  return (
    <TextLine
      inputRef={field}
      onSend={(typed) => attempt(() => post('messages', { ...newMessage(), typed }))}
    />
  );
}

interface TextLineProps {
  readonly inputRef: Ref<HTMLInputElement>;
  readonly onSend: (typed: string) => void;
}

function TextLine({ inputRef, onSend }: TextLineProps) {
  const { me, commands, start } = usePageContext();
  const [text, setText] = useState('');
  useEffect(() => setText(''), [me.id]);
  const send = onSubmit(() => {
    if (text.trim() === '') return;
    onSend(text);
    setText('');
  });
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
        suggest={async (typed) => suggestCommands(commands, typed, me.isStaff)}
        onText={setText}
        onPick={pick}
      />
      <button type="submit" class="button primary" disabled={text.trim() === ''}>
        Send
      </button>
    </form>
  );
}

/** Suggests commands that begin with the text after `/` or `!`. */
function suggestCommands(
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
      name: [`${sign}${path.join(' ')}`, ...options.map(formatOption)].join(' '),
      value: path.join(' '),
      hint: description,
    }));
}

const formatOption = ({ name, isRequired }: CommandInfo['options'][number]): string =>
  isRequired ? `<${name}>` : `[${name}]`;
