import { z } from 'zod';
import { pictureUrl, text, webUrl } from './fields.ts';

/*
 * Source: "Embed Limits", discord.com/developers/docs/resources/message#embed-object-embed-limits; the same
 * numbers are in discord-api-types, payloads/v10/message.d.ts.
 */
const MAX_FIELDS = 25;
const MAX_COLOR = 0xffffff;
const MAX_EMBEDS = 10;
const MAX_CHARACTERS_IN_ALL = 6000;

const fieldSchema = z.looseObject({
  name: text(256),
  value: text(1024),
  inline: z.boolean().nullish(),
});

const pictureSchema = z.looseObject({ url: pictureUrl }).nullish();

const embedFields = z.looseObject({
  title: text(256).nullish(),
  description: text(4096).nullish(),
  url: webUrl.nullish(),
  timestamp: z.iso.datetime({ offset: true }).nullish(),
  color: z.int().min(0).max(MAX_COLOR).nullish(),
  footer: z.looseObject({ text: text(2048), icon_url: pictureUrl.nullish() }).nullish(),
  image: pictureSchema,
  thumbnail: pictureSchema,
  author: z.looseObject({ name: text(256), url: webUrl.nullish(), icon_url: pictureUrl.nullish() }).nullish(),
  fields: z.array(fieldSchema).max(MAX_FIELDS).nullish(),
});

export type Embed = z.infer<typeof embedFields>;

const embedSchema = embedFields.refine(showsSomething, {
  path: ['description'],
  message: 'This field is required',
});

export const embedsSchema = z
  .array(embedSchema)
  .max(MAX_EMBEDS)
  .refine((embeds) => embeds.reduce((sum, embed) => sum + characters(embed), 0) <= MAX_CHARACTERS_IN_ALL, {
    message: `Embed size exceeds maximum size of ${MAX_CHARACTERS_IN_ALL}`,
  });

function showsSomething(embed: Embed): boolean {
  const { title, description, footer, image, thumbnail, author, fields } = embed;
  return Boolean(title || description || footer || image || thumbnail || author || fields?.length);
}

function characters(embed: Embed): number {
  const fields = embed.fields ?? [];
  return [
    embed.title,
    embed.description,
    embed.footer?.text,
    embed.author?.name,
    ...fields.flatMap((field) => [field.name, field.value]),
  ].reduce((sum, part) => sum + (part?.length ?? 0), 0);
}

/** The files that an embed's pictures name by `attachment://`. */
export function namedFiles(embed: Embed): string[] {
  return [embed.image?.url, embed.thumbnail?.url, embed.footer?.icon_url, embed.author?.icon_url]
    .filter((url) => typeof url === 'string')
    .filter((url) => url.startsWith('attachment://'))
    .map((url) => url.slice('attachment://'.length));
}
