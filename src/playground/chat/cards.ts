import { LRUCache } from 'lru-cache';
import type { RenderedControl } from '../../commands/dispatch/panels.ts';
import type { RenderedReply } from '../../commands/dispatch/types.ts';
import type { Attachment } from '../../commands/model/reply.ts';
import type { Card, CardControl } from './wire.ts';

/** How many bytes of pictures and files are kept; the oldest go first. */
const MAX_BYTES = 32 * 1024 * 1024;

export interface Cards {
  /** The reply as a page draws it. Pictures and files stay here, and are asked for by id. */
  draw(rendered: RenderedReply): Card;
  file(id: string): Attachment | undefined;
}

export function createCards(newId: () => string): Cards {
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
    draw({ title, text, tone, fields, person, picture, file, rows }) {
      return {
        title,
        ...(text && { text }),
        ...(tone && { tone }),
        ...(fields && { fields }),
        // Their picture is on another host, and no page of the bank asks one for anything.
        ...(person && { person: person.name }),
        ...(picture && {
          picture: {
            id: keep({ name: 'picture.png', type: 'image/png', bytes: picture.png }),
            alt: picture.alt,
          },
        }),
        ...(file && { file: { id: keep(file), name: file.name } }),
        rows: rows.map((row) => row.map(drawControl)),
      };
    },
    file: (id) => files.get(id),
  };
}

function drawControl({ id, control }: RenderedControl): CardControl {
  if (control.kind === 'menu') {
    const { kind, placeholder, choices, most } = control;
    return { id, kind, placeholder, choices, ...(most && { most }) };
  }
  const { kind, label, style, isDisabled } = control;
  return { id, kind, label, ...(style && { style }), ...(isDisabled && { isDisabled }) };
}
