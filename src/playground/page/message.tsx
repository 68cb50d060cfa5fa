import type { Entry } from '../chat/wire.ts';
import { Avatar, BankAvatar } from './avatar.tsx';
import { ReplyCard } from './card.tsx';
import { Time } from './text.tsx';
import { useView } from './view.ts';

/** What a member said, and what the bank answered. */
export function Message({ entry }: { entry: Entry }) {
  const { members } = useView();
  const { ownerId, asked, card, at, isPublic, place } = entry;
  const name = members.find(({ id }) => id === ownerId)?.name ?? 'Someone';
  return (
    <div class="message">
      {asked !== null && (
        <div class="said">
          <Avatar name={name} />
          <p>
            <span class="by">
              <strong>{name}</strong> <Time at={at} isRelative={true} />
            </span>
            {asked}
          </p>
        </div>
      )}
      <div class="answer">
        <BankAvatar />
        <div>
          <p class="by">
            <strong>Petbank</strong> <span class="tag">bot</span>
            {asked === null && <Time at={at} isRelative={true} />}
          </p>
          {card ? <ReplyCard card={card} /> : <Thinking />}
          {place === 'channel' && !isPublic && <p class="private">Only {name} can see this</p>}
        </div>
      </div>
    </div>
  );
}

function Thinking() {
  return (
    <p class="thinking">
      <span class="unseen">Petbank is thinking</span>
      <i />
      <i />
      <i />
    </p>
  );
}
