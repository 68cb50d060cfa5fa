import { petName } from '../page/pet-names.ts';
import { petPictureAddress, pickInitial } from '../page/pet-picture.ts';
import { element } from './element.ts';

/** What a pet looks like, over the first letter of its name, which stays where nobody knows that. */
export function emblem(
  asset: 'gems' | { readonly id: string; readonly name?: string; readonly variant: string },
): HTMLElement {
  const isGems = asset === 'gems';
  const text = isGems ? '◆' : pickInitial(asset.name ?? petName(asset.id));
  const made = element('span', { className: `emblem ${isGems ? 'gems' : asset.variant}` }, text);
  made.setAttribute('aria-hidden', 'true');
  if (!isGems) made.append(createPicture(asset));
  return made;
}

function createPicture(pet: { readonly id: string; readonly variant: string }): HTMLImageElement {
  const picture = element('img', { alt: '', loading: 'lazy', src: petPictureAddress(pet) });
  picture.addEventListener('load', () => picture.classList.add('is-seen'));
  return picture;
}
