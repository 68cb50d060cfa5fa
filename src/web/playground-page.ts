interface PlaygroundFacts {
  readonly view: 'chat' | 'sign-in';
  readonly hasGame: boolean;
  readonly canSignOut: boolean;
}

const STYLES = ['theme', 'playground', 'playground-chat', 'playground-side'];

/** The page at `/playground`: an empty room, in which its script puts everything. */
export function renderPlayground({ view, hasGame, canSignOut }: PlaygroundFacts): string {
  return renderPage(`<div id="playground" data-view="${view}" data-game="${hasGame}" data-sign-out="${canSignOut}">
<noscript><p class="notice">The playground needs JavaScript.</p></noscript>
</div>
<script type="module" src="/playground/app.js"></script>`);
}

/** Where there is none. */
export function renderPlaygroundOff(): string {
  return renderPage(`<main class="door">
<img src="/assets/logo.svg" alt="" width="72" height="72">
<h1>The playground is off</h1>
<p>It is where one tries the bank without Discord. In production it is for the operator alone: set
<code>ADMIN_TOKEN</code>, start the bank again and sign in here. In development
(<code>bun dev</code>) it is simply on.</p>
<p><a href="/">Back to the bank</a></p>
</main>`);
}

function renderPage(body: string): string {
  const styles = STYLES.map((name) => `<link rel="stylesheet" href="/assets/${name}.css">`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>Playground · Petbank</title>
<link rel="icon" type="image/svg+xml" href="/assets/logo.svg">
${styles.join('\n')}
</head>
<body>
${body}
</body>
</html>
`;
}
