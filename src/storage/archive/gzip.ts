/** How every archive begins: deflate, no name, no time, and a system that isn't said. */
export const GZIP_BEGINNING = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
