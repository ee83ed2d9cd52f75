import { isBucketName } from '../../domain/sources/s3-url';
import { IdParams, listQuery, NoContent, operation, pageOf } from '../http/operation';
import { z } from '../http/zod';

const instant = z.string().openapi({ format: 'date-time', example: '2026-11-22T15:00:00.000Z' });
const plain = (text: string) => !/\p{Cc}/u.test(text);

const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens')
  .openapi({ description: 'What orders name them by, unique in your tenant; it stays.', example: 'studio-7' });
const expires = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .openapi({ type: 'string', format: 'date-time', description: 'From then on no order may use them.' });
const secretText = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[\x21-\x7e]*$/, 'printable ASCII characters without a space')
    .openapi({ writeOnly: true, format: 'password' });

const BasicSecretRequest = z
  .strictObject({
    username: z
      .string()
      .min(1)
      .max(255)
      .refine((text) => plain(text) && !text.includes(':'), 'holds a colon or a control character')
      .openapi({ writeOnly: true, example: 'headend' }),
    password: z
      .string()
      .min(1)
      .max(1024)
      .refine(plain, 'holds a control character')
      .openapi({ writeOnly: true, format: 'password', example: '…' }),
  })
  .openapi('BasicSecret', { description: 'HTTP Basic, RFC 7617, in UTF-8.' });

const BearerSecretRequest = z
  .strictObject({ token: secretText(8192).openapi({ example: 'EXAMPLE' }) })
  .openapi('BearerSecret', { description: 'A bearer token, RFC 6750.' });

const S3SecretRequest = z
  .strictObject({
    access_key_id: z
      .string()
      .regex(/^[\x21-\x2e\x30-\x7e]{1,128}$/, 'printable ASCII characters without space and slash')
      .openapi({ writeOnly: true, example: 'AKIAEXAMPLE' }),
    secret_access_key: secretText(256).openapi({ example: 'EXAMPLE' }),
    session_token: secretText(8192).optional().openapi({ description: 'Of a temporary access key.' }),
  })
  .openapi('S3Secret', { description: 'An access key that may GET the objects.' });

const origin = (description: string, example: string) => z.string().min(1).max(300).openapi({ description, example });
const webOrigin = origin(
  'https://host[:port], the only place they are ever sent to. It stays: make new ones for another.',
  'https://files.example.com',
);

export const SourceCredentialRequest = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('basic'),
      name,
      origin: webOrigin,
      secret: BasicSecretRequest,
      expires_at: expires.optional(),
    }),
    z.strictObject({
      kind: z.literal('bearer'),
      name,
      origin: webOrigin,
      secret: BearerSecretRequest,
      expires_at: expires.optional(),
    }),
    z.strictObject({
      kind: z.literal('s3'),
      name,
      endpoint: origin('Origin of the S3 service, without the bucket.', 'https://s3.eu-central-1.amazonaws.com'),
      region: z
        .string()
        .regex(/^[a-z0-9-]{1,40}$/, 'a region such as eu-central-1')
        .openapi({ description: 'As the service signs it; us-east-1 where there are none.', example: 'eu-central-1' }),
      bucket: z
        .string()
        .refine(isBucketName, 'is no name of a bucket')
        .openapi({ example: 'studio-7-masters', minLength: 3, maxLength: 63 }),
      prefix: z
        .string()
        .max(1024)
        .refine(plain, 'holds a control character')
        .default('')
        .openapi({ description: 'Keys must begin with it; end a folder with its slash.', example: 'out/' }),
      path_style: z
        .boolean()
        .default(true)
        .openapi({ description: 'Whether the bucket stands in the path, or else before the host name.' }),
      secret: S3SecretRequest,
      expires_at: expires.optional(),
    }),
  ])
  .openapi('SourceCredentialRequest');

export const SourceCredentialChange = z
  .strictObject({
    secret: z.union([BasicSecretRequest, BearerSecretRequest, S3SecretRequest]).optional(),
    expires_at: expires.nullable().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'changes nothing')
  .openapi('SourceCredentialChange');

/** A secret as clients send it. */
export type SecretBody = NonNullable<z.output<typeof SourceCredentialChange>['secret']>;

const KINDS = ['basic', 'bearer', 's3'] as const;

export const SourceCredentialView = z
  .object({
    id: z.string().openapi({ example: 'scr_01JD…' }),
    name: z.string(),
    kind: z.enum(KINDS),
    origin: z.string().nullable().openapi({ description: 'Of basic and bearer.' }),
    endpoint: z.string().nullable().openapi({ description: 'Of s3, as is all up to path_style.' }),
    region: z.string().nullable(),
    bucket: z.string().nullable(),
    prefix: z.string().nullable(),
    path_style: z.boolean().nullable(),
    hint: z.string().nullable().openapi({ description: 'The last four characters of an access key id.' }),
    status: z.enum(['active', 'expired']),
    expires_at: instant.nullable(),
    last_used_at: instant.nullable().openapi({ description: 'When a file was last fetched with them, to the minute.' }),
    created_at: instant,
    updated_at: instant,
  })
  .openapi('SourceCredential', { description: 'Nothing in it is secret: secrets are never shown again.' });

const common = { tag: 'Source credentials' } as const;
const one = { ...common, params: IdParams, path: '/v1/source-credentials/{id}' } as const;
const collection = { ...common, path: '/v1/source-credentials' } as const;

export const createSourceCredential = operation({
  ...collection,
  id: 'createSourceCredential',
  method: 'post',
  summary: 'Keep credentials for your storage',
  description:
    'An order names them beside a URL: `"source": {"url": "…", "credentials": "studio-7"}`. They are sealed in the database, sent to the origin or bucket they were made for and nowhere else, and never shown again.',
  scope: 'credentials:write',
  body: SourceCredentialRequest,
  answer: {
    status: 201,
    schema: SourceCredentialView,
    description: 'The credentials, without their secret.',
    location: 'Path of the credentials.',
  },
  failures: ['credentials/name-taken', 'source/forbidden-address'],
});

export const listSourceCredentials = operation({
  ...collection,
  id: 'listSourceCredentials',
  method: 'get',
  summary: 'List source credentials, newest first',
  description: 'Without their secrets. Expired ones stay in the list.',
  scope: 'credentials:read',
  query: z.strictObject({ ...listQuery, kind: z.enum(KINDS).optional() }),
  answer: {
    status: 200,
    schema: pageOf('SourceCredentialPage', SourceCredentialView),
    description: 'A page of credentials.',
  },
  failures: ['cursor/invalid'],
});

export const getSourceCredential = operation({
  ...one,
  id: 'getSourceCredential',
  method: 'get',
  summary: 'Read source credentials, without their secret',
  description: 'The `ETag` changes with the secret and the end; the last use does not count.',
  scope: 'credentials:read',
  conditional: true,
  answer: { status: 200, schema: SourceCredentialView, description: 'The credentials.' },
  failures: ['request/not-found'],
});

export const updateSourceCredential = operation({
  ...one,
  id: 'updateSourceCredential',
  method: 'patch',
  summary: 'Replace the secret of source credentials, or move their end',
  description:
    'Counts for every file that is opened from now on, also of orders that were placed before; a file that is being fetched goes on with the secret it was opened with. Name, kind and place stay: what was kept for one place is never sent to another.',
  scope: 'credentials:write',
  conditional: true,
  body: SourceCredentialChange,
  answer: { status: 200, schema: SourceCredentialView, description: 'The credentials, changed.' },
  failures: ['request/not-found'],
});

export const deleteSourceCredential = operation({
  ...one,
  id: 'deleteSourceCredential',
  method: 'delete',
  summary: 'Delete source credentials',
  description:
    'Works at once and is never refused, so that a secret that leaked can be taken away. An ingest that has still to fetch with them fails with `source/credentials-unknown`; a file that is being fetched is fetched to its end, unless it has to be taken up again by a new attempt.',
  scope: 'credentials:write',
  conditional: true,
  answer: { status: 204, schema: NoContent, description: 'They are gone.' },
  failures: ['request/not-found'],
});

/** Every operation on source credentials. */
export const CREDENTIAL_OPERATIONS = [
  createSourceCredential,
  listSourceCredentials,
  getSourceCredential,
  updateSourceCredential,
  deleteSourceCredential,
];
