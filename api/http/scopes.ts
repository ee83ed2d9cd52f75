import type { Role } from '../../adapters/postgres/port';

/** What an API key may do. A role is a set of these. */
export const SCOPES = [
  'uploads:read',
  'uploads:write',
  'ingests:read',
  'ingests:write',
  'ingests:decide',
  'folders:read',
  'folders:write',
  'credentials:read',
  'credentials:write',
  'titles:read',
  'titles:write',
  'titles:publish',
  'rights:read',
  'rights:write',
  'avails:read',
  'avails:write',
  'avails:decide',
  'feeds:read',
  'channels:read',
  'channels:write',
  'plans:read',
  'billing:read',
  'billing:write',
  'webhooks:read',
  'webhooks:write',
  'playback:start',
  'playback:grant',
  'playback:read',
  'runs:read',
  'profiles:read',
  'keys:manage',
  'drm:keys',
  'audit:read',
] as const;
export type Scope = (typeof SCOPES)[number];

const VIEWER: Scope[] = ['titles:read', 'playback:start', 'channels:read', 'plans:read'];
const PARTNER: Scope[] = [
  ...VIEWER,
  'uploads:read',
  'uploads:write',
  'ingests:read',
  'ingests:write',
  'folders:read',
  'folders:write',
  'credentials:read',
  'credentials:write',
  'titles:write',
  'rights:read',
  'avails:read',
  'avails:write',
  'feeds:read',
  'webhooks:read',
  'webhooks:write',
  'playback:grant',
  'playback:read',
];
const OPERATOR: Scope[] = [
  ...PARTNER,
  'ingests:decide',
  'titles:publish',
  'rights:write',
  'avails:decide',
  'channels:write',
  'billing:read',
  'billing:write',
  'runs:read',
  'profiles:read',
  'keys:manage',
  'drm:keys',
  'audit:read',
];

/** Scopes by role; each role includes the one before it: viewer, partner, operator. */
export const ROLE_SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  viewer: VIEWER,
  partner: PARTNER,
  operator: OPERATOR,
};

/** Roles that carry a scope, the strongest first. */
export const rolesWith = (scope: Scope): Role[] =>
  (['operator', 'partner', 'viewer'] as const).filter((role) => ROLE_SCOPES[role].includes(scope));

/** What a key may do: its role, narrowed by its own scopes where it has any. A scope that the role lacks counts for nothing. */
export const scopesOf = ({ role, scopes }: { role: Role; scopes: readonly string[] }): Scope[] =>
  ROLE_SCOPES[role].filter((scope) => scopes.length === 0 || scopes.includes(scope));

export const mayUse = (key: { role: Role; scopes: readonly string[] }, scope: Scope): boolean =>
  scopesOf(key).includes(scope);
