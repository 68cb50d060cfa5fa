/** Returns the code of the error, or of what caused it; '' where neither has one. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'code' in error ? String(error.code) : errorCode(error.cause);
}

/** How much of another program's words is shown. */
const MAX_WORDS = 200;

/** What another program said, on one line, without addresses: those may hold a password. */
export function errorWords({ message }: Error): string {
  const words = message
    .replaceAll(/[\w+]+:\/\/\S*/g, '[address]')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return words.length > MAX_WORDS ? `${words.slice(0, MAX_WORDS)}…` : words;
}
