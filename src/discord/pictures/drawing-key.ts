import type { Drawing } from './draw.ts';

/** A short name for what a picture shows: the same for the same content, and else another. */
export function drawingKey(drawing: Drawing): string {
  const hash = new Bun.CryptoHasher('sha256');
  if (drawing.kind === 'plot') return hash.update(asText(drawing)).digest('base64');
  const { avatar, ...owner } = drawing.inventory.owner;
  hash.update(asText({ ...drawing.inventory, owner, avatarBytes: avatar?.length ?? null }));
  if (avatar) hash.update(avatar);
  return hash.digest('base64');
}

function asText(content: object): string {
  return JSON.stringify(content, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}
