import { LRUCache } from 'lru-cache';
import type { RenderedControl } from '../../commands/dispatch/panels.ts';
import type { RenderedReply } from '../../commands/dispatch/types.ts';
import type { Attachment } from '../../commands/model/reply.ts';
import type { ControlData, ReplyData } from './protocol.ts';

/** How many bytes of pictures and files are kept; the oldest go first. */
const MAX_BYTES = 32 * 1024 * 1024;

export interface ReplySerializer {
  /** Returns the reply as JSON for the page, which fetches its pictures and files by id. */
  serialize(rendered: RenderedReply): ReplyData;
  file(id: string): Attachment | undefined;
}

export function createReplySerializer(newId: () => string): ReplySerializer {
  const files = new LRUCache<string, Attachment>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ bytes }) => Math.max(1, bytes.byteLength),
  });
  const keep = (file: Attachment): string => {
    const id = newId();
    files.set(id, file);
    return id;
  };
  return {
    serialize({ title, text, tone, fields, person, picture, file, rows }) {
      return {
        title,
        ...(text && { text }),
        ...(tone && { tone }),
        ...(fields && { fields }),
        // Not their picture: it is on another host, and pages of the bank load nothing from elsewhere.
        ...(person && { person: person.name }),
        ...(picture && {
          picture: {
            id: keep({ name: 'picture.png', type: 'image/png', bytes: picture.png }),
            alt: picture.alt,
          },
        }),
        ...(file && { file: { id: keep(file), name: file.name } }),
        rows: rows.map((row) => row.map(serializeControl)),
      };
    },
    file: (id) => files.get(id),
  };
}

function serializeControl({ id, control }: RenderedControl): ControlData {
  if (control.kind === 'menu') {
    const { kind, placeholder, choices, most } = control;
    return { id, kind, placeholder, choices, ...(most && { most }) };
  }
  const { kind, label, style, isDisabled } = control;
  return { id, kind, label, ...(style && { style }), ...(isDisabled && { isDisabled }) };
}
