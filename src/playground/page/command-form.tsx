import type { Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CommandInfo, OptionInfo, PretendMember } from '../chat/wire.ts';
import { post } from './api.ts';
import { Combobox, type Suggestion } from './combobox.tsx';
import { useView } from './view.ts';

interface CommandFormProps {
  readonly command: CommandInfo;
  readonly onAsk: (options: Readonly<Record<string, string>>) => void;
  readonly onLeave: () => void;
}

/** What is shown in a field, and what is sent for it. */
interface Written {
  readonly text: string;
  readonly value: string;
}

const NOTHING: Written = { text: '', value: '' };

/** A command with a field for each of its options. */
export function CommandForm({ command, onAsk, onLeave }: CommandFormProps) {
  const { path, options } = command;
  const [written, setWritten] = useState<Readonly<Record<string, Written>>>({});
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const ask = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = Object.entries(written).map(([name, { value }]) => [name, value.trim()] as const);
    onAsk(Object.fromEntries(given.filter(([, value]) => value !== '')));
  };
  return (
    <form class="composer is-command" onSubmit={ask}>
      <p class="asking">
        <strong>/{path.join(' ')}</strong> <span>{command.description}</span>
        <button type="button" class="leave" aria-label="Leave this command" onClick={onLeave}>
          ×
        </button>
      </p>
      {options.map((option, at) => (
        <OptionField
          key={option.name}
          path={path}
          option={option}
          written={written[option.name] ?? NOTHING}
          inputRef={at === 0 ? first : undefined}
          onWrite={(written) => setWritten((before) => ({ ...before, [option.name]: written }))}
          onLeave={onLeave}
        />
      ))}
      <button type="submit" class="button primary">
        Send
      </button>
    </form>
  );
}

interface OptionFieldProps {
  readonly path: readonly string[];
  readonly option: OptionInfo;
  readonly written: Written;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
  readonly onWrite: (written: Written) => void;
  readonly onLeave: () => void;
}

function OptionField({ path, option, written, inputRef, onWrite, onLeave }: OptionFieldProps) {
  const { me, members } = useView();
  const { name, description, isRequired } = option;
  const suggest = async (typed: string): Promise<readonly Suggestion[]> => {
    if (option.kind === 'user') return offerMembers(members, typed);
    if (option.isCompleted) return post('complete', { memberId: me.id, path, option: name, typed });
    return option.choices.filter((choice) => choice.name.toLowerCase().includes(typed.toLowerCase()));
  };
  return (
    <div class="option">
      <span class="option-name" aria-hidden="true">
        {name}
        {!isRequired && <small> optional</small>}
      </span>
      <Combobox
        label={`${name}: ${description}`}
        placeholder={description}
        text={written.text}
        isRequired={isRequired}
        inputRef={inputRef}
        suggest={suggest}
        onText={(text) => onWrite({ text, value: text })}
        onPick={({ name: text, value }) => onWrite({ text, value })}
        onLeave={onLeave}
      />
    </div>
  );
}

const offerMembers = (members: readonly PretendMember[], typed: string): readonly Suggestion[] =>
  members
    .filter(({ name }) => name.toLowerCase().startsWith(typed.replace(/^@/, '').toLowerCase()))
    .map(({ id, name }) => ({ name, value: id, hint: id }));
