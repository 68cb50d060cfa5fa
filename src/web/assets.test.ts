import { describe, expect, test } from 'bun:test';
import { DASHBOARD_PAGE } from '../dashboard/http/page.ts';
import { renderMemberPage } from '../member/http/page.ts';
import { renderPlayground } from '../playground/http/page.ts';
import { findWebAssets } from './assets.ts';
import { renderFront } from './front.ts';
import { renderProofPage } from './proof.ts';
import { renderRobloxPage } from './roblox-sign-in.ts';
import { renderValues } from './values.ts';
import { createWords } from './words.ts';

const PLAYGROUND = renderPlayground(createWords('en'), { view: 'chat', hasGame: true, canSignOut: false });

const WEB_ASSETS = findWebAssets();
const OF_PACKAGES = ['/assets/uplot.css', '/swagger/swagger-ui.css', '/swagger/swagger-ui-bundle.js'];
const OURS = WEB_ASSETS.filter(({ path }) => !OF_PACKAGES.includes(path));

async function textOf(path: string): Promise<string> {
  const asset = WEB_ASSETS.find((webAsset) => webAsset.path === path);
  if (asset === undefined) throw new Error(`No asset is served at ${path}`);
  return (await asset.read()).text();
}

describe('the files of the pages', () => {
  test.each(WEB_ASSETS.map((asset) => [asset.path, asset] as const))('%s exists', async (_path, asset) => {
    expect((await asset.read()).size).toBeGreaterThan(0);
  });

  test('no two share a path', () => {
    expect(new Set(WEB_ASSETS.map(({ path }) => path)).size).toBe(WEB_ASSETS.length);
  });

  test('everything that the pages request is served', async () => {
    const texts = [
      renderFront(createWords('en')),
      DASHBOARD_PAGE,
      PLAYGROUND,
      renderMemberPage(createWords('en')),
      renderRobloxPage(createWords('en')),
      renderValues(createWords('en')),
      renderProofPage(createWords('en'), { isStaffLimited: true }),
      await textOf('/assets/values.js'),
      await textOf('/swagger/ui.js'),
    ];
    const requested = texts.join(' ').match(/\/(?:assets|swagger)\/[\w-]+\.\w+/g);
    const served = WEB_ASSETS.map(({ path }) => path);
    expect(requested).not.toBeNull();
    for (const path of requested ?? []) expect(served).toContain(path);
    // The plugin's page requests the script itself, and browsers and search engines the other two.
    const byThemselves = ['/swagger/ui.js', '/favicon.ico', '/robots.txt'];
    expect([...new Set(requested), ...byThemselves].sort()).toEqual(served.toSorted());
  });

  test.each(OURS.map(({ path }) => [path]))('%s names no other host', async (path) => {
    const text = (await textOf(path)).replace('xmlns="http://www.w3.org/2000/svg"', '');
    expect(text).not.toMatch(/https?:\/\//);
    expect(text).not.toContain('@import');
  });
});
