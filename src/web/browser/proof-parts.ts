// What the parts of the proof page share.
import { PROOF_PAGE } from '../../messages/browser/proof-page.ts';
import { createText } from '../page/words.ts';
import { element } from './element.ts';

export const text = createText(PROOF_PAGE);

/** A long number, with a button that copies it. */
export function copyable(number: string): HTMLElement {
  const button = element('button', {
    type: 'button',
    textContent: text('proof-page.copy'),
    className: 'copy',
  });
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(number).then(() => {
      button.textContent = text('proof-page.copied');
    });
  });
  return element('span', { className: 'copyable' }, element('code', { textContent: number }), button);
}
