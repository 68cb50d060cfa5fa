/** Returns the code of the error, or of what caused it; '' where neither has one. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'code' in error ? String(error.code) : errorCode(error.cause);
}
