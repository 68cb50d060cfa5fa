import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { errorText } from '../../web/page/request.ts';
import type { Found } from '../protocol.ts';
import { navigate, toHref } from './address.ts';
import { get } from './api.ts';

/** Until nobody has typed for so long, nothing is searched. */
const PAUSE_MS = 200;

const HREF_OF: { readonly [Kind in Found['kind']]: (id: string) => string } = {
  member: (id) => toHref('members', { id }),
  teller: (id) => toHref('tellers', { id }),
  case: (id) => toHref('cases', { id }),
  withdrawal: (id) => toHref('withdrawals', { id }),
  transaction: (id) => toHref('ledger', { id }),
  offer: (id) => toHref('trades', { search: id }),
  request: (id) => toHref('api', { view: 'refused', search: id }),
};

/** Ctrl+K: finds a member, teller, case, withdrawal, transaction or offer from anywhere. */
export function SearchBox() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const open = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener('keydown', open);
    return () => removeEventListener('keydown', open);
  }, []);
  // At once: what is typed before the next frame belongs in the box, too.
  useLayoutEffect(() => {
    if (isOpen) dialog.current?.showModal();
  }, [isOpen]);
  return (
    <>
      <button type="button" class="find" aria-keyshortcuts="Control+K" onClick={() => setOpen(true)}>
        Find anything <kbd>Ctrl K</kbd>
      </button>
      {isOpen && (
        <dialog ref={dialog} class="dialog finder" aria-label="Find anything" onClose={() => setOpen(false)}>
          <Finder onChosen={() => dialog.current?.close()} />
        </dialog>
      )}
    </>
  );
}

function Finder({ onChosen }: { readonly onChosen: () => void }) {
  const [text, setText] = useState('');
  const { found, error, findNow } = useFound(text.trim());
  const open = ({ kind, id }: Found): void => {
    onChosen();
    navigate(HREF_OF[kind](id));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void findNow().then(([first]) => first && open(first));
      }}
    >
      <label class="labelled">
        A name, a Roblox or Discord id, a teller, a case, w-7, t-42, or the id of a trade, offer or request
        <input
          type="search"
          maxLength={128}
          autocomplete="off"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <p role="status" class="quiet">
        {error ??
          (text.trim() === '' || !found ? '' : found.length === 0 ? 'Nothing has this name or id.' : '')}
      </p>
      <ul class="found">
        {(found ?? []).map((each) => (
          <li key={`${each.kind} ${each.id}`}>
            <button type="button" onClick={() => open(each)}>
              <span class="badge plain">{each.kind}</span>
              <strong>{each.title}</strong>
              <span class="quiet">{each.detail}</span>
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}

interface Search {
  readonly text: string;
  readonly found: readonly Found[] | null;
  readonly error: string | null;
}

/** What has this name or id, once nobody types any more; `findNow` doesn't wait for that. */
function useFound(text: string) {
  const [state, setState] = useState<Search>(NOTHING);
  const newest = useRef(text);
  newest.current = text;
  const find = async (): Promise<readonly Found[]> => {
    const next = await get<readonly Found[]>('search', { text }).then(
      (found) => ({ text, found, error: null }),
      (error: unknown) => ({ text, found: null, error: errorText(error) }),
    );
    if (newest.current !== text) return [];
    setState(next);
    return next.found ?? [];
  };
  useEffect(() => {
    if (text === '') return;
    const timer = setTimeout(find, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  // What was found for what stood there before is not what Enter opens.
  const { found, error } = state.text === text ? state : NOTHING;
  const findNow = async (): Promise<readonly Found[]> => (text === '' ? [] : (found ?? (await find())));
  return { found, error, findNow };
}

const NOTHING: Search = { text: '', found: null, error: null };
