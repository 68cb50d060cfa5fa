import type { Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { CommandInfo, OptionInfo, PretendMember } from '../chat/protocol.ts';
import { post } from './api.ts';
import { Button, CloseButton } from './button.tsx';
import { Combobox, type Suggestion } from './combobox.tsx';
import { onSubmit, usePageContext } from './page-context.ts';

interface CommandFormProps {
  readonly command: CommandInfo;
  readonly onRun: (options: Readonly<Record<string, string>>) => void;
  readonly onLeave: () => void;
}

/** What a field shows, and what is sent for it. */
interface FieldValue {
  readonly text: string;
  readonly value: string;
}

const EMPTY: FieldValue = { text: '', value: '' };

/** A command with a field for each of its options. */
export function CommandForm({ command, onRun, onLeave }: CommandFormProps) {
  const { path, options } = command;
  const [fields, setFields] = useState<Readonly<Record<string, FieldValue>>>({});
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = onSubmit(() => {
    const given = Object.entries(fields).map(([name, { value }]) => [name, value.trim()] as const);
    onRun(Object.fromEntries(given.filter(([, value]) => value !== '')));
  });
  return (
    <form class="composer is-command" onSubmit={submit}>
      <p class="command">
        <strong>/{path.join(' ')}</strong> <span>{command.description}</span>
        <CloseButton class="leave" label="Leave this command" onClick={onLeave} />
      </p>
      {options.map((option, at) => (
        <OptionField
          key={option.name}
          path={path}
          option={option}
          field={fields[option.name] ?? EMPTY}
          inputRef={at === 0 ? first : undefined}
          onChange={(field) => setFields((before) => ({ ...before, [option.name]: field }))}
          onLeave={onLeave}
        />
      ))}
      <Button label="Send" />
    </form>
  );
}

interface OptionFieldProps {
  readonly path: readonly string[];
  readonly option: OptionInfo;
  readonly field: FieldValue;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
  readonly onChange: (field: FieldValue) => void;
  readonly onLeave: () => void;
}

function OptionField({ path, option, field, inputRef, onChange, onLeave }: OptionFieldProps) {
  const { me, members } = usePageContext();
  const { name, description, isRequired } = option;
  const suggest = async (typed: string): Promise<readonly Suggestion[]> => {
    if (option.kind === 'user') return suggestMembers(members, typed);
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
        text={field.text}
        isRequired={isRequired}
        inputRef={inputRef}
        suggest={suggest}
        onText={(text) => onChange({ text, value: text })}
        onPick={({ name: text, value }) => onChange({ text, value })}
        onLeave={onLeave}
      />
    </div>
  );
}

const suggestMembers = (members: readonly PretendMember[], typed: string): readonly Suggestion[] =>
  members
    .filter(({ name }) => name.toLowerCase().startsWith(typed.replace(/^@/, '').toLowerCase()))
    .map(({ id, name }) => ({ name, value: id, hint: id }));
