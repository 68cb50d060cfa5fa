import { useState } from 'preact/hooks';
import type { ChatMessage, PlainText, ReplyData } from '../chat/protocol.ts';
import { Avatar } from './avatar.tsx';
import { Button } from './button.tsx';
import { Controls } from './controls.tsx';
import { usePageContext } from './page-context.ts';
import { Rich, Time } from './text.tsx';
import { text as inWords, t } from './words.ts';

/** A member's prompt, if any, and the bank's reply. */
export function Message({ message }: { message: ChatMessage }) {
  const { members } = usePageContext();
  const { ownerId, prompt, reply, at, isPublic, channel } = message;
  const name = members.find(({ id }) => id === ownerId)?.name ?? inWords('playground.someone');
  return (
    <div class="message">
      {prompt !== null && (
        <div class="prompt">
          <Avatar name={name} />
          <p>
            <span class="by">
              <strong>{name}</strong> <Time at={at} />
            </span>
            {prompt}
          </p>
        </div>
      )}
      <div class="reply">
        <img class="avatar" src="/assets/logo.svg" alt="" />
        <div>
          <p class="by">
            <strong>Petbank</strong> <span class="tag">{t('playground.bot')}</span>
            {prompt === null && <Time at={at} />}
          </p>
          {reply ? <ReplyCard reply={reply} /> : <Thinking />}
          {channel === 'bank' && !isPublic && (
            <p class="private">{t('playground.only-one-sees', { name })}</p>
          )}
        </div>
      </div>
    </div>
  );
}

function Thinking() {
  return (
    <p class="thinking">
      <span class="unseen">{t('playground.thinking')}</span>
      <i />
      <i />
      <i />
    </p>
  );
}

/** A reply as Discord shows it: a card with the tone's colour at its side, and its controls below. */
function ReplyCard({ reply }: { reply: ReplyData }) {
  const { title, text, tone = 'plain', fields = [], person, picture, file, rows } = reply;
  const words = [text ?? [], ...fields.map((field) => field.text)].flatMap(findWords)[0];
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
          <div class="text">
            <Rich text={text} />
          </div>
        )}
        {fields.length > 0 && <Fields fields={fields} />}
        {picture && <Picture {...picture} />}
        {file && (
          <a class="file" href={`/playground/files/${file.id}`} download={file.name}>
            {t('playground.download', { file: file.name })}
          </a>
        )}
      </article>
      <Controls rows={rows} />
      {words !== undefined && <CopyWords words={words} />}
    </>
  );
}

/** From so many words of code on, people copy rather than type. */
const MANY_WORDS = 8;
const COPIED_MS = 2_000;

const findWords = (text: PlainText): string[] =>
  text.flatMap((span) =>
    span.kind === 'code' && span.text.split(' ').length >= MANY_WORDS ? [span.text] : [],
  );

function CopyWords({ words }: { words: string }) {
  const [state, setState] = useState<'copy' | 'copied' | 'copy-by-hand'>('copy');
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(words).then(
      () => setState('copied'),
      () => setState('copy-by-hand'),
    );
    setTimeout(() => setState('copy'), COPIED_MS);
  };
  return <Button label={inWords(`playground.${state}`)} tone="secondary" onClick={() => void copy()} />;
}

function Fields({ fields }: { fields: NonNullable<ReplyData['fields']> }) {
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
