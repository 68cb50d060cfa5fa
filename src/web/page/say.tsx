import type { VNode } from 'preact';
import type { BrowserCatalogue } from '../../messages/browser/catalogue.ts';
import type { GivenValues, MessageKey, MessageValues } from '../../messages/catalogue.ts';
import { formatSource, type GivenValue } from '../../messages/icu.ts';
import { LANGUAGE } from './words.ts';

type Piece = string | VNode;

/** Makes what says the messages of one page, with what stands in their gaps: texts, numbers and elements. */
export function createSay<Messages>(catalogue: BrowserCatalogue<Messages>) {
  type Key = keyof Messages & MessageKey;
  function say<Name extends Key>(
    name: Name,
    ...values: GivenValues<MessageValues<Name, Piece>>
  ): readonly Piece[];
  function say(name: Key, values: Readonly<Record<string, GivenValue<VNode>>> = {}): readonly Piece[] {
    return formatSource({ language: LANGUAGE, source: catalogue[LANGUAGE][name] }, values, MARKS);
  }
  return say;
}

const MARKS = {
  b: (inner: readonly Piece[]): VNode => <strong>{inner}</strong>,
  c: (inner: readonly Piece[]): VNode => <code>/{inner}</code>,
};
