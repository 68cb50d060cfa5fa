const HTML = 'text/html';
const JSON_TYPE = 'application/json';

interface AcceptedRange {
  readonly type: string;
  readonly quality: number;
}

/**
 * Whether an `Accept` asks for a page: it names `text/html`, nothing with a higher quality, and that before
 * `application/json`. Programs that accept anything, or say nothing, get JSON.
 */
export function prefersPage(accept: string | null): boolean {
  const ranges = readRanges(accept);
  const html = ranges.findIndex(({ type }) => type === HTML);
  const quality = ranges[html]?.quality ?? 0;
  const json = ranges.findIndex(({ type }) => type === JSON_TYPE);
  const isFirst = json === -1 || html < json;
  return quality > 0 && isFirst && ranges.every((range) => range.quality <= quality);
}

/** What such a header accepts, in its order. */
export const readRanges = (header: string | null): AcceptedRange[] =>
  (header ?? '').split(',').map(readRange);

function readRange(text: string): AcceptedRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = weight === undefined ? 1 : Number(weight.slice('q='.length));
  return { type, quality: Number.isNaN(quality) ? 0 : quality };
}
