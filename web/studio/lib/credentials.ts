import type { SourceCredential, SourceCredentialOrder } from '../../shared/api/types';

/** What is typed to make source credentials; only the fields of its kind count. */
export interface CredentialForm {
  kind: SourceCredential['kind'];
  name: string;
  origin: string;
  username: string;
  password: string;
  token: string;
  endpoint: string;
  region: string;
  bucket: string;
  prefix: string;
  pathStyle: boolean;
  accessKeyId: string;
  secretAccessKey: string;
  /** As `datetime-local` gives it, in local time; empty: never. */
  expires: string;
}

export const BLANK_CREDENTIALS: CredentialForm = {
  kind: 'basic',
  name: '',
  origin: '',
  username: '',
  password: '',
  token: '',
  endpoint: '',
  region: '',
  bucket: '',
  prefix: '',
  pathStyle: true,
  accessKeyId: '',
  secretAccessKey: '',
  expires: '',
};

const NEEDED: Record<CredentialForm['kind'], (keyof CredentialForm)[]> = {
  basic: ['name', 'origin', 'username', 'password'],
  bearer: ['name', 'origin', 'token'],
  s3: ['name', 'endpoint', 'region', 'bucket', 'accessKeyId', 'secretAccessKey'],
};

/** Is everything there that its kind needs? */
export const isComplete = (form: CredentialForm): boolean =>
  NEEDED[form.kind].every((field) => String(form[field]).trim() !== '');

/** The order of the credentials, with what belongs to its kind and nothing else. */
export function orderOf(form: CredentialForm): SourceCredentialOrder {
  const name = form.name.trim();
  const expiry = form.expires ? { expires_at: new Date(form.expires).toISOString() } : {};
  const origin = form.origin.trim();
  if (form.kind === 'basic')
    return { kind: 'basic', name, origin, secret: { username: form.username, password: form.password }, ...expiry };
  if (form.kind === 'bearer') return { kind: 'bearer', name, origin, secret: { token: form.token.trim() }, ...expiry };
  return {
    kind: 's3',
    name,
    endpoint: form.endpoint.trim(),
    region: form.region.trim(),
    bucket: form.bucket.trim(),
    prefix: form.prefix,
    path_style: form.pathStyle,
    secret: { access_key_id: form.accessKeyId.trim(), secret_access_key: form.secretAccessKey.trim() },
    ...expiry,
  };
}

/** Where credentials are sent, and nowhere else. */
export const placeOf = ({ kind, origin, endpoint, bucket, prefix }: SourceCredential): string =>
  kind === 's3' ? `${endpoint}/${bucket}/${prefix ?? ''}` : (origin ?? '');
