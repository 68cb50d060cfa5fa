import { readFileSync, writeFileSync } from 'node:fs';
import {
  Config,
  formatCode,
  IndentType,
  LuaVersion,
  OutputVerification,
  QuoteStyle,
} from '@johnnymorganz/stylua';
import settings from './stylua.toml';

/*
 * Formats lua/ with StyLua, by the settings of stylua.toml. With --write it rewrites the files; without, it
 * lists those that aren't formatted and exits with status 1.
 */

const isWriting = process.argv.includes('--write');

/** StyLua consumes its settings with each file. */
function makeConfig(): Config {
  const config = Config.new();
  config.syntax = LuaVersion[settings.syntax];
  config.column_width = settings.column_width;
  config.indent_type = IndentType[settings.indent_type];
  config.quote_style = QuoteStyle[settings.quote_style];
  return config;
}

const paths = [...new Bun.Glob('{src,examples,fake}/**/*.luau').scanSync(import.meta.dir)]
  .sort()
  .map((name) => `${import.meta.dir}/${name}`);
const unformatted = paths.filter((path) => {
  const text = readFileSync(path, 'utf8');
  const formatted = formatCode(text, makeConfig(), undefined, OutputVerification.None);
  if (formatted === text) return false;
  if (isWriting) writeFileSync(path, formatted);
  else console.error(`${path} isn't formatted: bun run format`);
  return true;
});
if (unformatted.length > 0 && !isWriting) process.exit(1);
