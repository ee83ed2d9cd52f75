import type { CredentialBinding, CredentialKind } from '../../domain/sources/credentials';
import type { Page, PageRequest } from './port';

/** Credentials for a partner's own storage, without what is secret. */
export interface SourceCredentialRecord {
  id: string;
  tenantId: string;
  name: string;
  binding: CredentialBinding;
  /** The secret, sealed for `id`. */
  sealed: Uint8Array;
  /** Last four characters of an access key id. */
  hint?: string;
  expiresAt?: Date;
  /** To the minute. */
  lastUsedAt?: Date;
  createdAt: Date;
  updatedAt: Date;
}

/** A secret as it is kept. */
export interface SealedSecret {
  seal(id: string): Uint8Array<ArrayBuffer>;
  hint?: string;
}

export interface NewSourceCredential {
  tenantId: string;
  name: string;
  binding: CredentialBinding;
  secret: SealedSecret;
  expiresAt?: Date;
  /** Stands for the request: worked on again after a crash, it finds its row. */
  requestKey: string;
}

/** What can be changed of credentials; where they may be sent cannot. Null takes the end away. */
export interface SourceCredentialChange {
  secret?: SealedSecret;
  expiresAt?: Date | null;
}

type Check = (current: SourceCredentialRecord) => void;

/** Credentials for partners' storage. Those of another tenant are not there. */
export interface SourceCredentials {
  /** @throws {HeadendError} `credentials/name-taken` */
  create(credential: NewSourceCredential): Promise<SourceCredentialRecord>;
  /** @param reference id or name */
  find(tenantId: string, reference: string): Promise<SourceCredentialRecord | undefined>;
  list(page: PageRequest & { kind?: CredentialKind }): Promise<Page<SourceCredentialRecord>>;
  /**
   * @param check throws when the row as it stands is not the one that the change is about
   * @throws {HeadendError} `request/not-found`
   */
  update(tenantId: string, id: string, change: SourceCredentialChange, check: Check): Promise<SourceCredentialRecord>;
  /** @throws {HeadendError} `request/not-found` */
  remove(tenantId: string, id: string, check: Check): Promise<void>;
  /** Note a use; at most once a minute is written. */
  used(id: string): Promise<void>;
}
