import type { APIEmbed, APIEmbedField } from 'discord.js';
import type { RenderedReply } from '../commands/dispatch/types.ts';
import type { Tone } from '../commands/model/reply.ts';
import type { TranslatedReply } from '../commands/model/translate.ts';
import { cleanLine, clip, escapeMarkdown } from './escape.ts';
import { type MentionCommand, toMarkdown, webAddress } from './markdown.ts';

// Limits: "Embed Limits", discord.com/developers/docs/resources/message#embed-object-embed-limits.
const MAX_TITLE = 256;
const MAX_AUTHOR = 256;
const MAX_TEXT = 4096;
const MAX_FIELDS = 25;
const MAX_FIELD_NAME = 256;
const MAX_FIELD_TEXT = 1024;
const MAX_IN_ALL = 6000;
/** A message has up to ten embeds, of which the reply itself is one. */
const MAX_FACES = 9;

/** Discord rejects an empty text; this one has a character but shows nothing. */
const BLANK = '\u200b';

const TONES = {
  plain: 0x2f8dff,
  good: 0x5be584,
  warning: 0xffd166,
  bad: 0xff6b81,
} as const satisfies Record<Tone, number>;

/** Converts a reply to an embed. Texts that are too long are cut and end in "…". */
export function toEmbed(
  rendered: RenderedReply,
  mention: MentionCommand,
  pictureName: (picture: NonNullable<RenderedReply['picture']>) => string,
): APIEmbed {
  const title = orBlank(clip(escapeLine(rendered.title), MAX_TITLE));
  const author = toAuthor(rendered);
  // Discord counts all embeds of a message together.
  const faces = toFaceEmbeds(rendered).reduce((sum, { author }) => sum + (author?.name.length ?? 0), 0);
  const limit = MAX_IN_ALL - title.length - (author?.name.length ?? 0) - faces;
  const description = toMarkdown(rendered.text ?? [], mention, MAX_TEXT).trim();
  const fields = toFields(rendered.fields ?? [], mention, limit - description.length);
  return {
    title,
    color: TONES[rendered.tone ?? 'plain'],
    ...(author ? { author } : {}),
    ...(description === '' ? {} : { description }),
    ...(fields.length === 0 ? {} : { fields }),
    ...(rendered.picture ? { image: { url: `attachment://${pictureName(rendered.picture)}` } } : {}),
  };
}

/** The people whom a reply names, each as an embed of their picture and name, which leads to their page. */
export function toFaceEmbeds({ people = [] }: RenderedReply): APIEmbed[] {
  return people.slice(0, MAX_FACES).flatMap(({ name, avatarUrl, url }) => {
    const [icon_url, page] = [webAddress(avatarUrl), webAddress(url)];
    const author = clip(cleanLine(name), MAX_AUTHOR);
    if (!icon_url || !page || author === '') return [];
    return [{ author: { name: author, icon_url, url: page }, color: TONES.plain }];
  });
}

function toAuthor({ person }: RenderedReply): { name: string; icon_url?: string } | undefined {
  // Discord formats nothing in an author, so nothing is escaped.
  const name = clip(cleanLine(person?.name ?? ''), MAX_AUTHOR);
  const icon = webAddress(person?.avatarUrl ?? '');
  return name === '' ? undefined : { name, ...(icon ? { icon_url: icon } : {}) };
}

/** Converts as many fields as fit: the last one is cut, and those after it are left out. */
function toFields(
  fields: NonNullable<TranslatedReply['fields']>,
  mention: MentionCommand,
  limit: number,
): APIEmbedField[] {
  let left = limit;
  const written: APIEmbedField[] = [];
  for (const { name, text, isInline = false } of fields.slice(0, MAX_FIELDS)) {
    const head = orBlank(clip(escapeLine(name), Math.min(MAX_FIELD_NAME, left - 1)));
    const value = orBlank(toMarkdown(text, mention, Math.min(MAX_FIELD_TEXT, left - head.length)).trim());
    left -= head.length + value.length;
    if (left < 0) break;
    written.push({ name: head, value, inline: isInline });
  }
  return written;
}

const escapeLine = (text: string): string => escapeMarkdown(cleanLine(text));
const orBlank = (text: string): string => (text === '' ? BLANK : text);
