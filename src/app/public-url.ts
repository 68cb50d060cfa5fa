import type { Config } from '../config/config.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { createMemberEndpoints } from '../member/http/endpoints.ts';

/** Where people reach the pages of this bank, once the server listens; absent where nobody knows it. */
interface Reach {
  readonly publicUrl?: () => string;
}

/** As the operator says, and in development by the bank's own address. */
export function findPublicUrl({ publicUrl, mode }: Config, ownUrl: () => string): Reach {
  if (publicUrl !== null) return { publicUrl: () => publicUrl };
  return mode === 'development' ? { publicUrl: ownUrl } : {};
}

/** The pages that members open by a link, which takes an address. */
export const listMemberEndpoints = ({ publicUrl }: Reach): readonly Endpoint[] =>
  publicUrl ? createMemberEndpoints() : [];
