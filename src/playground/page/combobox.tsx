import type { Ref } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';

export interface Suggestion {
  readonly name: string;
  readonly value: string;
  readonly hint?: string;
}

interface ComboboxProps {
  readonly label: string;
  readonly text: string;
  readonly placeholder?: string;
  readonly isRequired?: boolean;
  readonly inputRef?: Ref<HTMLInputElement> | undefined;
  /** Returns what to suggest for the text. */
  readonly suggest: (text: string) => Promise<readonly Suggestion[]>;
  readonly onText: (text: string) => void;
  readonly onPick: (suggestion: Suggestion) => void;
  /** Called for Esc when no list is open. */
  readonly onLeave?: () => void;
}

/** A field with suggestions: the arrow keys choose, Enter and Tab accept, Esc closes the list. */
export function Combobox(props: ComboboxProps) {
  const { label, text, placeholder, isRequired = false, inputRef = null, onText } = props;
  const { offered, at, ...list } = useList(props);
  const id = useId();
  return (
    <div class="combobox">
      <input
        ref={inputRef}
        role="combobox"
        aria-label={label}
        aria-expanded={list.isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={list.isOpen && at >= 0 ? `${id}-${at}` : undefined}
        autocomplete="off"
        spellcheck={false}
        value={text}
        placeholder={placeholder}
        required={isRequired}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
        onFocus={() => list.setFocused(true)}
        onBlur={() => list.setFocused(false)}
        onKeyDown={list.onKey}
      />
      {list.isOpen && <Options id={id} label={label} offered={offered} at={at} onPick={list.take} />}
    </div>
  );
}

const PAUSE_MS = 100;
const ACCEPTING = ['Enter', 'Tab'];

/** The suggestions, which of them is highlighted, and what keys do. */
function useList({ text, suggest, onPick, onLeave }: ComboboxProps) {
  const [{ offered, offeredFor }, offer] = useState<Offered>({ offered: [], offeredFor: '' });
  const [at, setAt] = useState(0);
  const [isFocused, setFocused] = useState(false);
  const [closedFor, close] = useState<string>();
  useEffect(() => {
    let isCurrent = isFocused;
    const show = (found: readonly Suggestion[]): void => {
      if (!isCurrent) return;
      offer({ offered: found, offeredFor: text });
      // For an empty field nothing is highlighted, so that Enter submits the form.
      setAt(text === '' ? -1 : 0);
    };
    // A failure to suggest needs no message: people can still type.
    const timer = setTimeout(() => suggest(text).then(show, () => show([])), PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text, isFocused]);
  const isOpen = isFocused && offered.length > 0 && closedFor !== text;
  const take = (suggestion: Suggestion): void => {
    onPick(suggestion);
    close(suggestion.name);
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    // What was suggested for another text is nobody's choice: Enter then sends what was typed.
    const marked = offeredFor === text ? offered[at] : undefined;
    if (event.key === 'Escape') isOpen ? close(text) : onLeave?.();
    else if (!isOpen) return;
    else if (step !== undefined) setAt((at + step + offered.length) % offered.length);
    else if (marked && ACCEPTING.includes(event.key)) take(marked);
    else return;
    event.preventDefault();
  };
  return { offered, at, isOpen, setFocused, take, onKey };
}

/** What is suggested, and the text that it is for: while people type, another one is in the field already. */
interface Offered {
  readonly offered: readonly Suggestion[];
  readonly offeredFor: string;
}

interface OptionsProps extends Pick<ComboboxProps, 'label' | 'onPick'> {
  readonly id: string;
  readonly offered: readonly Suggestion[];
  readonly at: number;
}

function Options({ id, label, offered, at, onPick }: OptionsProps) {
  useEffect(() => document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' }), [at]);
  return (
    <div class="offered" id={`${id}-list`} role="listbox" aria-label={label}>
      {offered.map((suggestion, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus, and its keys choose here
        <div
          key={suggestion.value}
          id={`${id}-${index}`}
          class="offer"
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          // Pressing must not take the focus from the field.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(suggestion)}
        >
          <span>{suggestion.name}</span>
          {suggestion.hint !== undefined && <small>{suggestion.hint}</small>}
        </div>
      ))}
    </div>
  );
}
