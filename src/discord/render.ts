import type { AttachmentPayload, BaseMessageOptions, Message } from 'discord.js';
import type { RenderedReply } from '../commands/dispatch/types.ts';
import type { Attachment, Picture } from '../commands/model/reply.ts';
import { toRows } from './components.ts';
import { toEmbed, toFaceEmbeds } from './embed.ts';
import { cleanLine, clip } from './escape.ts';
import type { MentionCommand } from './markdown.ts';

const MAX_ALT = 1024;
const MAX_FILE_NAME = 100;
const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** Never pings anybody, whatever a text says. */
export const NO_MENTIONS = { parse: [], repliedUser: false } as const satisfies NonNullable<
  BaseMessageOptions['allowedMentions']
>;

/** What pings this role alone, whatever a text says; nothing where there is none. */
export const pingRole = (roleId: string | null) =>
  roleId === null ? {} : { content: `<@&${roleId}>`, allowedMentions: { ...NO_MENTIONS, roles: [roleId] } };

/**
 * Renders a reply as a Discord message, within all of Discord's limits. Never throws, whatever the reply
 * holds: text from outside is shown as it is, and never acts. It always lists its files, even none, so that
 * editing a message removes the old ones.
 */
export function renderMessage(reply: RenderedReply, mention: MentionCommand) {
  const rendered = withoutTooLarge(reply);
  return {
    embeds: [toEmbed(rendered, mention, pictureName), ...toFaceEmbeds(rendered)],
    components: toRows(rendered.rows),
    files: toFiles(rendered),
    allowedMentions: NO_MENTIONS,
  } satisfies BaseMessageOptions;
}

/**
 * Renders what takes the place of a message with these attachments. A picture that it has already stays, and
 * isn't sent again.
 */
export function renderEdit(
  reply: RenderedReply,
  mention: MentionCommand,
  attachments: Message['attachments'],
) {
  const rendered = renderMessage(reply, mention);
  const picture = rendered.files.find(isPicture);
  const kept = attachments.find(({ name }) => name === picture?.name);
  if (!kept) return rendered;
  return {
    ...rendered,
    files: rendered.files.filter((file) => !isPicture(file)),
    attachments: [{ id: kept.id }],
  };
}

/** By its content, so that the same name in a message is the same picture. */
const pictureName = ({ png }: Picture): string => `${PICTURE}${Bun.hash(png).toString(36)}.png`;
const PICTURE = 'picture-';
const isPicture = ({ name }: { readonly name: string }): boolean => name.startsWith(PICTURE);

/** Discord would reject the whole message. */
function withoutTooLarge({ picture, file, ...rest }: RenderedReply): RenderedReply {
  return {
    ...rest,
    ...(picture && picture.png.byteLength <= MAX_FILE_BYTES ? { picture } : {}),
    ...(file && file.bytes.byteLength <= MAX_FILE_BYTES ? { file } : {}),
  };
}

function toFiles({ picture, file }: RenderedReply): NamedFile[] {
  const files: NamedFile[] = [];
  if (picture) {
    const description = clip(cleanLine(picture.alt), MAX_ALT);
    files.push({ attachment: Buffer.from(picture.png), name: pictureName(picture), description });
  }
  if (file) files.push({ attachment: Buffer.from(file.bytes), name: fileName(file) });
  return files;
}

type NamedFile = AttachmentPayload & { readonly name: string };

/** Letters, digits, dots and dashes: Discord keeps nothing else of a name. */
const fileName = ({ name }: Attachment): string =>
  name.replace(/[^A-Za-z0-9_.-]/g, '_').slice(-MAX_FILE_NAME) || 'file';
