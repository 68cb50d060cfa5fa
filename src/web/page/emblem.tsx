import { petName } from './pet-names.ts';
import { petPictureAddress, pickInitial } from './pet-picture.ts';

/** What a pet looks like, over the first letter of its name, which stays where nobody knows that. */
export const Emblem = ({ variant, id }: { readonly variant: string; readonly id: string }) => (
  <span class={`emblem ${variant}`} aria-hidden="true">
    {pickInitial(petName(id))}
    {variant !== 'gems' && (
      <img
        key={`${variant} ${id}`}
        src={petPictureAddress({ id, variant })}
        alt=""
        loading="lazy"
        onLoad={({ currentTarget }) => currentTarget.classList.add('is-seen')}
      />
    )}
  </span>
);
