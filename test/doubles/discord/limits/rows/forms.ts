import { menu, row } from './messages.ts';
import { limit, many, type Row, x } from './row.ts';

const input = (fields: object = {}) => ({ type: 4, style: 1, label: 'l', custom_id: 'i', ...fields });
const modal = (fields: object = {}) => ({
  title: 't',
  custom_id: 'f',
  components: [row(input())],
  ...fields,
});
const form = (fields: object) => modal({ components: [row(input(fields))] });
const label = (fields: object) => ({
  type: 18,
  label: 'l',
  component: { type: 4, style: 1, custom_id: 'i' },
  ...fields,
});

export const MODALS: readonly Row[] = [
  limit('title', 'title', (size) => modal({ title: x(size) }), 45),
  limit('custom_id', 'custom_id', (size) => modal({ custom_id: x(size) }), 100),
  limit(
    'inputs',
    'components',
    (size) => modal({ components: many(size, (i) => row(input({ custom_id: `i${i}` }))) }),
    5,
  ),
  limit('input label', 'components.0.components.0.label', (size) => form({ label: x(size) }), 45),
  limit('value', 'components.0.components.0.value', (size) => form({ value: x(size) }), 4000),
  limit('longest value', 'components.0.components.0.max_length', (size) => form({ max_length: size }), 4000),
  limit(
    'placeholder',
    'components.0.components.0.placeholder',
    (size) => form({ placeholder: x(size) }),
    100,
  ),
  limit('label', 'components.0.label', (size) => modal({ components: [label({ label: x(size) })] }), 45),
  limit(
    'label description',
    'components.0.description',
    (size) => modal({ components: [label({ description: x(size) })] }),
    100,
  ),
  {
    what: 'two inputs of one custom_id',
    fits: modal({ components: [row(input()), label({ component: menu() })] }),
    over: modal({ components: [row(input()), label({})] }),
    at: 'components',
  },
];

export const CHOICES: readonly Row[] = [
  limit(
    'choices',
    'choices',
    (size) => ({ choices: many(size, (i) => ({ name: `${i}`, value: `${i}` })) }),
    25,
  ),
  limit('choice name', 'choices.0.name', (size) => ({ choices: [{ name: x(size), value: 'v' }] }), 100),
  limit('choice value', 'choices.0.value', (size) => ({ choices: [{ name: 'n', value: x(size) }] }), 100),
  {
    what: 'an empty choice',
    fits: { choices: [] },
    over: { choices: [{ name: '', value: 'v' }] },
    at: 'choices.0.name',
  },
];
