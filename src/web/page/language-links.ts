/** Has the switch of the language lead back with what stood behind the #, which was taken off the address. */
export function keepInLanguageLinks(fragment: string): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.languages a')) link.hash = fragment;
}
