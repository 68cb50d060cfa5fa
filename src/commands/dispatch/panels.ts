import { LRUCache } from 'lru-cache';
import type { Control, Reply } from '../model/reply.ts';

/** How many replies with something to press are remembered; the oldest go first. */
const MAX_PANELS = 20_000;
/** How long something can be pressed: as long as Discord lets an answer be changed. */
export const PANEL_MS = 15 * 60_000;

/** Whom a reply is for: who asked, and whether others see it too. */
export interface Audience {
  readonly ownerId: string;
  readonly isPublic: boolean;
  /** Whoever presses must still be staff then. */
  readonly isForStaff?: boolean;
}

/**
 * The controls of one reply as it is shown. What the controls do, and for whom, stays here: a screen knows
 * only their ids.
 */
export interface Panel extends Audience {
  readonly id: string;
  readonly controls: readonly Control[];
  readonly expiresAt: number;
  /** `busy` while one of its controls acts; `used` once one has. */
  state: 'open' | 'busy' | 'used';
}

export interface FoundControl {
  readonly panel: Panel;
  readonly control: Control;
}

/** A control with the id that a screen sends when it is used. */
export interface RenderedControl {
  readonly id: string;
  readonly control: Control;
}

export interface Panels {
  /** Remembers a reply's controls for who asked, and gives each an id that nobody can guess. */
  open(reply: Reply, audience: Audience): readonly (readonly RenderedControl[])[];
  /** What this id stands for; undefined when it never was, is too old, or was shown before a restart. */
  find(controlId: string): FoundControl | undefined;
}

/** In memory: what was shown before a restart is too old, and is asked for again. */
export function createPanels({ clock, newId }: { clock: () => number; newId: () => string }): Panels {
  const panels = new LRUCache<string, Panel>({ max: MAX_PANELS });
  return {
    open({ rows = [] }, audience) {
      const controls = rows.flat();
      if (controls.length === 0) return [];
      const id = newId();
      panels.set(id, { ...audience, id, controls, expiresAt: clock() + PANEL_MS, state: 'open' });
      return rows.map((row) => row.map((control) => ({ id: `${id}.${controls.indexOf(control)}`, control })));
    },
    find(controlId) {
      const [id = '', at = ''] = controlId.split('.');
      const panel = panels.get(id);
      const control = /^(0|[1-9]\d?)$/.test(at) ? panel?.controls[Number(at)] : undefined;
      return panel && control && clock() < panel.expiresAt ? { panel, control } : undefined;
    },
  };
}
