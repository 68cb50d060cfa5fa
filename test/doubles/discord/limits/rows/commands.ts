import { limit, many, type Row, x } from './row.ts';

export const command = (fields: object = {}) => ({ name: 'n', description: 'd', ...fields });
const withOption = (fields: object) =>
  command({ options: [{ type: 3, name: 'o', description: 'd', ...fields }] });
export const optional = (index: number) => ({ type: 3, name: `o${index}`, description: 'd' });

export const COMMANDS_TABLE: readonly Row[] = [
  limit('name', 'name', (size) => command({ name: x(size) }), 32),
  limit('description', 'description', (size) => command({ description: x(size) }), 100),
  limit('options', 'options', (size) => command({ options: many(size, optional) }), 25),
  limit('option name', 'options.0.name', (size) => withOption({ name: x(size) }), 32),
  limit('option description', 'options.0.description', (size) => withOption({ description: x(size) }), 100),
  limit(
    'choices',
    'options.0.choices',
    (size) => withOption({ choices: many(size, (i) => ({ name: `c${i}`, value: 'v' })) }),
    25,
  ),
  limit(
    'choice name',
    'options.0.choices.0.name',
    (size) => withOption({ choices: [{ name: x(size), value: 'v' }] }),
    100,
  ),
  limit(
    'choice value',
    'options.0.choices.0.value',
    (size) => withOption({ choices: [{ name: 'c', value: x(size) }] }),
    100,
  ),
  {
    what: 'an upper-case name',
    fits: command({ name: 'verify-confirm' }),
    over: command({ name: 'Verify' }),
    at: 'name',
  },
  {
    what: 'a name with a space',
    fits: command({ name: 'größe_1' }),
    over: command({ name: 'a b' }),
    at: 'name',
  },
  { what: 'an empty description', fits: command(), over: command({ description: '' }), at: 'description' },
  {
    what: 'a translated name with a space',
    fits: command({ name_localizations: { de: 'wert' } }),
    over: command({ name_localizations: { de: 'der wert' } }),
    at: 'name_localizations.de',
  },
  {
    what: 'a language that Discord lacks',
    fits: command({ description_localizations: { 'pt-BR': 'd' } }),
    over: command({ description_localizations: { klingon: 'd' } }),
    at: 'description_localizations',
  },
  {
    what: 'a required option after an optional one',
    fits: command({ options: [{ ...optional(1), required: true }, optional(2)] }),
    over: command({ options: [optional(1), { ...optional(2), required: true }] }),
    at: 'options.1',
  },
  {
    what: 'two options of one name',
    fits: command({ options: [optional(1), optional(2)] }),
    over: command({ options: [optional(1), optional(1)] }),
    at: 'options.1',
  },
  {
    what: 'choices and autocomplete together',
    fits: withOption({ autocomplete: true }),
    over: withOption({ autocomplete: true, choices: [{ name: 'c', value: 'v' }] }),
    at: 'options.0.choices',
  },
  {
    what: 'an option beside a sub-command',
    fits: command({ options: [{ type: 1, name: 's', description: 'd' }] }),
    over: command({ options: [{ type: 1, name: 's', description: 'd' }, optional(1)] }),
    at: 'options',
  },
  limit(
    'characters in all',
    'body',
    (size) => {
      const choice = (index: number) => ({ name: String(index).padStart(90, '0'), value: x(100) });
      const full = { type: 3, name: 'a', description: 'd', choices: many(25, choice) };
      const rest = { type: 3, name: 'b', description: 'd', choices: many(17, choice) };
      const left = size - 42 * 190 - 8;
      const last = { type: 3, name: 'c', description: 'd', choices: [{ name: x(left - 1), value: 'v' }] };
      return command({ options: [full, rest, last] });
    },
    8000,
  ),
];
