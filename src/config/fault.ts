/** What is wrong with one variable and how to mend it. Never holds the value that was given. */
export interface ConfigIssue {
  readonly variable: string;
  readonly message: string;
}

/**
 * The configuration can't be used; `faults` are all of them. It has no `cause`: what Zod or the file
 * system says may quote a secret or a path.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly issues: readonly ConfigIssue[];

  constructor(issues: readonly ConfigIssue[]) {
    const count = issues.length === 1 ? 'one fault' : `${issues.length} faults`;
    const lines = issues.map(({ variable, message }) => `  ${variable}: ${message}`);
    super([`Petbank can't start: ${count} in its configuration.`, ...lines].join('\n'));
    this.issues = issues;
  }
}
