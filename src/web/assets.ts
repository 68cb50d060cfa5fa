import { ownFile, packageFile, scriptFile } from '../files.ts';

/** A file that a page asks this server for. */
export interface WebAsset {
  readonly path: string;
  readonly type: string;
  readonly read: () => Blob | Promise<Blob>;
}

/**
 * Everything that the pages load. All of it is served from here, so that they work with no network. Throws
 * MissingFileError.
 */
export const findWebAssets = (): readonly WebAsset[] => [
  ...['theme', 'page', 'shell', 'cards', 'welcome', 'site', 'values', 'proof', 'plot'].map((name) =>
    stylesheet(`/assets/${name}.css`, ownFile(`src/web/${name}.css`)),
  ),
  ...['playground', 'playground-chat', 'playground-side'].map((name) =>
    stylesheet(`/assets/${name}.css`, ownFile(`src/playground/page/${name}.css`)),
  ),
  ...['dashboard', 'dashboard-parts', 'dashboard-books'].map((name) =>
    stylesheet(`/assets/${name}.css`, ownFile(`src/dashboard/page/${name}.css`)),
  ),
  stylesheet('/assets/member.css', ownFile('src/member/page/member.css')),
  stylesheet('/assets/uplot.css', packageFile('uplot/dist/uPlot.min.css')),
  ...['values', 'proof', 'roblox-sign-in'].map((name) =>
    script(`/assets/${name}.js`, openBrowserScript(`src/web/browser/${name}.ts`)),
  ),
  fixed('/assets/logo.svg', 'image/svg+xml', ownFile('src/web/logo.svg')),
  // What browsers and search engines ask for by themselves.
  fixed('/favicon.ico', 'image/x-icon', ownFile('src/web/favicon.ico')),
  fixed('/robots.txt', 'text/plain; charset=utf-8', ownFile('src/web/robots.txt')),
  stylesheet('/swagger/swagger.css', ownFile('src/web/swagger.css')),
  stylesheet('/swagger/swagger-ui.css', packageFile('swagger-ui-dist/swagger-ui.css')),
  script('/swagger/ui.js', openBrowserScript('src/web/browser/swagger-ui.ts')),
  fixed('/swagger/swagger-ui-bundle.js', JAVASCRIPT, packageFile('swagger-ui-dist/swagger-ui-bundle.js')),
];

const JAVASCRIPT = 'text/javascript; charset=utf-8';

const fixed = (path: string, type: string, file: string): WebAsset => ({
  path,
  type,
  read: () => Bun.file(file),
});
const stylesheet = (path: string, file: string): WebAsset => fixed(path, 'text/css; charset=utf-8', file);
const script = (path: string, read: WebAsset['read']): WebAsset => ({ path, type: JAVASCRIPT, read });

/**
 * Returns a function that reads a script of ours as browsers run it: built in `dist`, else bundled from
 * source on first use and kept. Throws MissingFileError.
 */
export function openBrowserScript(name: `src/${string}`): () => Promise<Blob> {
  const file = scriptFile(name);
  let bundled: Promise<Blob> | undefined;
  return () => {
    // A failure is not kept: after fixing the source, nobody has to start the bank again.
    bundled ??= bundle(file).catch((error: unknown) => {
      bundled = undefined;
      throw error;
    });
    return bundled;
  };
}

async function bundle(file: string): Promise<Blob> {
  if (file.endsWith('.js')) return Bun.file(file);
  const { outputs } = await Bun.build({ entrypoints: [file], target: 'browser', minify: true });
  const [output] = outputs;
  if (!output) throw new Error(`the bundle of ${file} is empty`);
  return output;
}
