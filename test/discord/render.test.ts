import { describe, expect, test } from 'bun:test';
import { z } from 'zod';
import type { RenderedReply } from '../../src/commands/dispatch/types.ts';
import { code, command, fullTime, relativeTime, say, strong, user } from '../../src/commands/model/text.ts';
import { type TranslatedControl, toPlainText } from '../../src/commands/model/translate.ts';
import { toModal } from '../../src/discord/components.ts';
import { escapeMarkdown } from '../../src/discord/escape.ts';
import { toMarkdown } from '../../src/discord/markdown.ts';
import { renderMessage } from '../../src/discord/render.ts';
import { checkFiles } from '../doubles/discord/limits/files.ts';
import { readForm } from '../doubles/discord/limits/form.ts';
import { messageSchema } from '../doubles/discord/limits/message.ts';
import { modalSchema } from '../doubles/discord/limits/modal.ts';
import { INJECTIONS } from './corpus.ts';

const mention = (name: string): string => (name === 'balance' ? '</balance:42>' : `/${name}`);
const act = async () => ({ title: '' });

const WEB = 'https://x.example/';

/** A reply with this text in every place that takes one, as often as the place can be there. */
function replyOf(text: string): RenderedReply {
  const button: TranslatedControl = { kind: 'button', label: text, act };
  const choices = Array.from({ length: 40 }, (_, at) => ({ label: text, value: `${at}`, hint: text }));
  const menu: TranslatedControl = {
    kind: 'menu',
    placeholder: text,
    choices: [...choices, { label: text, value: text }],
    most: 40,
    act,
  };
  const buttons = [1, 2, 3, 4, 5, 6].map((at) => ({ id: `p.${at}`, control: button }));
  const row = (at: number) => buttons.map(({ id, control }) => ({ id: `${id}.${at}`, control }));
  return {
    title: text,
    text: [
      ...toPlainText(say`${text} ${strong(text)} ${code(text)}`, 'en'),
      { kind: 'link', text, url: `https://x.example/${text}` },
    ],
    people: Array.from({ length: 12 }, () => ({ name: text, avatarUrl: WEB, url: `${WEB}${text}` })),
    fields: Array.from({ length: 30 }, () => ({
      name: text,
      text: toPlainText(say`${text}${strong(text)}`, 'en'),
    })),
    person: { name: text, avatarUrl: text },
    picture: { png: new Uint8Array(8), alt: text },
    file: { name: text, type: 'application/json', bytes: new Uint8Array(4) },
    rows: [[{ id: 'p.menu', control: menu }], row(1), row(2), row(3), row(4), row(5)],
    isPublic: false,
    level: null,
  };
}

/** Checks the message as Discord's double checks it, and gives it back as Discord reads it. */
function checked(rendered: RenderedReply) {
  const { files, allowedMentions, ...rest } = renderMessage(rendered, mention);
  const attachments = files.map(({ name, description }, id) => ({ id, filename: name, description }));
  const sent = { ...rest, attachments, allowed_mentions: allowedMentions };
  const body = readForm(messageSchema, JSON.parse(JSON.stringify(sent)));
  const uploaded = files.map(({ name = '', attachment }, id) => ({
    id: String(id),
    name,
    contentType: '',
    bytes: z.instanceof(Uint8Array).parse(attachment),
  }));
  checkFiles(body, uploaded, []);
  return body;
}

/** What of it Discord would still read as a sign: what stands behind no backslash. */
const signs = (written: string): string => written.replace(/\\[^0-9A-Za-z\s]/g, '=');

describe('text from outside', () => {
  test.each(INJECTIONS)('%s never acts', (_, text) => {
    const written = signs(escapeMarkdown(text));
    expect(written).not.toMatch(/[\\`*_~|<@[\]]|:\/\//);
    expect(written).not.toMatch(/^\s*([-+#>]|\d+[.)])/m);
    expect(written).not.toMatch(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]/);
  });

  test.each(INJECTIONS)('%s fits every place of a message, and of a form', (_, text) => {
    const [embed] = checked(replyOf(text)).embeds ?? [];
    for (const { value } of embed?.fields ?? []) {
      expect(signs(value.replace(/^[^*]*\*\*|\*\*…?$/g, ''))).not.toMatch(/[<@`[]|:\/\//);
    }
    const inputs = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({
      name,
      label: text,
      placeholder: text,
      value: text,
      maxLength: 5000,
    }));
    readForm(modalSchema, JSON.parse(JSON.stringify(toModal('p.1', { title: text, inputs }))));
  });

  test('what is harmless is left as it was', () => {
    expect(escapeMarkdown("You have 1,000.5 (or more) of Ann's Cat-Dog: fine! #1 & 50% + x = y")).toBe(
      "You have 1,000.5 (or more) of Ann's Cat-Dog: fine! #1 & 50% + x = y",
    );
    expect(escapeMarkdown('cool_guy @everyone')).toBe('cool\\_guy \\@everyone');
  });

  test('code shows what it holds, and ends where it ends', () => {
    expect(toMarkdown([code('a `b` *c*\n@here')], mention, 100)).toBe('`a ˋbˋ *c* @here`');
  });
});

describe('our own words', () => {
  test('times, commands, people and emphasis are written as Discord reads them', () => {
    const text = say`${strong(5)} of ${user('100000000000000001')} ${relativeTime(1_700_000_000_999)}
      ${fullTime(0)} ${command('balance')} ${command('teller queue')}`;
    expect(toMarkdown(toPlainText(text, 'en'), mention, 500)).toBe(
      '**5** of <@100000000000000001> <t:1700000000:R> <t:0:F> </balance:42> /teller queue',
    );
  });

  test('links lead where they say, and only into the web', () => {
    const link = (url: string) => toMarkdown([{ kind: 'link', text: 'a [b]', url }], mention, 500);
    expect(link('https://x.example/(1) 2')).toBe('[a \\[b\\]](https://x.example/%281%29%202)');
    expect(link('javascript:alert(1)')).toBe('a \\[b\\]');
    expect(link('nowhere')).toBe('a \\[b\\]');
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 7, 20, 60])('cut to %d, nothing is left half open', (room) => {
    const text = say`${'\\*'.repeat(3)}${strong('**')} ${code('word')} ${relativeTime(0)} ${'*'.repeat(50)}`;
    const written = toMarkdown(toPlainText(text, 'en'), mention, room);
    expect(written.length).toBeLessThanOrEqual(room);
    const opened =
      signs(written)
        .replace(/<t:0:R>/g, '')
        .match(/\*\*|`/g) ?? [];
    expect(opened.length % 2).toBe(0);
    expect(signs(written).replace(/<t:0:R>/g, '')).not.toMatch(/[\\<]/);
  });
});

test('a reply shows whom it is about, its picture, its file and its tone', () => {
  const rendered: RenderedReply = {
    title: 'Your balance',
    tone: 'good',
    person: { name: 'ann_1', avatarUrl: 'https://x.example/ann.png' },
    picture: { png: new Uint8Array(8), alt: 'Two cats' },
    file: { name: 'my data.json', type: 'application/json', bytes: new Uint8Array(2) },
    rows: [],
    isPublic: false,
    level: null,
  };
  expect(checked(rendered)).toMatchObject({
    embeds: [
      {
        title: 'Your balance',
        color: 0x5be584,
        author: { name: 'ann_1', icon_url: 'https://x.example/ann.png' },
        image: { url: expect.stringMatching(/^attachment:\/\/picture-\w+\.png$/) },
      },
    ],
    attachments: [
      { filename: expect.stringMatching(/^picture-\w+\.png$/), description: 'Two cats' },
      { filename: 'my_data.json' },
    ],
  });
});

test('what is too large to send is left out, and the rest is sent', () => {
  const huge = new Uint8Array(10 * 1024 * 1024 + 1);
  const rendered = {
    ...replyOf('x'),
    picture: { png: huge, alt: '' },
    file: { name: 'x', type: '', bytes: huge },
  };
  const { attachments, embeds } = checked(rendered);
  expect(attachments).toEqual([]);
  expect(embeds?.[0]?.image).toBeUndefined();
});
