import type { AuditRecord, Page, PageRequest, Role } from './port';

/** A key as whoever presents it is known. */
export interface ApiKeyRecord {
  id: string;
  /** Whose data it works on: of a test-mode key the sandbox of its account. */
  tenantId: string;
  /** The tenant that the key belongs to. */
  accountId: string;
  role: Role;
  /** Narrow what the role allows; empty means all of it. */
  scopes: readonly string[];
  label: string;
  /** What is made with it is test data, and it sees nothing else. */
  testMode: boolean;
  /** Requests per minute; the configured default when absent. */
  rateLimit?: number;
  expiresAt?: Date;
  lastUsedAt?: Date;
}

/** A key as those who manage keys see it. */
export interface ManagedKey extends ApiKeyRecord {
  /** The last four characters. */
  hint: string;
  /** Id of the key that made it; absent for those the stack brought. */
  createdBy?: string;
  /** The key it took the place of. */
  rotatedFromId?: string;
  /** The key that took its place. */
  rotatedToId?: string;
  createdAt: Date;
  revokedAt?: Date;
}

/** What can be changed of a key. Null takes a limit away; absent leaves it as it is. */
export interface KeyChange {
  label?: string;
  scopes?: readonly string[];
  rateLimit?: number | null;
  expiresAt?: Date | null;
}

/** A key to be. The key itself is known to nobody but the one who made it. */
export interface NewKey
  extends Pick<ApiKeyRecord, 'accountId' | 'role' | 'scopes' | 'label' | 'testMode' | 'rateLimit'> {
  hash: string;
  hint: string;
  createdBy: string;
  expiresAt?: Date;
  /** Stands for the request: worked on again after a crash, it finds its row, which then gets the new hash. */
  requestKey: string;
}

/** The audit entry of a change, written in its transaction; the subject is the key's id. */
export type KeyAudit = Pick<AuditRecord, 'actor' | 'key' | 'detail'>;

/** Which keys are meant: a test-mode key sees only those of test mode. */
export interface KeyView {
  /** The account. */
  tenantId: string;
  testMode?: true;
}

/** API keys, found by the hash of what was presented. */
export interface ApiKeys {
  /** Undefined for unknown and revoked keys; an expired key is found. */
  find(hash: string): Promise<ApiKeyRecord | undefined>;
  /** Note the use of a key; at most once a minute is written. */
  used(id: string): Promise<void>;
}

/** The keys of a tenant, for those who manage them. Every change is written with its audit entry. */
export interface KeyRing {
  create(key: NewKey, audit: KeyAudit): Promise<ManagedKey>;
  find(view: KeyView, id: string): Promise<ManagedKey | undefined>;
  list(page: PageRequest & KeyView & { role?: Role }): Promise<Page<ManagedKey>>;
  /**
   * Change a key under a lock on its row.
   *
   * @param change gets the row as it stands; what it throws undoes everything
   * @param manages whether a key can manage keys: of those, one without an end stays
   * @returns undefined when there is no such key
   * @throws {HeadendError} `key/last-manager`
   */
  update(
    view: KeyView,
    id: string,
    change: (current: ManagedKey) => KeyChange,
    manages: (key: ManagedKey) => boolean,
    audit: KeyAudit,
  ): Promise<ManagedKey | undefined>;
  /**
   * Make a successor with the same rights. The key before ends at `until`, or when it would have ended anyway.
   *
   * @throws {HeadendError} `key/not-usable` when the key was revoked, has expired, or has a successor
   */
  rotate(
    view: KeyView,
    id: string,
    successor: Pick<NewKey, 'hash' | 'hint' | 'createdBy' | 'requestKey'>,
    end: { until: Date; check(current: ManagedKey): void },
    audit: KeyAudit,
  ): Promise<ManagedKey | undefined>;
  /**
   * End a key at once; again is no error.
   *
   * @param manages as for {@link update}
   * @throws {HeadendError} `key/last-manager`
   */
  revoke(
    view: KeyView,
    id: string,
    manages: (key: ManagedKey) => boolean,
    audit: KeyAudit,
  ): Promise<ManagedKey | undefined>;
}

/** How many requests a key has sent in this minute, over all API nodes. */
export interface RateCounter {
  /** Count one more. */
  take(keyId: string): Promise<{ used: number; endsInS: number }>;
}

/** One line of the audit log. */
export interface AuditEntry {
  id: string;
  actor: string;
  action: string;
  subject: string;
  detail: unknown;
  createdAt: Date;
}

export interface AuditLog {
  list(
    page: PageRequest & { actor?: string; action?: string; subject?: string; since?: Date; until?: Date },
  ): Promise<Page<AuditEntry>>;
}
