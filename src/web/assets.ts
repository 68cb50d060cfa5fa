import { ownFile, packageFile } from '../files.ts';

/** A file that a page asks this server for. */
export interface WebAsset {
  readonly path: string;
  readonly file: string;
  readonly type: string;
}

const CSS = 'text/css; charset=utf-8';
const JAVASCRIPT = 'text/javascript; charset=utf-8';
const SVG = 'image/svg+xml';

/**
 * Everything that the pages load. All of it is served from here, so that they work with no network. Throws
 * MissingFileError.
 */
export const findWebAssets = (): readonly WebAsset[] => [
  { path: '/assets/theme.css', file: ownFile('src/web/theme.css'), type: CSS },
  { path: '/assets/page.css', file: ownFile('src/web/page.css'), type: CSS },
  { path: '/assets/cards.css', file: ownFile('src/web/cards.css'), type: CSS },
  { path: '/assets/welcome.css', file: ownFile('src/web/welcome.css'), type: CSS },
  { path: '/assets/playground.css', file: ownFile('src/playground/page/playground.css'), type: CSS },
  {
    path: '/assets/playground-chat.css',
    file: ownFile('src/playground/page/playground-chat.css'),
    type: CSS,
  },
  {
    path: '/assets/playground-side.css',
    file: ownFile('src/playground/page/playground-side.css'),
    type: CSS,
  },
  { path: '/assets/values.css', file: ownFile('src/web/values.css'), type: CSS },
  { path: '/assets/values.js', file: ownFile('src/web/values.js'), type: JAVASCRIPT },
  { path: '/assets/uplot.css', file: packageFile('uplot/dist/uPlot.min.css'), type: CSS },
  {
    path: '/assets/uplot.js',
    file: packageFile('uplot/dist/uPlot.esm.js'),
    type: JAVASCRIPT,
  },
  { path: '/assets/logo.svg', file: ownFile('src/web/logo.svg'), type: SVG },
  { path: '/swagger/ui.js', file: ownFile('src/web/swagger-ui.js'), type: JAVASCRIPT },
  { path: '/swagger/swagger.css', file: ownFile('src/web/swagger.css'), type: CSS },
  {
    path: '/swagger/swagger-ui.css',
    file: packageFile('swagger-ui-dist/swagger-ui.css'),
    type: CSS,
  },
  {
    path: '/swagger/swagger-ui-bundle.js',
    file: packageFile('swagger-ui-dist/swagger-ui-bundle.js'),
    type: JAVASCRIPT,
  },
];
