import { Command, InvalidArgumentError, Option } from 'commander';
import { answerOf, once, type Schemas } from '../client/client';
import type { HeadendClient } from './client';

type ApiKey = Schemas['ApiKey'];
type NewApiKey = Schemas['NewApiKey'];
type Scopes = Schemas['ApiKeyRequest']['scopes'];

interface KeyOptions {
  label: string;
  scopes?: string[];
  rateLimit?: number;
  expires?: string;
}

/**
 * `headend keys …`: make, list, change, rotate and revoke API keys.
 *
 * @param connect answers a client with an operator key
 */
export function keysCommand(connect: () => Promise<HeadendClient>, print: (line: string) => void): Command {
  const keys = new Command('keys').description('API keys of your tenant: make, list, change, rotate, revoke.');
  keys
    .command('list')
    .description('List the keys, newest first.')
    .option('--json', 'the answer of the API as it is')
    .action(async ({ json }: { json?: boolean }) => {
      const { api } = await connect();
      const page = await answerOf(api.GET('/v1/api-keys', { params: { query: { limit: 100 } } }));
      if (json) print(JSON.stringify(page, null, 2));
      else for (const key of page.data) print(lineOf(key));
    });
  keys
    .command('create')
    .description('Make a key. It is printed once.')
    .requiredOption('--label <text>', 'who uses it')
    .addOption(
      new Option('--role <role>', 'what it may do').choices(['operator', 'partner', 'viewer']).default('partner'),
    )
    .option('--scopes <list>', 'narrow the role, such as ingests:read,titles:read', listed)
    .option('--test', 'test mode: watermarked, cut to ten seconds, erased after a day')
    .option('--rate-limit <number>', 'requests per minute', count)
    .option('--expires <instant>', 'when it ends, such as 2027-01-01T00:00:00Z')
    .action(async (options: KeyOptions & { role: 'operator' | 'partner' | 'viewer'; test?: boolean }) => {
      const body: Schemas['ApiKeyRequest'] = {
        label: options.label,
        role: options.role,
        scopes: options.scopes as Scopes,
        test_mode: options.test,
        rate_limit: options.rateLimit,
        expires_at: options.expires,
      };
      const { api } = await connect();
      shown(await answerOf(api.POST('/v1/api-keys', { params: { header: once() }, body })));
    });
  keys
    .command('update')
    .argument('<key>', 'id of a key')
    .description('Change label, scopes, limit or end of a key.')
    .option('--label <text>', 'who uses it')
    .option('--scopes <list>', 'narrow the role; an empty text takes the narrowing away', listed)
    .option('--rate-limit <number>', 'requests per minute', count)
    .option('--expires <instant>', 'when it ends')
    .action(async (id: string, options: Partial<KeyOptions>) => {
      const body: Schemas['ApiKeyChange'] = {
        label: options.label,
        scopes: options.scopes as Scopes,
        rate_limit: options.rateLimit,
        expires_at: options.expires,
      };
      const { api } = await connect();
      const path = { id };
      // It is read for its tag first: who changes it in between is not overwritten.
      const { response } = await api.GET('/v1/api-keys/{id}', { params: { path } });
      const header = { 'If-Match': response.headers.get('etag') ?? '*' };
      print(lineOf(await answerOf(api.PATCH('/v1/api-keys/{id}', { params: { path, header }, body }))));
    });
  keys
    .command('rotate')
    .argument('<key>', 'id of a key')
    .description('Replace a key by a new one that can do the same.')
    .option('--overlap <seconds>', 'for so long the key before still works', count, 86_400)
    .action(async (id: string, { overlap }: { overlap: number }) => {
      const body = { overlap_seconds: overlap };
      const { api } = await connect();
      const params = { path: { id }, header: once() };
      shown(await answerOf(api.POST('/v1/api-keys/{id}/rotate', { params, body })));
    });
  keys
    .command('revoke')
    .argument('<key>', 'id of a key')
    .description('End a key at once.')
    .action(async (id: string) => {
      const { api } = await connect();
      const params = { path: { id }, header: once() };
      print(lineOf(await answerOf(api.POST('/v1/api-keys/{id}/revoke', { params }))));
    });
  return keys;

  function shown(key: NewApiKey): void {
    print(lineOf(key));
    print(key.key);
  }
}

const lineOf = (key: ApiKey): string =>
  [
    key.id,
    key.status.padEnd(7),
    key.test_mode ? 'test' : 'live',
    key.role.padEnd(8),
    `…${key.hint}`,
    key.expires_at ? `until ${key.expires_at}` : '',
    key.scopes.join(','),
    key.label,
  ]
    .filter(Boolean)
    .join('  ');

const listed = (text: string): string[] => text.split(',').filter(Boolean);

function count(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It is a whole number.');
  return Number(text);
}
