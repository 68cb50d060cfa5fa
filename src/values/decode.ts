import { isUtf8 } from 'node:buffer';
import { ValuesFileError } from './file-error.ts';

const LINE_BREAK = /\r\n|\n|\r/;
const IN_EXCEL = 'In Excel, save it as "CSV UTF-8 (Comma delimited)"';

/**
 * Decodes a file: UTF-8, or UTF-16 that begins with a byte order mark, as Excel's "Unicode Text" does. Throws
 * ValuesFileError with each line that is neither; no other encoding can be told from its neighbours.
 */
export function decodeText(bytes: Buffer): string {
  const text = decodeUtf16(bytes) ?? decodeUtf8(bytes);
  if (text.includes('\0')) throw new ValuesFileError([{ at: 0, what: `is not plain text. ${IN_EXCEL}` }]);
  return text.replace(/^\uFEFF/, '');
}

function decodeUtf8(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  // In Latin-1 each byte is a character, so a line can be looked at by itself.
  const lines = bytes.toString('latin1').split(LINE_BREAK);
  return refuseLines(lines, (line) => isUtf8(Buffer.from(line, 'latin1')), 'UTF-8');
}

function decodeUtf16(bytes: Buffer): string | null {
  const [first, second] = bytes;
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  if (!isLittle && !isBig) return null;
  if (bytes.length % 2 === 1) throw new ValuesFileError([{ at: 0, what: 'ends within a character' }]);
  const text = (isBig ? Buffer.from(bytes).swap16() : bytes).toString('utf16le');
  if (text.isWellFormed()) return text;
  return refuseLines(text.split(LINE_BREAK), (line) => line.isWellFormed(), 'UTF-16');
}

function refuseLines(lines: readonly string[], isGood: (line: string) => boolean, encoding: string): never {
  const what = `has a character that is not ${encoding}. ${IN_EXCEL}`;
  throw new ValuesFileError(lines.flatMap((line, index) => (isGood(line) ? [] : [{ at: index + 1, what }])));
}
