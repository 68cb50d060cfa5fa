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
  { path: '/assets/page.css', file: ours('page.css'), type: CSS },
  { path: '/assets/cards.css', file: ours('cards.css'), type: CSS },
  { path: '/assets/welcome.css', file: ours('welcome.css'), type: CSS },
  { path: '/assets/playground.css', file: ours('../playground/page/playground.css'), type: CSS },
  { path: '/assets/playground-chat.css', file: ours('../playground/page/playground-chat.css'), type: CSS },
  { path: '/assets/playground-side.css', file: ours('../playground/page/playground-side.css'), type: CSS },
  { path: '/assets/values.css', file: ours('values.css'), type: CSS },
  { path: '/assets/values.js', file: ours('values.js'), type: JAVASCRIPT },
  { path: '/assets/uplot.css', file: new URL(import.meta.resolve('uplot/dist/uPlot.min.css')), type: CSS },
  {
    path: '/assets/uplot.js',
    file: new URL(import.meta.resolve('uplot/dist/uPlot.esm.js')),
    type: JAVASCRIPT,
  },
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

/** A file of the source; the build puts all of them beside the program. */
function ours(name: string): URL {
  const isBuilt = !import.meta.url.endsWith('.ts');
  return new URL(isBuilt ? name.slice(name.lastIndexOf('/') + 1) : name, import.meta.url);
}
