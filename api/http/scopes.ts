import type { Role } from '../../adapters/postgres/port';

/** What an API key may do. A role is a set of these. */
export type Scope =
  | 'uploads:read'
  | 'uploads:write'
  | 'ingests:read'
  | 'ingests:write'
  | 'ingests:decide'
  | 'titles:read'
  | 'titles:publish'
  | 'playback:start'
  | 'runs:read'
  | 'profiles:read';

const VIEWER: Scope[] = ['titles:read', 'playback:start'];
const PARTNER: Scope[] = [...VIEWER, 'uploads:read', 'uploads:write', 'ingests:read', 'ingests:write'];
const OPERATOR: Scope[] = [...PARTNER, 'ingests:decide', 'titles:publish', 'runs:read', 'profiles:read'];

/** Scopes by role; each role includes the one before it: viewer, partner, operator. */
export const ROLE_SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  viewer: VIEWER,
  partner: PARTNER,
  operator: OPERATOR,
};

export const mayUse = (role: Role, scope: Scope): boolean => ROLE_SCOPES[role].includes(scope);
