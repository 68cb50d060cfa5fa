interface PageOptions {
  /** The tag of the language that it is in; English unless given. */
  readonly language?: string;
  readonly title: string;
  readonly description: string;
  /** Names of style sheets at `/assets`, beside `theme` and `page`. */
  readonly styles: readonly string[];
  /** HTML. */
  readonly body: string;
}

/** Returns a whole page: the head that all of them share, and this body. Nothing is escaped. */
export function renderPage({ language = 'en', title, description, styles, body }: PageOptions): string {
  const links = ['theme', 'page', ...styles].map(
    (name) => `<link rel="stylesheet" href="/assets/${name}.css">`,
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${description}">
<title>${title}</title>
<link rel="icon" type="image/svg+xml" href="/assets/logo.svg">
${links.join('\n')}
</head>
<body>
${body}
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Makes any text safe between tags and inside a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** Escapes a sentence, and marks what is between `backticks` as code. */
export const escapeSentence = (text: string): string =>
  // Escaped first, so that nothing between backticks can become a tag.
  escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
