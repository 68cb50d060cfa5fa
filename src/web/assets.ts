/** A file that a page asks this server for. */
export interface WebAsset {
  readonly path: string;
  readonly file: URL;
  readonly type: string;
}

const CSS = 'text/css; charset=utf-8';
const JAVASCRIPT = 'text/javascript; charset=utf-8';
const SVG = 'image/svg+xml';

/** Everything that the pages load. All of it is served from here, so that they work with no network. */
export const WEB_ASSETS: readonly WebAsset[] = [
  { path: '/assets/theme.css', file: ours('theme.css'), type: CSS },
  { path: '/assets/cards.css', file: ours('cards.css'), type: CSS },
  { path: '/assets/welcome.css', file: ours('welcome.css'), type: CSS },
  { path: '/assets/playground.css', file: ours('playground.css'), type: CSS },
  { path: '/assets/playground-chat.css', file: ours('playground-chat.css'), type: CSS },
  { path: '/assets/playground-side.css', file: ours('playground-side.css'), type: CSS },
  { path: '/assets/logo.svg', file: ours('logo.svg'), type: SVG },
  { path: '/swagger/ui.js', file: ours('swagger-ui.js'), type: JAVASCRIPT },
  { path: '/swagger/swagger.css', file: ours('swagger.css'), type: CSS },
  {
    path: '/swagger/swagger-ui.css',
    file: new URL(import.meta.resolve('swagger-ui-dist/swagger-ui.css')),
    type: CSS,
  },
  {
    path: '/swagger/swagger-ui-bundle.js',
    file: new URL(import.meta.resolve('swagger-ui-dist/swagger-ui-bundle.js')),
    type: JAVASCRIPT,
  },
];

function ours(name: string): URL {
  return new URL(name, import.meta.url);
}
