import type { Ref } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CommandInfo, OptionInfo, PretendMember } from '../chat/protocol.ts';
import { post } from './api.ts';
import { Button, CloseButton } from './button.tsx';
import { Combobox, type Suggestion } from './combobox.tsx';
import { onSubmit, usePageContext } from './page-context.ts';
import { t, text } from './words.ts';

interface CommandFormProps {
  readonly command: CommandInfo;
  readonly onRun: (options: Readonly<Record<string, string>>) => Promise<void>;
  readonly onLeave: () => void;
}

const EMPTY: Suggestion = { name: '', value: '' };

/** A command with a field for each of its options. */
export function CommandForm({ command, onRun, onLeave }: CommandFormProps) {
  const { path, options } = command;
  const { language } = usePageContext().me;
  const [fields, setFields] = useState<Readonly<Record<string, Suggestion>>>({});
  const first = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  const submit = onSubmit(() => {
    const given = Object.entries(fields).map(([name, { value }]) => [name, value.trim()] as const);
    void onRun(Object.fromEntries(given.filter(([, value]) => value !== '')));
  });
  return (
    <form class="composer is-command" onSubmit={submit}>
      <p class="command">
        <strong>/{path.join(' ')}</strong> <span>{command.description[language]}</span>
        <CloseButton class="leave" label={text('playground.leave-command')} onClick={onLeave} />
      </p>
      {options.map((option, at) => (
        <OptionField
          key={option.name}
          path={path}
          option={option}
          onLeave={onLeave}
          field={fields[option.name] ?? EMPTY}
          inputRef={at === 0 ? first : undefined}
          onChange={(field) => setFields((before) => ({ ...before, [option.name]: field }))}
        />
      ))}
      <Button label={text('playground.send')} />
    </form>
  );
}

interface OptionFieldProps extends Pick<CommandFormProps, 'onLeave'> {
  readonly path: readonly string[];
  readonly option: OptionInfo;
  /** What the field shows, and what is sent for it. */
  readonly field: Suggestion;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
  readonly onChange: (field: Suggestion) => void;
}

function OptionField({ path, option, field, inputRef, onChange, onLeave }: OptionFieldProps) {
  const { me, members } = usePageContext();
  const { name, isRequired } = option;
  const description = option.description[me.language];
  const suggest = async (typed: string): Promise<readonly Suggestion[]> => {
    if (option.kind === 'user') return suggestMembers(members, typed);
    if (option.isCompleted) return post('complete', { memberId: me.id, path, option: name, typed });
    return option.choices.filter((choice) => choice.name.toLowerCase().includes(typed.toLowerCase()));
  };
  return (
    <div class="option">
      <span class="option-name" aria-hidden="true">
        {name}
        {!isRequired && <small> {t('playground.optional')}</small>}
      </span>
      <Combobox
        label={`${name}: ${description}`}
        placeholder={description}
        text={field.name}
        isRequired={isRequired}
        inputRef={inputRef}
        suggest={suggest}
        onLeave={onLeave}
        onText={(typed) => onChange({ name: typed, value: typed })}
        onPick={onChange}
      />
    </div>
  );
}

const suggestMembers = (members: readonly PretendMember[], typed: string): readonly Suggestion[] =>
  members
    .filter(({ name }) => name.toLowerCase().startsWith(typed.replace(/^@/, '').toLowerCase()))
    .map(({ id, name }) => ({ name, value: id, hint: id }));
