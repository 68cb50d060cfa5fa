import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { petLabel } from '../../bank/engine/pet-label.ts';
import type { Goods } from '../../bank/engine/pets.ts';
import { Emblem } from '../../web/page/emblem.tsx';
import { navigate, toHref } from './address.ts';
import type { Params } from './api.ts';
import { useDashboard } from './context.ts';
import { useName } from './member-names.ts';
import { PetName } from './pet-name.tsx';
import type { Loaded } from './use-data.ts';

export const formatNumber = (amount: number | bigint | string): string => BigInt(amount).toLocaleString('en');

/** `withdrawal_reserved` as people read it. */
export const toWords = (name: string): string => name.replaceAll('_', ' ');

interface LinkProps {
  readonly to: string;
  readonly params?: Params;
  readonly class?: string;
  readonly title?: string;
  readonly 'aria-current'?: 'page';
  readonly children: ComponentChildren;
}

/** A link to another screen, which the page shows without loading anew. */
export function Link({ to, params = {}, children, ...attributes }: LinkProps) {
  const href = toHref(to, params);
  const follow = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    navigate(href);
  };
  return (
    <a href={href} onClick={follow} {...attributes}>
      {children}
    </a>
  );
}

/** A transaction by its id, which leads to it in the ledger. */
export const TransactionLink = ({ id }: { readonly id: string }) => (
  <Link to="ledger" params={{ id }}>
    {id}
  </Link>
);

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
] as const;

/** `3 min ago`, or `in 2 h`. */
export function formatAgo(at: number, now: number): string {
  const past = now - at;
  const size = Math.abs(past);
  const [unit, length] = UNITS.find(([, each]) => size >= each) ?? ['s', 1_000];
  const span = `${Math.round(size / length)} ${unit}`;
  if (size < 5_000) return 'now';
  return past >= 0 ? `${span} ago` : `in ${span}`;
}

const TICK_MS = 5_000;

/** How long ago it was, and on hover when, in UTC. */
export function Ago({ at }: { readonly at: string | number | null }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  if (at === null) return <span class="quiet">never</span>;
  const time = new Date(at);
  const utc = `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  return (
    <time datetime={time.toISOString()} title={utc}>
      {formatAgo(time.getTime(), now)}
    </time>
  );
}

/** An id that one click copies. `short`: how many of its characters are shown. */
export function CopyId({ id, short }: { readonly id: string; readonly short?: number }) {
  const { say } = useDashboard();
  const copy = (): void => {
    navigator.clipboard.writeText(id).then(
      () => say('Copied'),
      () => say('The browser did not let it be copied'),
    );
  };
  const shown = short !== undefined && id.length > short ? `${id.slice(0, short)}…` : id;
  return (
    <button type="button" class="copy-id" title={`Copy ${id}`} onClick={copy}>
      <span class="unseen">Copy </span>
      <code>{shown}</code>
    </button>
  );
}

const MAX_KINDS = 6;

/** Pets with their emblems, and gems. */
export function GoodsList({ goods, max = MAX_KINDS }: { readonly goods: Goods; readonly max?: number }) {
  const { pets, gems } = goods;
  if (pets.length === 0 && gems === 0) return <span class="quiet">nothing</span>;
  const shown = pets.slice(0, max);
  return (
    <ul class="goods">
      {shown.map((pet) => (
        <li key={petLabel(pet)}>
          <Emblem variant={pet.variant} id={pet.id} />
          <span class="quantity">{formatNumber(pet.quantity)} ×</span> <PetName pet={pet} />
        </li>
      ))}
      {pets.length > max && <li class="quiet">and {pets.length - max} kinds more</li>}
      {gems > 0 && (
        <li>
          <Emblem variant="gems" id="gems" />
          {formatNumber(gems)} gems
        </li>
      )}
    </ul>
  );
}

export type Tone = 'good' | 'warning' | 'bad' | 'plain';

export function Badge({
  tone = 'plain',
  children,
}: {
  readonly tone?: Tone;
  readonly children: ComponentChildren;
}) {
  return <span class={`badge ${tone}`}>{children}</span>;
}

interface SectionProps {
  readonly title: string;
  readonly note?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Section({ title, note, children }: SectionProps) {
  return (
    <section class="panel" aria-label={title}>
      <header class="panel-head">
        <h2>{title}</h2>
        {note}
      </header>
      {children}
    </section>
  );
}

/** Names and values, one below the other. What is null is left out. */
export function Facts({ facts }: { readonly facts: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** What was read, or that it is on its way, or why it is not there. */
export function Show<Answer>({
  loaded,
  children,
}: {
  readonly loaded: Loaded<Answer>;
  readonly children: (data: Answer) => ComponentChildren;
}) {
  const { data, error, reload } = loaded;
  return (
    <>
      {error !== null && (
        <p role="alert" class="error">
          {error}{' '}
          <button type="button" class="link-button" onClick={reload}>
            Try again
          </button>
        </p>
      )}
      {data === undefined ? error === null && <Loading /> : children(data)}
    </>
  );
}

const Loading = () => (
  <div class="skeleton" role="status" aria-label="Loading">
    <span />
    <span />
    <span />
  </div>
);

interface MemberLinkProps {
  readonly id: number;
  /** Undefined: it is looked up. */
  readonly name?: string | null;
}

export function MemberLink({ id, name }: MemberLinkProps) {
  const found = useName(name === undefined ? id : null);
  return (
    <Link to="members" params={{ id }} class="person" title={`Roblox ${id}`}>
      {name ?? found ?? `Roblox ${id}`}
    </Link>
  );
}

/** Whoever did something, with all that they did: of staff, their Roblox name. */
export function Actor({ by }: { readonly by: string }) {
  const [, id] = /^staff-(\d+)$/.exec(by) ?? [];
  const name = useName(id === undefined ? null : Number(id));
  return (
    <Link to="ledger" params={{ by }} class="person" title={by}>
      {name ?? by}
    </Link>
  );
}

/** By whom somebody decides: the id, since a name may look like another's, or like an id. */
function NumberedMember({ id }: { readonly id: number }) {
  const name = useName(id);
  return (
    <Link to="members" params={{ id }} class="person">
      {name === null ? id : `${id} (${name})`}
    </Link>
  );
}

/** A sentence of the bank's that somebody is to agree to, with the names of members beside their ids. */
export const Sentence = ({ text }: { readonly text: string }) => (
  <>
    {text
      .split(/(?<=\bmember )(\d+)/)
      .map((part, at) => (at % 2 === 0 ? part : <NumberedMember key={at} id={Number(part)} />))}
  </>
);
