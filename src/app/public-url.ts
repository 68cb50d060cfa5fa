import type { Config } from '../config/config.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { createMemberEndpoints } from '../member/http/endpoints.ts';
import { createRobloxEndpoints } from '../member/http/roblox.ts';
import { createRobloxSignIn } from '../roblox/sign-in.ts';

/** Where people reach the pages of this bank, once the server listens; absent where nobody knows it. */
interface Reach {
  readonly publicUrl?: () => string;
  /** Whether members can sign in with Roblox there. */
  readonly hasRobloxSignIn?: boolean;
}

/** As the operator says, and in development by the bank's own address. */
export function findPublicUrl({ publicUrl, mode, roblox }: Config, ownUrl: () => string): Reach {
  const hasRobloxSignIn = roblox.app !== null;
  if (publicUrl !== null) return { publicUrl: () => publicUrl, hasRobloxSignIn };
  return mode === 'development' ? { publicUrl: ownUrl, hasRobloxSignIn } : {};
}

/** The pages that members open by a link, which takes an address. */
export function listMemberEndpoints({ roblox }: Config, { publicUrl }: Reach): readonly Endpoint[] {
  if (!publicUrl) return [];
  const { app, cloudUrl } = roblox;
  const signIn = app && createRobloxSignIn({ cloudUrl, ...app });
  return [...createMemberEndpoints(), ...(signIn ? createRobloxEndpoints(signIn, publicUrl) : [])];
}
