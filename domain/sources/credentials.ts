import { HeadendError } from '../failures';
import { parseS3Url } from './s3-url';

/** Where http credentials may be sent: one origin, `scheme://host[:port]` as RFC 6454 writes it. */
export interface OriginBinding {
  kind: 'basic' | 'bearer';
  origin: string;
}

/** What S3 credentials may be used for: one bucket, or what begins with `prefix` in it. */
export interface BucketBinding {
  kind: 's3';
  /** Origin of the S3 service, without the bucket. */
  endpoint: string;
  region: string;
  bucket: string;
  /** Empty: the whole bucket. */
  prefix: string;
  /** `endpoint/bucket/key`; otherwise `bucket.endpoint/key`. */
  pathStyle: boolean;
}

/** Credentials are made for one place and never used anywhere else. */
export type CredentialBinding = OriginBinding | BucketBinding;
export type CredentialKind = CredentialBinding['kind'];

/** RFC 7617. */
export interface BasicSecret {
  username: string;
  password: string;
}

/** RFC 6750. */
export interface BearerSecret {
  token: string;
}

/** An access key, with its session token when it is a temporary one. */
export interface S3Secret {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export type CredentialSecret = BasicSecret | BearerSecret | S3Secret;

/** Credentials opened for use: where they may go, and what is sent there. */
export type SourceAccess =
  | ({ kind: 'basic'; origin: string } & BasicSecret)
  | ({ kind: 'bearer'; origin: string } & BearerSecret)
  | (BucketBinding & S3Secret);

/** A secret as text, to be sealed. */
export const secretText = (secret: CredentialSecret): string => JSON.stringify(secret);

/** Credentials with their secret, as {@link secretText} wrote it. */
export const accessOf = (binding: CredentialBinding, text: string): SourceAccess =>
  ({ ...binding, ...(JSON.parse(text) as CredentialSecret) }) as SourceAccess;

/** Credentials as an order is checked against them. */
export interface CheckedCredentials {
  name: string;
  binding: CredentialBinding;
  expiresAt?: Date;
}

/**
 * May these credentials be used to fetch this URL? Asked when an order is placed and again when the file is fetched.
 *
 * @param url absolute, http(s) or s3
 * @throws {HeadendError} `source/credentials-mismatch`, `source/credentials-expired`
 */
export function checkCredentials(
  { name, binding, expiresAt }: CheckedCredentials,
  url: string,
  { now, field }: { now: number; field?: string },
): void {
  const misfit = misfitOf(binding, url);
  if (misfit)
    throw new HeadendError('source/credentials-mismatch', `The source credentials ${name} ${misfit}.`, { field });
  if (!expiresAt || expiresAt.getTime() > now) return;
  const when = expiresAt.toISOString();
  throw new HeadendError('source/credentials-expired', `The source credentials ${name} expired at ${when}.`, { field });
}

/** Why the binding does not cover a URL; undefined when it does. */
export function misfitOf(binding: CredentialBinding, url: string): string | undefined {
  const target = parseS3Url(url);
  if (binding.kind !== 's3') {
    if (target) return `are of the kind ${binding.kind}, an s3:// source needs the kind s3`;
    return new URL(url).origin === binding.origin ? undefined : `are for ${binding.origin}`;
  }
  if (!target) return 'are of the kind s3 and go with s3:// sources only';
  if (target.bucket !== binding.bucket) return `are for the bucket ${binding.bucket}`;
  return target.key.startsWith(binding.prefix) ? undefined : `are for keys that begin with ${binding.prefix}`;
}
