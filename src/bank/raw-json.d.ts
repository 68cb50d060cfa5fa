interface JSON {
  /**
   * A number that JSON.stringify writes digit for digit (ECMAScript's JSON.parse source text access).
   * It is typed as the number that readers get; nothing computes with it.
   */
  rawJSON(text: string): number;
}
