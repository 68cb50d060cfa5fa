import { z } from 'zod';
import { rowsSchema } from './components.ts';
import { embedsSchema } from './embed.ts';
import { snowflake } from './fields.ts';

/*
 * Source: discord.com/developers/docs/resources/message (Create Message, Attachment Structure), and
 * discord-api-types, rest/v10/channel.d.ts. The double asks for one thing more than Discord does:
 * `allowed_mentions.parse`, present and empty, wherever something is written, because names and bios from
 * outside are in what the bot writes, and none of them may ping anyone.
 */
const MAX_CONTENT = 2000;
const MAX_NONCE = 25;
const MAX_ATTACHMENTS = 10;
const MAX_FILE_DESCRIPTION = 1024;

const attachmentSchema = z.looseObject({
  id: snowflake,
  filename: z.string().min(1).max(260).nullish(),
  description: z.string().max(MAX_FILE_DESCRIPTION).nullish(),
});

/** What a message is made or edited with, whatever the route. */
export const messageSchema = z
  .looseObject({
    content: z.string().max(MAX_CONTENT).nullish(),
    embeds: embedsSchema.nullish(),
    components: rowsSchema.nullish(),
    attachments: z.array(attachmentSchema).max(MAX_ATTACHMENTS).nullish(),
    allowed_mentions: z
      .looseObject({ parse: z.array(z.enum(['roles', 'users', 'everyone'])).optional() })
      .nullish(),
    flags: z.int().nonnegative().nullish(),
    nonce: z.union([z.string().max(MAX_NONCE), z.int()]).nullish(),
    enforce_nonce: z.boolean().nullish(),
    tts: z.boolean().nullish(),
    message_reference: z.looseObject({ message_id: snowflake }).nullish(),
  })
  .check(({ value, issues }) => {
    const parse = value.allowed_mentions?.parse;
    const isWritten = Boolean(value.content) || (value.embeds ?? []).length > 0;
    if (isWritten && parse?.length !== 0) {
      const message = 'allowed_mentions.parse must be present and empty';
      issues.push({ code: 'custom', path: ['allowed_mentions'], message, input: parse });
    }
  });

export type MessageBody = z.infer<typeof messageSchema>;

/** Message flags (message#message-object-message-flags). */
export const FLAGS = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  silent: 1 << 12,
} as const;
