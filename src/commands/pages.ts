import { z } from 'zod';
import type { Actor } from './model/actor.ts';
import { readInput } from './model/input.ts';
import type { Control, Reply } from './model/reply.ts';
import { t, type Words } from './model/text.ts';

interface Pages {
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly show: (page: number, actor: Actor) => Promise<Reply>;
}

/** From this many pages on, there is a form to go to a page by its number. */
const MANY_PAGES = 4;

/** A row of buttons that turn pages; none if there is only one page. */
export function pageButtons({ page, pages, show }: Pages): Control[][] {
  if (pages === 1) return [];
  const turn = (label: Words, to: number): Control => ({
    kind: 'button',
    label,
    isDisabled: to < 1 || to > pages,
    act: ({ actor }) => show(to, actor),
  });
  const jumping = pages < MANY_PAGES ? [] : [jump({ page, pages, show })];
  return [[turn(t('pages.back'), page - 1), turn(t('pages.next'), page + 1), ...jumping]];
}

function jump({ page, pages, show }: Pages): Control {
  const schema = z.object({ page: z.coerce.number().int().min(1).max(pages) });
  const input = {
    name: 'page',
    label: t('pages.number', { pages }),
    value: String(page),
    minLength: 1,
    maxLength: String(pages).length,
  };
  return {
    kind: 'form',
    label: t('pages.go-to'),
    form: { title: t('pages.go-to'), inputs: [input] },
    act: async ({ actor }, { fields }) => show(readInput(schema, fields).page, actor),
  };
}
