import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigurationError, readConfig } from './config';
import { configurationPage } from './document';
import { repositoryRoot } from './root';

const service = {
  DATABASE_URL: 'postgresql://headend:word@db:5432/headend',
  S3_ENDPOINT: 'http://store:8333/',
  S3_ACCESS_KEY: 'key',
  S3_SECRET_KEY: 'very-secret',
  SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
  PLAYBACK_KEYS: `k1=${Buffer.alloc(32, 1).toString('base64')}`,
};

const problemsOf = (env: Record<string, string>, kind: 'api' | 'local' = 'api'): readonly string[] => {
  try {
    readConfig(kind, env);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
};

describe('readConfig', () => {
  it('makes a nested configuration with defaults', () => {
    const config = readConfig('worker', { ...service, ENCODE_THREADS: '1' });
    expect(config.objectStore).toEqual({
      endpoint: 'http://store:8333',
      publicEndpoint: 'http://store:8333',
      accessKey: 'key',
      secretKey: 'very-secret',
      region: 'us-east-1',
      bucket: 'headend',
    });
    expect(config.maxMasterBytes).toBe(200 * 1024 ** 3);
    expect(config.cache.bytes).toBe(20 * 1024 ** 3);
    expect(config.pull.allowPrivate).toEqual([]);
    expect(config.encode.slots).toBeGreaterThanOrEqual(1);
    expect(config.http.publicUrl).toBe('http://127.0.0.1:8080');
  });

  it('gives Common Access Tokens with keys of their own only, and where no library prints them', () => {
    const secret = `c1=${Buffer.alloc(32, 2).toString('base64')}`;
    expect(readConfig('api', { ...service, MEDIA_TOKEN: 'cat', CAT_KEYS: secret }).delivery.token).toBe('cat');
    expect(problemsOf({ ...service, MEDIA_TOKEN: 'cat' })).toEqual([expect.stringMatching(/needs CAT_KEYS/)]);
    expect(problemsOf({ ...service, CAT_KEYS: secret.replace('=', '=es256:') })).toEqual([
      expect.stringMatching(/must be secrets/),
    ]);
    expect(problemsOf({ ...service, CAT_KEYS: secret, DEBUG: '*' })).toEqual([expect.stringMatching(/DEBUG/)]);
  });

  it('names every missing variable at once, each with its fix', () => {
    const problems = problemsOf({});
    expect(problems).toHaveLength(6);
    expect(problems).toContainEqual(expect.stringMatching(/^DATABASE_URL is missing: set it to .*such as postgresql:/));
  });

  it('takes content keys from somewhere else only where they are safe on their way', () => {
    const speke = { ...service, KEY_PROVIDER: 'speke' };
    expect(problemsOf(speke)).toEqual([expect.stringMatching(/^SPEKE_URL is missing: KEY_PROVIDER=speke needs/)]);
    expect(problemsOf({ ...speke, SPEKE_URL: 'http://keys.example.com/v2' })).toEqual([
      expect.stringMatching(/^SPEKE_URL must be https/),
    ]);
    expect(problemsOf({ ...speke, SPEKE_URL: 'http://localhost.example.com/v2' })).toHaveLength(1);
    for (const more of [
      { SPEKE_URL: 'https://keys.example.com/v2' },
      { SPEKE_URL: 'http://127.0.0.1:8081/v2' },
      { SPEKE_URL: 'http://keys.example.com/v2', SPEKE_RECIPIENT_FILE: '/etc/headend/recipient.pem' },
    ])
      expect(readConfig('api', { ...speke, ...more }).speke).toMatchObject({ url: more.SPEKE_URL });
    expect(readConfig('api', { ...service, SPEKE_URL: 'https://keys.example.com' }).speke).toBeUndefined();
  });

  it('lets the local supervisor start from an empty environment', () => {
    expect(problemsOf({}, 'local')).toEqual([]);
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig('api', { ...service, LOG_LEVEL: '', PORT: ' ' }).logLevel).toBe('info');
  });

  it.each([
    ['PORT', '70000', 'PORT=70000 must be a whole number from 0 to 65535.'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL=loud must be one of fatal, error, warn, info, debug, trace, silent.'],
    ['ENCODE_THREADS', '0', 'ENCODE_THREADS=0 must be a whole number of at least 1.'],
    ['PUBLIC_URL', 'example.com', 'PUBLIC_URL=example.com must be an absolute URL with http:// or https://.'],
    ['PULL_ALLOW_PRIVATE', '127.0.0.1', 'PULL_ALLOW_PRIVATE=127.0.0.1 must be host:port, such as 127.0.0.1:9000.'],
  ])('says what is wrong with %s=%s', (name, value, problem) => {
    expect(problemsOf({ ...service, [name]: value })).toEqual([problem]);
  });

  it('never repeats a secret in an error', () => {
    const problems = problemsOf({ ...service, DATABASE_URL: 'mysql://root:hush@db/x' });
    expect(problems.join()).toContain('DATABASE_URL must be');
    expect(problems.join()).not.toContain('hush');
  });

  it('wants certificate and key of mTLS together', () => {
    expect(problemsOf({ ...service, TEMPORAL_TLS_CERT: '/cert.pem' })).toHaveLength(1);
    const { temporal } = readConfig('api', { ...service, TEMPORAL_TLS_CERT: '/c.pem', TEMPORAL_TLS_KEY: '/k.pem' });
    expect(temporal.tls).toEqual({ cert: '/c.pem', key: '/k.pem' });
  });

  it('reads lists of addresses', () => {
    const env = { ...service, PULL_ALLOW_PRIVATE: '127.0.0.1:9000, [::1]:9001' };
    expect(readConfig('worker', env).pull.allowPrivate).toEqual(['127.0.0.1:9000', '[::1]:9001']);
  });
});

describe('docs/configuration.md', () => {
  it('is what the fields make', async () => {
    const page = await readFile(path.join(repositoryRoot(), 'docs', 'configuration.md'), 'utf8');
    expect(page).toBe(configurationPage());
  });
});
