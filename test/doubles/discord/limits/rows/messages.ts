import { limit, many, type Row, x } from './row.ts';

const QUIET = { allowed_mentions: { parse: [] } };

export const text = (content: unknown, more: object = {}) => ({ content, ...QUIET, ...more });
const embeds = (list: readonly object[]) => ({ embeds: list, ...QUIET });
export const embed = (fields: object) => embeds([{ description: 'x', ...fields }]);
const field = (fields: object) => embed({ fields: [{ name: 'n', value: 'v', ...fields }] });
export const row = (...components: object[]) => ({ type: 1, components });
const shown = (...rows: object[]) => ({ components: rows });
const button = (fields: object = {}) => ({ type: 2, style: 1, label: 'b', custom_id: 'b', ...fields });
export const menu = (fields: object = {}) => ({
  type: 3,
  custom_id: 'm',
  options: [{ label: 'l', value: 'v' }],
  ...fields,
});
const option = (fields: object) => shown(row(menu({ options: [{ label: 'l', value: 'v', ...fields }] })));

export const MESSAGES: readonly Row[] = [
  limit('content', 'content', (size) => text(x(size)), 2000),
  limit('nonce', 'nonce', (size) => text('x', { nonce: x(size) }), 25),
  limit('embeds', 'embeds', (size) => embeds(many(size, () => ({ title: 't' }))), 10),
  limit('title', 'embeds.0.title', (size) => embed({ title: x(size) }), 256),
  limit('description', 'embeds.0.description', (size) => embed({ description: x(size) }), 4096),
  limit(
    'fields',
    'embeds.0.fields',
    (size) => embed({ fields: many(size, () => ({ name: 'n', value: 'v' })) }),
    25,
  ),
  limit('field name', 'embeds.0.fields.0.name', (size) => field({ name: x(size) }), 256),
  limit('field value', 'embeds.0.fields.0.value', (size) => field({ value: x(size) }), 1024),
  limit('footer', 'embeds.0.footer.text', (size) => embed({ footer: { text: x(size) } }), 2048),
  limit('author', 'embeds.0.author.name', (size) => embed({ author: { name: x(size) } }), 256),
  limit(
    'characters in all embeds',
    'embeds',
    (size) => embeds([{ description: x(4000) }, { description: x(size - 4000) }]),
    6000,
  ),
  limit('color', 'embeds.0.color', (size) => embed({ color: size }), 0xffffff),
  limit('rows', 'components', (size) => shown(...many(size, (i) => row(button({ custom_id: `b${i}` })))), 5),
  limit(
    'buttons in a row',
    'components.0.components',
    (size) => shown(row(...many(size, (i) => button({ custom_id: `b${i}` })))),
    5,
  ),
  limit(
    'button label',
    'components.0.components.0.label',
    (size) => shown(row(button({ label: x(size) }))),
    80,
  ),
  limit(
    'custom_id',
    'components.0.components.0.custom_id',
    (size) => shown(row(button({ custom_id: x(size) }))),
    100,
  ),
  limit(
    'select options',
    'components.0.components.0.options',
    (size) => shown(row(menu({ options: many(size, (i) => ({ label: 'l', value: `v${i}` })) }))),
    25,
  ),
  limit(
    'option label',
    'components.0.components.0.options.0.label',
    (size) => option({ label: x(size) }),
    100,
  ),
  limit(
    'option value',
    'components.0.components.0.options.0.value',
    (size) => option({ value: x(size) }),
    100,
  ),
  limit(
    'option description',
    'components.0.components.0.options.0.description',
    (size) => option({ description: x(size) }),
    100,
  ),
  limit(
    'placeholder',
    'components.0.components.0.placeholder',
    (size) => shown(row(menu({ placeholder: x(size) }))),
    150,
  ),
  {
    what: 'an empty field name',
    fits: field({ name: 'n' }),
    over: field({ name: '' }),
    at: 'embeds.0.fields.0.name',
  },
  { what: 'an empty title', fits: embed({ title: 't' }), over: embed({ title: '' }), at: 'embeds.0.title' },
  { what: 'an embed with nothing', fits: embed({}), over: embeds([{}]), at: 'embeds.0.description' },
  {
    what: 'a text without allowed mentions',
    fits: text('x'),
    over: { content: 'x' },
    at: 'allowed_mentions',
  },
  {
    what: 'a text that may ping everyone',
    fits: text('x'),
    over: text('x', { allowed_mentions: { parse: ['everyone'] } }),
    at: 'allowed_mentions',
  },
  {
    what: 'a text whose list of mentions is left out',
    fits: text('x'),
    over: text('x', { allowed_mentions: { users: [] } }),
    at: 'allowed_mentions',
  },
  {
    what: 'two buttons of one custom_id',
    fits: shown(row(button()), row(button({ custom_id: 'c' }))),
    over: shown(row(button()), row(button())),
    at: 'components.1.components.0.custom_id',
  },
  {
    what: 'a menu beside a button',
    fits: shown(row(menu()), row(button())),
    over: shown(row(menu(), button())),
    at: 'components.0.components',
  },
  {
    what: 'a link with a custom_id',
    fits: shown(row({ type: 2, style: 5, label: 'l', url: 'https://roblox.com' })),
    over: shown(row(button({ style: 5, url: 'https://roblox.com' }))),
    at: 'components.0.components.0.custom_id',
  },
  {
    what: 'more to choose than there is',
    fits: shown(row(menu({ max_values: 1 }))),
    over: shown(row(menu({ max_values: 2 }))),
    at: 'components.0.components.0.max_values',
  },
  {
    what: 'a private message outside an interaction',
    fits: text('x', { flags: 4 }),
    over: text('x', { flags: 64 }),
    at: 'flags',
  },
  {
    what: 'a picture that is not sent along',
    fits: embed({ image: { url: 'https://example.com/a.png' } }),
    over: embed({ image: { url: 'attachment://a.png' } }),
    at: 'embeds',
  },
  {
    what: 'an attachment that is not sent along',
    fits: text('x', { attachments: [] }),
    over: text('x', { attachments: [{ id: 0 }] }),
    at: 'attachments.0.id',
  },
];
