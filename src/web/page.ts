interface PageParts {
  readonly title: string;
  readonly description: string;
  /** Names of our own style sheets, beside the theme's. */
  readonly styles: readonly string[];
  /** HTML. */
  readonly body: string;
}

/**
 * A page of the bank: the head that all of them share, and this body. The other parts are our own words, and
 * are not escaped.
 */
export function renderPage({ title, description, styles, body }: PageParts): string {
  const links = ['theme', 'page', ...styles].map(
    (name) => `<link rel="stylesheet" href="/assets/${name}.css">`,
  );
  return `<!doctype html>
<html lang="en">
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
