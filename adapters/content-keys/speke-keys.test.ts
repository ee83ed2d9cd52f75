import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { answerSpeke, readSpekeRequest } from '../../domain/drm/speke';
import { sealDocument } from './cpix-secrets';
import type { KeyWish } from './port';
import { createSpekeKeys, kidFor, type SpekeSettings } from './speke-keys';
import { testCertificate } from './testing/certificate';

/** A key provider that answers right, but for what a test changes. */
interface Provider {
  status?: number;
  /** Changes the answer on its way out. */
  bend?: (xml: string) => string;
  /** Takes this long. */
  delayMs?: number;
  hangUp?: boolean;
  /** Encrypts for somebody else. */
  foreign?: boolean;
}

const own = testCertificate();
const film: KeyWish = { tenantId: 'ten_1', versionId: 'ver_1', scheme: 'cbcs', labels: ['AUDIO', 'SD', 'HD'] };

let provider: Provider;
let server: http.Server;
let url: string;
let directory: string;
let asked: { headers: http.IncomingHttpHeaders; body: string }[];
const kept = new Map<string, Uint8Array>();

const answerTo = (body: string): string => {
  const request = readSpekeRequest(body);
  const { recipients } = request;
  const seal =
    recipients.length > 0
      ? sealDocument(provider.foreign ? [testCertificate()].map((each) => ({ field: '', ...each })) : recipients)
      : undefined;
  const keys = request.keys.map(({ kid }) => {
    const key = kept.get(kid) ?? randomBytes(16);
    kept.set(kid, key);
    return { kid, key, iv: Buffer.alloc(16, 1), encrypted: seal?.encrypt(key) };
  });
  return answerSpeke(request, keys, seal?.secrets);
};

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'headend-speke-'));
  server = http.createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    asked.push({ headers: request.headers, body });
    if (provider.hangUp) return request.socket.destroy();
    if (provider.delayMs) await new Promise((done) => setTimeout(done, provider.delayMs).unref());
    const right = answerTo(body);
    response.writeHead(provider.status ?? 200, { 'content-type': 'application/xml', location: '/elsewhere' });
    return response.end(provider.bend ? provider.bend(right) : right);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/speke/v2.0/copyProtection`;
});
beforeEach(() => {
  provider = {};
  asked = [];
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await rm(directory, { recursive: true, force: true });
});

const take = (wish: Partial<KeyWish> = {}, more: Partial<SpekeSettings> = {}) =>
  createSpekeKeys({ url, ...more }).take({ ...film, ...wish });
const file = async (name: string, text: string): Promise<string> => {
  const at = path.join(directory, name);
  await writeFile(at, text, { mode: 0o600 });
  return at;
};
const failure = (code: string, words: RegExp) =>
  expect.objectContaining({ code: `drm/key-provider-${code}`, message: expect.stringMatching(words) });

describe('the key provider of somebody else', () => {
  it('is asked for one key per label, and gives the same ones when it is asked again', async () => {
    const first = await take();
    expect(first.map(({ label }) => label)).toEqual(film.labels);
    expect(first.map(({ kid }) => kid)).toEqual(film.labels.map((label) => kidFor('ten_1', 'ver_1', 'cbcs', label)));
    expect(await take()).toEqual(first);
    expect(first.map(({ iv }) => iv)).toEqual(Array(3).fill(Buffer.alloc(16, 1)));
    expect((await take({ scheme: 'cenc' })).map(({ iv }) => iv)).toEqual(Array(3).fill(undefined));
    expect(asked[1]?.body).toBe(asked[0]?.body);
    const others = await Promise.all([
      take({ scheme: 'cenc' }),
      take({ versionId: 'ver_2' }),
      take({ tenantId: 'ten_2' }),
    ]);
    expect(new Set([first, ...others].flat().map(({ kid }) => kid)).size).toBe(12);
  });

  it.each<[KeyWish['labels'], [string, string][]]>([
    [['SD'], [['VIDEO', '<cpix:VideoFilter/>']]],
    [
      ['AUDIO', 'HD', 'UHD'],
      [
        ['AUDIO', '<cpix:AudioFilter/>'],
        ['SD', '<cpix:VideoFilter maxPixels="2073600"/>'],
        ['HD', '<cpix:VideoFilter minPixels="2073601"/>'],
      ],
    ],
    [
      ['SD', 'HD', 'UHD'],
      [
        ['SD', '<cpix:VideoFilter maxPixels="589824"/>'],
        ['HD', '<cpix:VideoFilter minPixels="589825" maxPixels="2073600"/>'],
        ['UHD', '<cpix:VideoFilter minPixels="2073601"/>'],
      ],
    ],
  ])('is asked by a preset for %p', async (labels, rules) => {
    await take({ labels });
    const told = [...(asked[0]?.body ?? '').matchAll(/intendedTrackType="(\w+)">\s*(<[^>]+>)/g)];
    expect(told.map(([, type, filter]) => [type, filter])).toEqual(rules);
  });

  it('gets our credentials, which are read anew each time', async () => {
    const headersFile = await file('headers', 'Authorization: Bearer one\nX-Api-Key:  two \n');
    await take({}, { headersFile });
    await file('headers', 'Authorization: Bearer three\n');
    await take({}, { headersFile });
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer one', 'Bearer three']);
    expect(asked[0]?.headers).toMatchObject({
      'x-api-key': 'two',
      'x-speke-version': '2.0',
      'content-type': 'application/xml',
    });
  });

  it('encrypts keys for our certificate', async () => {
    const recipientFile = await file('recipient.pem', own.pem);
    const keys = await take({ versionId: 'ver_3' }, { recipientFile });
    expect(asked[0]?.body).toContain(own.certificate);
    for (const { kid, key } of keys) expect(Buffer.from(key)).toEqual(Buffer.from(kept.get(kid) ?? []));
    expect(await take({ versionId: 'ver_3' })).toEqual(keys);
  });
});

describe('an answer', () => {
  const kid = kidFor('ten_1', 'ver_1', 'cbcs', 'HD');
  const without = (name: string, id: string) => new RegExp(`<cpix:${name} kid="${id}"[\\s\\S]*?</cpix:${name}>`, 'g');

  it.each<[string, (xml: string) => string, RegExp]>([
    ['that is empty', () => '', /no well-formed XML/],
    ['that is a page', () => '<html><body>Welcome<br></body></html>', /no well-formed XML/],
    ['of another kind', () => '<feed/>', /root is no CPIX/],
    [
      'with entities',
      (xml) => xml.replace('<cpix:CPIX', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><cpix:CPIX'),
      /DOCTYPE/,
    ],
    ['without end', (xml) => xml + ' '.repeat(2_000_000), /longer than/],
    ['nested without end', () => `${'<a>'.repeat(9999)}${'</a>'.repeat(9999)}`, /nested too deep|no CPIX/],
    ['in CPIX 2.4', (xml) => xml.replace('version="2.3"', 'version="2.4"'), /not CPIX 2\.3/],
    ['for other content', (xml) => xml.replace('contentId="ver_1', 'contentId="ver_9'), /other content/],
    ['without a key', (xml) => xml.replace(without('ContentKey', kid), ''), new RegExp(`no key with the id ${kid}`)],
    ['with another key id', (xml) => xml.replaceAll(kid, kidFor('x', 'x', 'cbcs', 'HD')), /no key with the id/],
    [
      'with a key too many',
      (xml) =>
        xml.replace(
          /(<cpix:ContentKey kid=")[^"]+([\s\S]*?<\/cpix:ContentKey>)/,
          `$&$1${kidFor('y', 'y', 'cbcs', 'SD')}$2`,
        ),
      /has 4 keys/,
    ],
    ['with a key twice', (xml) => xml.replace(without('ContentKey', kid), '$&$&'), /twice/],
    ['in another scheme', (xml) => xml.replaceAll('"cbcs"', '"cenc"'), /not for cbcs/],
    [
      'with other bounds of pictures',
      (xml) => xml.replace(/maxPixels="\d+"/, 'maxPixels="2073600"'),
      /contract is another/,
    ],
    ['without a bound', (xml) => xml.replace(/ maxPixels="\d+"/, ''), /contract is another/],
    [
      'with one key for two labels',
      (xml) => {
        const [first = ''] = /<pskc:PlainValue>[^<]+/.exec(xml) ?? [];
        return xml.replaceAll(/<pskc:PlainValue>[^<]+/g, first);
      },
      /has one key under two ids/,
    ],
    [
      'with a value elsewhere than where keys stand',
      (xml) =>
        xml.replace(
          /<cpix:Data>[\s\S]*?<\/cpix:Data>/,
          '<cpix:Policy><pskc:PlainValue>AAAAAAAAAAAAAAAAAAAAAA==</pskc:PlainValue></cpix:Policy>',
        ),
      /no value/,
    ],
    ['with another preset', (xml) => xml.replace('"HD"', '"UHD"'), /contract is another/],
    [
      'without the contract',
      (xml) => xml.replace(/<cpix:ContentKeyUsageRuleList>[\s\S]*<\/cpix:ContentKeyUsageRuleList>/, ''),
      /contract is another/,
    ],
    [
      'with a vector of 8 bytes',
      (xml) => xml.replace(/explicitIV="[^"]+"/, 'explicitIV="AAAAAAAAAAA="'),
      /explicitIV of its key .* has not 16 bytes/,
    ],
    ['without a value', (xml) => xml.replace(/<cpix:Data>[\s\S]*?<\/cpix:Data>/, ''), /no value/],
    [
      'with a short key',
      (xml) => xml.replace(/<pskc:PlainValue>[^<]+/, '<pskc:PlainValue>AAAA'),
      /does not open to 16 bytes/,
    ],
    [
      'with a key that is no base64',
      (xml) => xml.replace(/<pskc:PlainValue>[^<]+/, '<pskc:PlainValue>no!'),
      /schema of CPIX/,
    ],
  ])('%s gives no keys', async (_, bend, words) => {
    provider = { bend };
    await expect(take()).rejects.toEqual(failure('answer', words));
  });

  it('tells whose key a value is encrypted with, and still has its value read', async () => {
    provider = {
      bend: (xml) =>
        xml.replaceAll(
          /<enc:CipherData[ >]/g,
          (begin) =>
            '<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><enc:EncryptedKey xmlns:enc="http://www.w3.org/2001/04/xmlenc#">' +
            '<enc:EncryptionMethod Algorithm="urn:other"/><enc:CipherData><enc:CipherValue>AAAA</enc:CipherValue></enc:CipherData>' +
            `</enc:EncryptedKey></ds:KeyInfo>${begin}`,
        ),
    };
    const keys = await take({}, { recipientFile: await file('told.pem', own.pem) });
    expect(keys.map(({ key }) => Buffer.from(key))).toEqual(keys.map(({ kid }) => Buffer.from(kept.get(kid) ?? [])));
  });

  it.each<[string, Provider, RegExp]>([
    [
      'in the clear',
      {
        bend: (xml) =>
          xml.replace(/<pskc:EncryptedValue>[\s\S]*?<\/pskc:ValueMAC>/g, (all, at) =>
            xml.lastIndexOf('<cpix:ContentKeyList>', at) > 0
              ? '<pskc:PlainValue>AAAAAAAAAAAAAAAAAAAAAA==</pskc:PlainValue>'
              : all,
          ),
      },
      /in the clear/,
    ],
    ['for somebody else', { foreign: true }, /does not open/],
    [
      'with a changed MAC',
      { bend: (xml) => xml.replace(/<pskc:ValueMAC>..../, '<pskc:ValueMAC>AAAA') },
      /does not open/,
    ],
    [
      'by other algorithms',
      { bend: (xml) => xml.replaceAll('aes256-cbc', 'aes128-cbc') },
      /no value by the algorithms/,
    ],
    [
      'without a document key for us',
      { bend: (xml) => xml.replaceAll('rsa-oaep-mgf1p', 'rsa-1_5') },
      /no document key/,
    ],
  ])('%s gives no keys when we have a certificate', async (_, given, words) => {
    provider = given;
    const recipientFile = await file('recipient.pem', own.pem);
    await expect(take({}, { recipientFile })).rejects.toEqual(failure('answer', words));
  });

  it.each([401, 403, 404, 422, 302])('of status %d is a refusal, told in its own words', async (status) => {
    provider = { status, bend: () => 'Malformed\u0000 encryption\ncontract' };
    await expect(take()).rejects.toEqual(
      failure('refused', new RegExp(`answered ${status}: Malformed encryption contract\\.$`)),
    );
    expect(asked).toHaveLength(1); // nothing is followed, credentials go nowhere else
  });

  it('that tells our credentials back is not told further', async () => {
    provider = { status: 403, bend: () => 'Unknown key secret-of-ours' };
    const headersFile = await file('headers', 'Authorization: Bearer secret-of-ours\n');
    await expect(take({}, { headersFile })).rejects.toEqual(failure('refused', /Unknown key …\.$/));
  });

  it.each([429, 500, 503])('of status %d is tried again', async (status) => {
    provider = { status };
    const error = await take().catch((thrown: unknown) => thrown);
    expect(error).toEqual(failure('unavailable', new RegExp(`answered ${status}\\.$`)));
    expect(error).toHaveProperty('failure.retry', true);
  });

  it('that does not come is tried again', async () => {
    provider = { delayMs: 60_000 };
    await expect(take({}, { timeoutMs: 100 })).rejects.toEqual(failure('unavailable', /silent for too long/));
    provider = { hangUp: true };
    await expect(take()).rejects.toEqual(failure('unavailable', /could not be reached/));
    await expect(take({}, { url: 'http://127.0.0.1:9/' })).rejects.toEqual(
      failure('unavailable', /could not be reached/),
    );
  });
});

describe('what we bring', () => {
  it.each([
    ['headers', 'Authorization Bearer', /SPEKE_HEADERS_FILE: line 1 is no header/],
    ['headers', 'X: y\nA: b\u0007', /line 2 is no header/],
  ])('in %s must be right: %j', async (name, text, words) => {
    await expect(take({}, { headersFile: await file(name, text) })).rejects.toEqual(failure('setup', words));
    expect(asked).toEqual([]);
  });

  it('must be there, and valid', async () => {
    const [absent, old] = [
      path.join(directory, 'absent'),
      await file('old.pem', testCertificate({ days: [-9, -1] }).pem),
    ];
    await expect(take({}, { headersFile: absent })).rejects.toEqual(
      failure('setup', /SPEKE_HEADERS_FILE cannot be read: ENOENT/),
    );
    await expect(createSpekeKeys({ url, recipientFile: old }).check()).rejects.toEqual(failure('setup', /ended/));
    await expect(createSpekeKeys({ url, headersFile: absent }).check()).rejects.toEqual(failure('setup', /ENOENT/));
    await expect(createSpekeKeys({ url }).check()).resolves.toBeUndefined();
    await expect(take({}, { recipientFile: absent })).rejects.toEqual(
      failure('setup', /SPEKE_RECIPIENT_FILE cannot be read/),
    );
    await expect(take({}, { recipientFile: old })).rejects.toEqual(
      failure('setup', /SPEKE_RECIPIENT_FILE: The certificate ended/),
    );
  });
});
