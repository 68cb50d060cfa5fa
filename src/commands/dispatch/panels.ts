import type { StaffLevel } from '../../bank/engine/rows.ts';
import { createCache } from '../../cache.ts';
import { DEFAULT_LANGUAGE, type Language } from '../../messages/languages.ts';
import type { Control } from '../model/reply.ts';
import type { TranslatedControl, TranslatedReply } from '../model/translate.ts';

/** How many replies with controls are remembered; the oldest are dropped first. */
const MAX_PANELS = 20_000;
/** How long controls can be used: as long as Discord lets an answer be edited. */
export const PANEL_MS = 15 * 60_000;

/** Who a reply is for: its owner ran the command, and others may see it too. */
export interface Audience {
  readonly ownerId: string;
  readonly isPublic: boolean;
  /** Whoever uses a control must still be staff of this level then, or of a higher one. */
  readonly level?: StaffLevel | null;
  /** The command that it answers, which the admins of a place may have kept from whoever uses a control. */
  readonly command?: string | undefined;
  /** What it is said in; English unless given. */
  readonly language?: Language | undefined;
}

/** The controls of a rendered reply. What they do, and for whom, stays here: a screen knows only ids. */
export interface Panel extends Audience {
  readonly id: string;
  readonly controls: readonly Control[];
  readonly expiresAt: number;
  /** `busy` while one of the controls acts; `used` once one has acted. */
  state: 'open' | 'busy' | 'used';
}

export interface FoundControl {
  readonly panel: Panel;
  readonly control: Control;
}

/** A control with the id that a screen sends back when it is used. */
export interface RenderedControl {
  readonly id: string;
  readonly control: TranslatedControl;
}

export interface Panels {
  /** Remembers a reply's controls, and returns each with an id that nobody can guess. */
  open(reply: TranslatedReply, audience: Audience): readonly (readonly RenderedControl[])[];
  /** Returns undefined if there is no such control, it has expired, or it is from before a restart. */
  find(controlId: string): FoundControl | undefined;
}

/** Makes a control anew that is known by its name; undefined if there is none. */
export type FindStanding = (name: string, about: string) => Control | undefined;

interface PanelsDependencies {
  readonly clock: () => number;
  readonly newId: () => string;
  readonly findStanding?: FindStanding;
}

/** In memory: after a restart, people run the command again, but for the controls that stand. */
export function createPanels({ clock, newId, findStanding = () => undefined }: PanelsDependencies): Panels {
  const panels = createCache<string, Panel>(MAX_PANELS);
  return {
    open({ rows = [] }, audience) {
      const controls = rows.flat();
      if (controls.length === 0) return [];
      const id = newId();
      panels.set(id, { ...audience, id, controls, expiresAt: clock() + PANEL_MS, state: 'open' });
      return rows.map((row) =>
        row.map((control) => ({ id: toControlId(id, controls.indexOf(control), control), control })),
      );
    },
    find(controlId) {
      const [id = '', at = '', name = '', about = ''] = controlId.split('.');
      const panel = panels.get(id);
      const control = /^(0|[1-9]\d?)$/.test(at) ? panel?.controls[Number(at)] : undefined;
      if (panel && control && clock() < panel.expiresAt)
        return toControlId(id, Number(at), control) === controlId ? { panel, control } : undefined;
      const standing = findStanding(name, about);
      return standing && { panel: standingPanel(`${name}.${about}`, standing), control: standing };
    },
  };
}

const toControlId = (panelId: string, at: number, { standing }: Control): string =>
  [panelId, at, ...(standing ? [standing.name, standing.about] : [])].join('.');

/** It belongs to nobody: whoever may use it says its level. What others see, too, goes on in English. */
const standingPanel = (id: string, control: Control): Panel => ({
  ownerId: '',
  isPublic: true,
  level: control.level ?? null,
  language: DEFAULT_LANGUAGE,
  id,
  controls: [control],
  expiresAt: Number.POSITIVE_INFINITY,
  state: 'open',
});
