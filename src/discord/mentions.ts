import type { MentionCommand } from './markdown.ts';

/** Commands as people can press them, once Discord has given them ids. */
export interface Mentions {
  readonly mention: MentionCommand;
  setIds(idByName: ReadonlyMap<string, string>): void;
}

export function createMentions(): Mentions {
  let ids: ReadonlyMap<string, string> = new Map();
  return {
    mention(name) {
      const [first = ''] = name.split(' ');
      const id = ids.get(first);
      return id === undefined ? `/${name}` : `</${name}:${id}>`;
    },
    setIds(idByName) {
      ids = idByName;
    },
  };
}
