import type { Config } from '../config/config.ts';
import type { Endpoint } from '../http/endpoint.ts';

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
export async function listMemberEndpoints(
  { roblox }: Config,
  { publicUrl }: Reach,
): Promise<readonly Endpoint[]> {
  if (!publicUrl) return [];
  const { createMemberEndpoints } = await import('../member/http/endpoints.ts');
  const { app, cloudUrl } = roblox;
  if (!app) return createMemberEndpoints();
  const { createRobloxEndpoints } = await import('../member/http/roblox.ts');
  const { createRobloxSignIn } = await import('../roblox/sign-in.ts');
  const signIn = createRobloxSignIn({ cloudUrl, ...app });
  return [...createMemberEndpoints(), ...createRobloxEndpoints(signIn, publicUrl)];
}
