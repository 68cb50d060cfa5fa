/**
 * The file of the thread that draws. In the source it stands beside this one. The build makes it an entry point, which keeps
 * its folder, while whoever asks is at the top of `dist`.
 */
export function workerFile(askedFrom: string): URL {
  return new URL(askedFrom.endsWith('.ts') ? './worker.ts' : './discord/pictures/worker.js', askedFrom);
}
