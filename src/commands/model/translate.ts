import { formatMessage } from '../../messages/format.ts';
import type { GivenValue } from '../../messages/icu.ts';
import type { Language } from '../../messages/languages.ts';
import type { Button, Control, Form, FormButton, FormInput, Menu, Reply } from './reply.ts';
import type { PlainSpan, PlainText, Span, Text, Words } from './text.ts';

/** A reply in one language. */
export interface TranslatedReply extends Omit<Reply, 'title' | 'text' | 'fields' | 'picture' | 'rows'> {
  readonly title: string;
  readonly text?: PlainText;
  readonly fields?: readonly {
    readonly name: string;
    readonly text: PlainText;
    readonly isInline?: boolean;
  }[];
  readonly picture?: { readonly png: Uint8Array; readonly alt: string };
  readonly rows?: readonly (readonly TranslatedControl[])[];
}

export type TranslatedControl = TranslatedButton | TranslatedFormButton | TranslatedMenu;

interface TranslatedLabels {
  readonly label: string;
  readonly whyNot?: string;
}

export interface TranslatedButton extends Omit<Button, keyof TranslatedLabels>, TranslatedLabels {}

export interface TranslatedFormButton
  extends Omit<FormButton, keyof TranslatedLabels | 'form'>,
    TranslatedLabels {
  readonly form: TranslatedForm;
}

export interface TranslatedForm {
  readonly title: string;
  readonly inputs: readonly TranslatedInput[];
}

export interface TranslatedInput extends Omit<FormInput, 'label' | 'placeholder'> {
  readonly label: string;
  readonly placeholder?: string;
}

export interface TranslatedMenu extends Omit<Menu, 'placeholder' | 'choices'> {
  readonly placeholder: string;
  readonly choices: readonly { readonly label: string; readonly value: string; readonly hint?: string }[];
}

/** Says a reply in a language. What is in one already stays as it is. */
export function translateReply(reply: Reply, language: Language): TranslatedReply {
  const { title, text, fields, picture, rows, ...rest } = reply;
  return {
    ...rest,
    title: toLine(title, language),
    ...(text && { text: toPlainText(text, language) }),
    ...(fields && {
      fields: fields.map((field) => ({
        ...field,
        name: toLine(field.name, language),
        text: toPlainText(field.text, language),
      })),
    }),
    ...(picture && { picture: { ...picture, alt: toLine(picture.alt, language) } }),
    ...(rows && { rows: rows.map((row) => row.map((control) => translateControl(control, language))) }),
  };
}

function translateControl(control: Control, language: Language): TranslatedControl {
  switch (control.kind) {
    case 'button': {
      const { label, whyNot, ...rest } = control;
      return { ...rest, ...translateLabels({ label, whyNot }, language) };
    }
    case 'form': {
      const { label, whyNot, form, ...rest } = control;
      return {
        ...rest,
        ...translateLabels({ label, whyNot }, language),
        form: translateForm(form, language),
      };
    }
    case 'menu':
      return {
        ...control,
        placeholder: toLine(control.placeholder, language),
        choices: control.choices.map(({ label, value, hint }) => ({
          label: toLine(label, language),
          value,
          ...(hint === undefined ? {} : { hint: toLine(hint, language) }),
        })),
      };
    default:
      return control satisfies never;
  }
}

interface Labels {
  readonly label: Words;
  readonly whyNot: Words | undefined;
}

const translateLabels = ({ label, whyNot }: Labels, language: Language): TranslatedLabels => ({
  label: toLine(label, language),
  ...(whyNot === undefined ? {} : { whyNot: toLine(whyNot, language) }),
});

export const translateForm = ({ title, inputs }: Form, language: Language): TranslatedForm => ({
  title: toLine(title, language),
  inputs: inputs.map(({ label, placeholder, ...input }) => ({
    ...input,
    label: toLine(label, language),
    ...(placeholder === undefined ? {} : { placeholder: toLine(placeholder, language) }),
  })),
});

/** Says text in a language. */
export const toPlainText = (text: Text, language: Language): PlainText =>
  text.flatMap((span) => translateSpan(span, language));

/** Says words in a language, without any form. */
export const toLine = (words: Words, language: Language): string =>
  typeof words === 'string' ? words : toPlainText(words, language).map(readSpan).join('');

function translateSpan(span: Span, language: Language): PlainText {
  switch (span.kind) {
    case 'message':
      return translateMessage(span, language);
    case 'strong':
    case 'link':
      return [{ ...span, text: toLine(span.text, language) }];
    default:
      return [span];
  }
}

/** What stands in the gap of a message: no text, so that it keeps its form. */
interface Piece {
  readonly text: PlainText;
}

function translateMessage(
  { key, values }: Extract<Span, { kind: 'message' }>,
  language: Language,
): PlainText {
  const given = Object.entries(values).map(([name, value]): [string, GivenValue<Piece>] => {
    if (typeof value !== 'object') return [name, value];
    return [name, { text: toPlainText('kind' in value ? [value] : value, language) }];
  });
  const pieces = formatMessage({ language, key }, Object.fromEntries(given), MARKS);
  return toText(pieces);
}

const toText = (pieces: readonly (string | Piece)[]): PlainText =>
  pieces.flatMap((piece) => (typeof piece === 'string' ? [{ kind: 'plain', text: piece }] : piece.text));

const readPieces = (pieces: readonly (string | Piece)[]): string => toText(pieces).map(readSpan).join('');

const MARKS = {
  b: (inner: readonly (string | Piece)[]): Piece => ({ text: [{ kind: 'strong', text: readPieces(inner) }] }),
  c: (inner: readonly (string | Piece)[]): Piece => ({
    text: [{ kind: 'command', name: readPieces(inner) }],
  }),
};

/** A piece of text without marks, with times in ISO 8601. */
export function readSpan(span: PlainSpan): string {
  switch (span.kind) {
    case 'time':
      return new Date(span.at).toISOString();
    case 'command':
      return `/${span.name}`;
    case 'user':
      return `@${span.discordUserId}`;
    default:
      return span.text;
  }
}
