import { expect } from 'bun:test';
import type { RenderedControl } from '../../src/commands/dispatch/panels.ts';
import type {
  TranslatedControl,
  TranslatedInput,
  TranslatedReply,
} from '../../src/commands/model/translate.ts';

type TranslatedRow = readonly (TranslatedControl | RenderedControl)[];

/** Expects what every screen relies on: Discord's bounds of what can be pressed, chosen and filled in. */
export function expectShowable({
  title,
  text = [],
  rows,
  fields = [],
  picture,
}: Omit<TranslatedReply, 'rows'> & { readonly rows: readonly TranslatedRow[] }): void {
  expectLength(title, 256);
  expect(fields.length).toBeLessThanOrEqual(25);
  for (const { name } of fields) expectLength(name, 256);
  // What was put together without its own words.
  expect(JSON.stringify([title, text, fields])).not.toContain('[object Object]');
  if (picture) expectLength(picture.alt, 1024);
  expect(rows.length).toBeLessThanOrEqual(5);
  for (const row of rows) {
    const controls = row.map((shown) => ('control' in shown ? shown.control : shown));
    const hasMenu = controls.some(({ kind }) => kind === 'menu');
    expect(controls.length).toBeGreaterThanOrEqual(1);
    expect(controls.length).toBeLessThanOrEqual(hasMenu ? 1 : 5);
    controls.forEach(expectUsable);
  }
}

function expectUsable(control: TranslatedControl): void {
  switch (control.kind) {
    case 'button':
      expectLength(control.label, 80);
      return;
    case 'form': {
      expectLength(control.label, 80);
      expectLength(control.form.title, 45);
      const { inputs } = control.form;
      expect(inputs.length).toBeGreaterThanOrEqual(1);
      expect(inputs.length).toBeLessThanOrEqual(5);
      inputs.forEach(expectFillable);
      return;
    }
    case 'menu': {
      const { choices, most = 1, placeholder } = control;
      expectLength(placeholder, 150);
      expect(choices.length).toBeLessThanOrEqual(25);
      expect(most).toBeLessThanOrEqual(choices.length);
      expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length);
      for (const { label, value, hint = 'none' } of choices) {
        for (const text of [label, value, hint]) expectLength(text, 100);
      }
      return;
    }
    default:
      control satisfies never;
  }
}

function expectFillable({
  label,
  placeholder = 'none',
  value = '',
  maxLength = 4000,
  minLength = 0,
}: TranslatedInput): void {
  expectLength(label, 45);
  expectLength(placeholder, 100);
  expect(value.length).toBeLessThanOrEqual(maxLength);
  expect(minLength).toBeLessThanOrEqual(maxLength);
}

function expectLength(text: string, most: number): void {
  expect(text.length).toBeGreaterThanOrEqual(1);
  expect(text.length).toBeLessThanOrEqual(most);
}
