/** For pages of ours with no script. */
export const PAGE_POLICY = policy(["style-src 'self'", "img-src 'self'"]);

/**
 * The three blocks that @elysiajs/swagger writes into its page, each blank or nearly so: a script element
 * that only carries settings, a margin of 0, and `customCss`, which must be ''. Any other inline code
 * stays forbidden.
 */
const BLANK_SCRIPT = "'sha256-TcUB1mzXiQO4GxpTRZ0EMpOXKMU3u+n/q1WrgVIcs1I='";
const MARGIN_STYLE = "'sha256-0brZ5JHU3lwo7f/rLUc9Nu1kRemuKlxjcMBYIpWAFe0='";
const BLANK_STYLE = "'sha256-zazWTR0XFi1jIhOCA5zyWUjF31uAS1mEMRoegbDT6pU='";

/** For the API page. Swagger UI keeps its icons as data: addresses, and fetches the document. */
export const SWAGGER_POLICY = policy([
  `script-src 'self' ${BLANK_SCRIPT}`,
  `style-src 'self' ${MARGIN_STYLE} ${BLANK_STYLE}`,
  "img-src 'self' data:",
  "connect-src 'self'",
]);

/** For pages of ours with a script, which requests nothing but this server. */
export const SCRIPTED_PAGE_POLICY = policy([
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
]);

function policy(sources: readonly string[]): string {
  const closed = ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"];
  return [...closed, ...sources].join('; ');
}
