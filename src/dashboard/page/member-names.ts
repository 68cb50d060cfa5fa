import { useEffect, useState } from 'preact/hooks';
import { get } from './api.ts';
import { type NameOf, useDashboard } from './context.ts';

/** As many as the server takes at once. */
const MAX_ASKED = 100;

interface Batch {
  readonly ids: number[];
  readonly names: Promise<Readonly<Record<string, string | null>>>;
}

/** Asks for each member once, and for all that a screen shows together. */
export function createNameOf(): NameOf {
  const known = new Map<number, Promise<string | null>>();
  let open: Batch | null = null;
  const begin = (): Batch => {
    const ids: number[] = [];
    const names = Promise.resolve().then(() => {
      if (open?.ids === ids) open = null;
      return get<Awaited<Batch['names']>>('member/names', { ids: ids.join(',') });
    });
    return { ids, names };
  };
  const ask = async (id: number): Promise<string | null> => {
    if (!open || open.ids.length === MAX_ASKED) open = begin();
    open.ids.push(id);
    return (await open.names)[id] ?? null;
  };
  return (id) => {
    const name = known.get(id) ?? ask(id);
    known.set(id, name);
    name.catch(() => known.delete(id));
    return name;
  };
}

/** A member's Roblox name; null until it has come, and where there is none. */
export function useName(id: number | null): string | null {
  const { nameOf } = useDashboard();
  const [found, setFound] = useState<{ readonly id: number; readonly name: string | null } | null>(null);
  useEffect(() => {
    if (id === null) return;
    let isShown = true;
    nameOf(id).then(
      (name) => isShown && setFound({ id, name }),
      // The id stands there, and what the screen itself asks for says what is wrong.
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, [id, nameOf]);
  return found?.id === id ? found.name : null;
}
