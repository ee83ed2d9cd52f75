import type { CredentialBinding, CredentialSecret, SourceAccess } from '../../domain/sources/credentials';
import type { SecretBox } from './port';

/** Seal the secret of source credentials for their id. */
export const sealSecret = (box: SecretBox, id: string, secret: CredentialSecret): Uint8Array<ArrayBuffer> =>
  box.seal(JSON.stringify(secret), id);

/** Open source credentials for use. @throws {HeadendError} `secrets/unreadable` */
export const openAccess = (
  box: SecretBox,
  { id, binding, sealed }: { id: string; binding: CredentialBinding; sealed: Uint8Array },
): SourceAccess => ({ ...binding, ...(JSON.parse(box.open(sealed, id)) as CredentialSecret) }) as SourceAccess;
