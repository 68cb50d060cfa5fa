import { createHash } from 'node:crypto';
import { invalid, Refusal } from '../../bank/engine/refusal.ts';
import { DEFAULT_LANGUAGE, type Language } from '../../messages/languages.ts';
import type { PretendMember } from './protocol.ts';

const MAX_MEMBERS = 100;
/** Discord's own ids are 64 bits: at most 20 digits. */
const PRETEND_ID = /^9[0-9]{21}$/;

/** Without a language, until one is chosen for them. */
type Kept = Omit<PretendMember, 'language'> & { readonly language?: Language };

export type NewMember = Pick<PretendMember, 'name' | 'isStaff'>;

export type Members = ReturnType<typeof createMembers>;

export function createMembers(initial: readonly NewMember[]) {
  const members = new Map<string, Kept>();
  let pageLanguage = DEFAULT_LANGUAGE;
  const show = ({ language = pageLanguage, ...member }: Kept): PretendMember => ({ ...member, language });
  const find = (id: string): Kept => {
    const member = members.get(id);
    if (!member) throw new Refusal('not_found');
    return member;
  };
  /** Adds a member, or changes whether that member is staff. Refuses `invalid` when there are too many. */
  const join = ({ name, isStaff }: NewMember): PretendMember => {
    const id = nameToPretendId(name);
    const before = members.get(id);
    if (!before && members.size >= MAX_MEMBERS) {
      throw invalid('name', `there are ${MAX_MEMBERS} already: use one of them`);
    }
    const member = { ...before, id, name: before?.name ?? name, isStaff };
    members.set(id, member);
    return show(member);
  };
  for (const member of initial) join(member);
  return {
    all: (): readonly PretendMember[] => [...members.values()].map(show),
    /** Refuses `not_found`. */
    find: (id: string): PretendMember => show(find(id)),
    join,
    /** Changes what a member is answered in. Refuses `not_found`. */
    speak(id: string, language: Language): PretendMember {
      const member = { ...find(id), language };
      members.set(id, member);
      return member;
    },
    /** Answers in the language of the page whoever has chosen none. Returns those. */
    greet(language: Language): readonly PretendMember[] {
      pageLanguage = language;
      return [...members.values()].filter((member) => member.language === undefined).map(show);
    },
    /** What somebody is answered in, a member or not. */
    languageOf: (id: string): Language => members.get(id)?.language ?? pageLanguage,
    ...createMentions(members),
  };
}

/** How members are called in what people type. */
const createMentions = (members: ReadonlyMap<string, Kept>) => ({
  /** The text, or where it is a member's id, that member as Discord shows them. */
  nameOf(text: string): string {
    const member = members.get(text);
    return member ? `@${member.name}` : text;
  },
  /** Names members in a text as Discord does: `@Leo` becomes Leo's id between brackets. */
  mention: (text: string): string =>
    text.replaceAll(/(?<=^|\s)@(\S+)/g, (written, name: string) => {
      const member = members.get(nameToPretendId(name));
      return member ? `<@${member.id}>` : written;
    }),
});

export const isPretendId = (discordUserId: string): boolean => PRETEND_ID.test(discordUserId);

/** Returns the same id for a name after a restart too, so that the member is still linked. */
function nameToPretendId(name: string): string {
  const number = createHash('sha256').update(name.toLowerCase()).digest().readBigUInt64BE(0);
  return `9${String(number).padStart(21, '0')}`;
}
