// What the parts of the proof page share.
import { element } from './element.ts';

export const wholeNumber = new Intl.NumberFormat('en');
export const dateAndTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

export const byId = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
};

/** A long number, with a button that copies it. */
export function copyable(text: string): HTMLElement {
  const button = element('button', { type: 'button', textContent: 'Copy', className: 'copy' });
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(text).then(() => {
      button.textContent = 'Copied';
    });
  });
  return element('span', { className: 'copyable' }, element('code', { textContent: text }), button);
}
