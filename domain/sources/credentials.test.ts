import fc from 'fast-check';
import { type BucketBinding, checkCredentials, misfitOf } from './credentials';
import { parseS3Url } from './s3-url';

const basic = { kind: 'basic', origin: 'https://files.example.com' } as const;
const bucket: BucketBinding = {
  kind: 's3',
  endpoint: 'https://s3.example.com',
  region: 'eu-1',
  bucket: 'masters',
  prefix: 'out/',
  pathStyle: true,
};
const now = Date.parse('2026-11-22T12:00:00Z');

describe('checkCredentials', () => {
  it('lets http credentials go to their own origin, whatever the path', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.webQueryParameters(), (path, query) => {
        expect(misfitOf(basic, `https://files.example.com${path}?${query}`)).toBeUndefined();
      }),
    );
    expect(misfitOf(basic, 'https://FILES.example.com:443/x')).toBeUndefined();
  });

  it('never lets http credentials go to another origin', () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        fc.pre(new URL(url).origin !== basic.origin);
        expect(misfitOf(basic, url)).toBe('are for https://files.example.com');
      }),
    );
  });

  it.each([
    'http://files.example.com/x',
    'https://files.example.com:8443/x',
    'https://files.example.com.evil.test/x',
    'https://files.example.com@evil.test/x',
    'https://evil.test/?https://files.example.com/',
    's3://files.example.com/x',
  ])('does not let them go to %s', (url) => expect(misfitOf(basic, url)).toBeDefined());

  it('lets S3 credentials read what begins with their prefix, and nothing else', () => {
    const key = fc.stringMatching(/^[a-z ./%?#+-]{1,20}$/);
    fc.assert(
      fc.property(
        fc.constantFrom('masters', 'other'),
        fc.constantFrom('out/', 'ou/', ''),
        key,
        (name, folder, rest) => {
          const url = `s3://${name}/${folder}${rest}`;
          fc.pre(isReadable(url));
          const fits = name === 'masters' && `${folder}${rest}`.startsWith('out/');
          expect(misfitOf(bucket, url) === undefined).toBe(fits);
        },
      ),
    );
  });

  it('does not take S3 credentials for http, nor http credentials for S3', () => {
    expect(misfitOf(bucket, 'https://s3.example.com/masters/out/film.mov')).toMatch(/s3:\/\/ sources only/);
    expect(misfitOf({ ...basic, kind: 'bearer' }, 's3://masters/out/film.mov')).toMatch(/needs the kind s3/);
  });

  it('refuses credentials from the instant of their end on', () => {
    const url = 'https://files.example.com/film.mov';
    const until = (ms: number) => ({ name: 'studio-7', binding: basic, expiresAt: new Date(now + ms) });
    expect(() => checkCredentials(until(1), url, { now })).not.toThrow();
    for (const ms of [0, -1])
      expect(() => checkCredentials(until(ms), url, { now, field: 'source.credentials' })).toThrow(
        expect.objectContaining({ code: 'source/credentials-expired', context: { field: 'source.credentials' } }),
      );
  });
});

describe('parseS3Url', () => {
  it('takes the key as it stands', () => {
    const read = 's3://masters/My Film 100%.mov?x=1#reel%201';
    expect(parseS3Url(read)).toEqual({ bucket: 'masters', key: 'My Film 100%.mov?x=1#reel%201' });
    expect(parseS3Url('S3://masters/a//b')).toEqual({ bucket: 'masters', key: 'a//b' });
  });

  it('leaves other schemes alone', () => {
    for (const url of ['https://masters/film.mov', 'ftp://x/', 'no url', '']) expect(parseS3Url(url)).toBeUndefined();
  });

  it.each([
    's3://masters',
    's3://masters/',
    's3:///film.mov',
    's3://Masters/film.mov',
    's3://m/film.mov',
    's3://masters/out/../film.mov',
    's3://masters/./film.mov',
    's3://masters/folder/',
    's3://masters/film\n.mov',
    's3://masters/film\ud800.mov',
    `s3://masters/${'é'.repeat(513)}`,
  ])('refuses %j', (url) =>
    expect(() => parseS3Url(url, 'source.url')).toThrow(
      expect.objectContaining({
        code: 'request/invalid',
        context: { errors: [expect.objectContaining({ field: 'source.url' })] },
      }),
    ),
  );

  it('refuses an access key in the URL, and does not repeat it', () => {
    const refused = () => parseS3Url('s3://AKIAEXAMPLE:hidden@masters/film.mov');
    expect(refused).toThrow(expect.objectContaining({ code: 'source/password-in-url' }));
    expect(refused).toThrow(expect.not.stringContaining('hidden'));
  });
});

function isReadable(url: string): boolean {
  try {
    return parseS3Url(url) !== undefined;
  } catch {
    return false;
  }
}
