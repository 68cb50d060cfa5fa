/** Work that is under way is shared by all who ask for it meanwhile. */
export function shareWhileRunning<Given, Result>(
  work: (given: Given) => Promise<Result>,
): (given: Given) => Promise<Result> {
  let running: Promise<Result> | undefined;
  return (given) => {
    running ??= work(given).finally(() => {
      running = undefined;
    });
    return running;
  };
}
