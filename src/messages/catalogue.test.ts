import { describe, expect, test } from 'bun:test';
import { IntlMessageFormat } from 'intl-messageformat';
import { CATALOGUE } from './catalogue.ts';
import { LANGUAGES } from './languages.ts';

/** The kinds of elements that the library reads in a message. */
const TYPE = { literal: 0, number: 2, select: 5, plural: 6, pound: 7, tag: 8 } as const;

const parse = (source: string) => new IntlMessageFormat(source, 'en').getAst();

interface Gaps {
  /** `name: kind`, each once. */
  readonly values: readonly string[];
  /** The commands that it names, each as often as it does. */
  readonly commands: readonly string[];
  /** The forms of each plural. */
  readonly plurals: readonly (readonly string[])[];
  readonly hasNumberSign: boolean;
}

type Element = ReturnType<typeof parse>[number];

/** These elements and all that stand in them. */
const listElements = (elements: readonly Element[]): Element[] =>
  elements.flatMap((element) => {
    if (element.type === TYPE.tag) return [element, ...listElements(element.children)];
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [element];
    const inner = Object.values(element.options).flatMap(({ value }) => value);
    return [element, ...listElements(inner)];
  });

function readGaps(source: string): Gaps {
  const elements = listElements(parse(source)).filter(({ type }) => type !== TYPE.literal);
  const tags = elements.filter((element) => element.type === TYPE.tag);
  const plurals = elements.filter((element) => element.type === TYPE.plural);
  return {
    values: [...new Set(elements.map(nameGap))].sort(),
    commands: tags.filter(({ value }) => value === 'c').map(({ children }) => JSON.stringify(children)),
    plurals: plurals.map(({ options }) => Object.keys(options)),
    hasNumberSign: elements.some(({ type }) => type === TYPE.pound),
  };
}

/** Where one language counts what another one only writes, both are given a number. */
const nameGap = (element: Element): string =>
  'value' in element ? `${element.value}: ${element.type === TYPE.plural ? TYPE.number : element.type}` : '#';

describe.each(LANGUAGES)('the messages in %s', (language) => {
  const messages = new Map(Object.entries(CATALOGUE[language]));
  const gaps = Object.entries(CATALOGUE.en).map(([key, english]) => {
    const source = messages.get(key) ?? '';
    return { key, source, own: readGaps(source), english: readGaps(english) };
  });

  test('are those of English, and each says something', () => {
    expect([...messages.keys()].sort()).toEqual(Object.keys(CATALOGUE.en).sort());
    expect([...messages].filter(([, source]) => source.trim() === '')).toEqual([]);
  });

  test('have the same gaps, and name the same commands', () => {
    const about = ({ values, commands }: Gaps) => ({ values, commands: commands.toSorted() });
    const own = gaps.map(({ key, own: found }) => ({ key, ...about(found) }));
    expect(own).toEqual(gaps.map(({ key, english }) => ({ key, ...about(english) })));
  });

  test('have every plural form of the language', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    for (const { key, own } of gaps)
      for (const forms of own.plurals)
        expect([key, forms.toSorted()]).toEqual([key, pluralCategories.toSorted()]);
  });

  test('write numbers with the marks of the language, and quote nothing', () => {
    const wrong = gaps.filter(({ source, own }) => own.hasNumberSign || /'[{}<>]/.test(source));
    expect(wrong.map(({ key }) => key)).toEqual([]);
  });

  test('describe each command in what Discord takes', () => {
    const abouts = [...messages].filter(([key]) => key.startsWith('about.'));
    expect(abouts.filter(([, source]) => source.length > 100)).toEqual([]);
  });
});
