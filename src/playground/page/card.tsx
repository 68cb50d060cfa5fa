import type { Card } from '../chat/wire.ts';
import { Avatar } from './avatar.tsx';
import { Controls } from './controls.tsx';
import { Rich } from './text.tsx';

/** A reply, as Discord shows it: a card with the tone's colour at its side, and what can be pressed below. */
export function ReplyCard({ card }: { card: Card }) {
  const { title, text, tone = 'plain', fields = [], person, picture, file, rows } = card;
  return (
    <>
      <article class={`card tone-${tone}`}>
        {person !== undefined && (
          <p class="person">
            <Avatar name={person} /> {person}
          </p>
        )}
        <h3>{title}</h3>
        {text && (
          <div class="words">
            <Rich text={text} />
          </div>
        )}
        {fields.length > 0 && <Fields fields={fields} />}
        {picture && <Picture {...picture} />}
        {file && (
          <a class="file" href={`/playground/files/${file.id}`} download={file.name}>
            Download {file.name}
          </a>
        )}
      </article>
      <Controls rows={rows} />
    </>
  );
}

function Fields({ fields }: { fields: NonNullable<Card['fields']> }) {
  return (
    <dl class="fields">
      {fields.map(({ name, text, isInline = false }) => (
        <div key={name} class={isInline ? 'field is-inline' : 'field'}>
          <dt>{name}</dt>
          <dd>
            <Rich text={text} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Picture({ id, alt }: { id: string; alt: string }) {
  const address = `/playground/files/${id}`;
  return (
    <a class="picture" href={address} target="_blank" rel="noreferrer">
      <img src={address} alt={alt} />
    </a>
  );
}
