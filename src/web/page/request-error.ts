/** The server refused a request or did not answer; `message` tells people why. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(
    message: string,
    /** 0 where there was no answer. */
    readonly status: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));
