import { Command, InvalidArgumentError, Option } from 'commander';
import type { z } from 'zod';
import type { ApiKeyChange, ApiKeyRequest, ApiKeyView, NewApiKeyView } from '../tenancy/schemas';
import type { HeadendClient, Listing } from './client';

type ApiKey = z.output<typeof ApiKeyView>;
type NewApiKey = z.output<typeof NewApiKeyView>;

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
      const client = await connect();
      const page = await client.get<Listing<ApiKey>>('/v1/api-keys?limit=100');
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
      const body: z.input<typeof ApiKeyRequest> = {
        label: options.label,
        role: options.role,
        scopes: options.scopes as z.input<typeof ApiKeyRequest>['scopes'],
        test_mode: options.test,
        rate_limit: options.rateLimit,
        expires_at: options.expires,
      };
      shown(await (await connect()).post<NewApiKey>('/v1/api-keys', body));
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
      const body: z.input<typeof ApiKeyChange> = {
        label: options.label,
        scopes: options.scopes as z.input<typeof ApiKeyChange>['scopes'],
        rate_limit: options.rateLimit,
        expires_at: options.expires,
      };
      print(lineOf(await (await connect()).change<ApiKey>(`/v1/api-keys/${encodeURIComponent(id)}`, body)));
    });
  keys
    .command('rotate')
    .argument('<key>', 'id of a key')
    .description('Replace a key by a new one that can do the same.')
    .option('--overlap <seconds>', 'for so long the key before still works', count, 86_400)
    .action(async (id: string, { overlap }: { overlap: number }) => {
      const body = { overlap_seconds: overlap };
      shown(await (await connect()).post<NewApiKey>(`/v1/api-keys/${encodeURIComponent(id)}/rotate`, body));
    });
  keys
    .command('revoke')
    .argument('<key>', 'id of a key')
    .description('End a key at once.')
    .action(async (id: string) => {
      print(lineOf(await (await connect()).post<ApiKey>(`/v1/api-keys/${encodeURIComponent(id)}/revoke`)));
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
