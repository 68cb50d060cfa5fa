import { petPictureAddress, pickInitial } from './pet-picture.ts';

/** What a pet looks like, over the first letter of its name, which stays where nobody knows that. */
export const Emblem = ({ variant, name }: { readonly variant: string; readonly name: string }) => (
  <span class={`emblem ${variant}`} aria-hidden="true">
    {pickInitial(name)}
    {variant !== 'gems' && (
      <img
        key={`${variant} ${name}`}
        src={petPictureAddress({ id: name, variant })}
        alt=""
        loading="lazy"
        onLoad={({ currentTarget }) => currentTarget.classList.add('is-seen')}
      />
    )}
  </span>
);
