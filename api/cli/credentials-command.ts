import { Command } from 'commander';
import { answerOf, once, type Schemas } from '../client/client';
import type { HeadendClient } from './client';
import { UsageError } from './ingest-command';

type Credentials = Schemas['SourceCredential'];
type Secret = NonNullable<Schemas['SourceCredentialChange']['secret']>;

interface HttpOptions {
  name: string;
  origin: string;
  expires?: string;
}

interface BucketOptions extends Omit<HttpOptions, 'origin'> {
  endpoint: string;
  region: string;
  bucket: string;
  prefix?: string;
  virtualHost?: boolean;
  accessKeyId: string;
}

const EXPIRES = ['--expires <instant>', 'when they end, such as 2027-01-01T00:00:00Z'] as const;
const NAME = ['--name <name>', 'what orders name them by, such as studio-7'] as const;
const ORIGIN = ['--origin <origin>', 'the only place they are sent to, https://host[:port]'] as const;

/**
 * `headend credentials …`: keep, list, rotate and delete credentials for partners' storage.
 *
 * @param connect answers a client with a partner key
 * @param ask reads a secret, never from the arguments
 */
export function credentialsCommand(
  connect: () => Promise<HeadendClient>,
  ask: (what: string) => Promise<string>,
  print: (line: string) => void,
): Command {
  const credentials = new Command('credentials').description(
    'Credentials for the storage that sources are pulled from. Secrets are asked for, or read from standard input.',
  );
  const create = async (body: Schemas['SourceCredentialRequest']) => {
    const { api } = await connect();
    print(lineOf(await answerOf(api.POST('/v1/source-credentials', { params: { header: once() }, body }))));
  };
  credentials
    .command('list')
    .description('List them, newest first.')
    .option('--json', 'the answer of the API as it is')
    .action(async ({ json }: { json?: boolean }) => {
      const { api } = await connect();
      const page = await answerOf(api.GET('/v1/source-credentials', { params: { query: { limit: 100 } } }));
      if (json) print(JSON.stringify(page, null, 2));
      else for (const each of page.data) print(lineOf(each));
    });
  credentials
    .command('add-basic')
    .description('Keep a user name and a password for a web server.')
    .requiredOption(...NAME)
    .requiredOption(...ORIGIN)
    .requiredOption('--username <name>', 'user name')
    .option(...EXPIRES)
    .action(async ({ name, origin, username, expires }: HttpOptions & { username: string }) => {
      const secret = { username, password: await ask('password') };
      await create({ kind: 'basic', name, origin, secret, expires_at: expires });
    });
  credentials
    .command('add-bearer')
    .description('Keep a bearer token for a web server.')
    .requiredOption(...NAME)
    .requiredOption(...ORIGIN)
    .option(...EXPIRES)
    .action(async ({ name, origin, expires }: HttpOptions) => {
      await create({ kind: 'bearer', name, origin, secret: { token: await ask('token') }, expires_at: expires });
    });
  credentials
    .command('add-s3')
    .description('Keep an access key for a bucket.')
    .requiredOption(...NAME)
    .requiredOption('--endpoint <origin>', 'the S3 service, such as https://s3.eu-central-1.amazonaws.com')
    .requiredOption('--region <region>', 'region of the bucket; us-east-1 where there are none')
    .requiredOption('--bucket <bucket>', 'the bucket')
    .option('--prefix <prefix>', 'what keys must begin with')
    .option('--virtual-host', 'the bucket stands before the host name instead of in the path')
    .requiredOption('--access-key-id <id>', 'id of the access key')
    .option(...EXPIRES)
    .action(async ({ accessKeyId, virtualHost, expires, ...where }: BucketOptions) => {
      const secret = { access_key_id: accessKeyId, secret_access_key: await ask('secret access key') };
      await create({ kind: 's3', ...where, path_style: !virtualHost, secret, expires_at: expires });
    });
  credentials
    .command('rotate')
    .argument('<id>', 'id of the credentials')
    .description('Put a new secret in the place of the old one.')
    .option('--username <name>', 'of basic: user name')
    .option('--access-key-id <id>', 'of s3: id of the new access key')
    .option(...EXPIRES)
    .action(async (id: string, options: { username?: string; accessKeyId?: string; expires?: string }) => {
      const { api } = await connect();
      // It is read for its kind and tag first: who changes it in between is not overwritten.
      const { data, response } = await api.GET('/v1/source-credentials/{id}', { params: { path: { id } } });
      const secret = await newSecret((data as Credentials).kind, options, ask);
      const params = { path: { id }, header: { 'If-Match': response.headers.get('etag') ?? '*' } };
      const body = { secret, expires_at: options.expires };
      print(lineOf(await answerOf(api.PATCH('/v1/source-credentials/{id}', { params, body }))));
    });
  credentials
    .command('delete')
    .argument('<id>', 'id of the credentials')
    .description('Delete them at once. What has still to be fetched with them fails.')
    .action(async (id: string) => {
      const { api } = await connect();
      await api.DELETE('/v1/source-credentials/{id}', { params: { path: { id }, header: { 'If-Match': '*' } } });
      print(`${id}  deleted`);
    });
  return credentials;
}

async function newSecret(
  kind: Credentials['kind'],
  { username, accessKeyId }: { username?: string; accessKeyId?: string },
  ask: (what: string) => Promise<string>,
): Promise<Secret> {
  if (kind === 'bearer') return { token: await ask('token') };
  if (kind === 'basic') {
    if (!username) throw new UsageError('Basic credentials need --username.');
    return { username, password: await ask('password') };
  }
  if (!accessKeyId) throw new UsageError('S3 credentials need --access-key-id.');
  return { access_key_id: accessKeyId, secret_access_key: await ask('secret access key') };
}

const lineOf = ({ id, status, kind, name, origin, endpoint, bucket, prefix, hint, expires_at }: Credentials): string =>
  [
    id,
    status.padEnd(7),
    kind.padEnd(6),
    name,
    origin ?? `${endpoint} s3://${bucket}/${prefix}`,
    hint && `…${hint}`,
    expires_at && `until ${expires_at}`,
  ]
    .filter(Boolean)
    .join('  ');
