/** As long as Discord takes one. */
const MAX_ADDRESS = 2048;

/** The address if it is one of the web's, written so that no space or sign ends it early; else undefined. */
export function webAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return /^https?:$/.test(protocol) && href.length <= MAX_ADDRESS ? href : undefined;
}
