import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { explicitIv } from '../../adapters/content-keys/port';
import { createSpekeKeys } from '../../adapters/content-keys/speke-keys';
import { testCertificate } from '../../adapters/content-keys/testing/certificate';
import { createFileKms } from '../../adapters/kms/file-kms';
import { createContentKeys } from '../../adapters/postgres/content-keys';
import { newId } from '../../adapters/postgres/ids';
import { SYSTEM_IDS } from '../../domain/drm/pssh';
import { as, at, startApiWorld, world } from '../testing/world';
import { SPEKE_PATH } from './speke';

startApiWorld();

const request = (contentId: string, kids: [string, string], scheme = 'cbcs'): string => `<?xml version="1.0"?>
<cpix:CPIX contentId="${contentId}" version="2.3" xmlns:cpix="urn:dashif:org:cpix" xmlns:pskc="urn:ietf:params:xml:ns:keyprov:pskc">
  <cpix:ContentKeyList>${kids.map((kid) => `<cpix:ContentKey kid="${kid}" commonEncryptionScheme="${scheme}"/>`).join('')}</cpix:ContentKeyList>
  <cpix:DRMSystemList>${kids.map((kid) => `<cpix:DRMSystem kid="${kid}" systemId="${SYSTEM_IDS.widevine}"><cpix:PSSH/></cpix:DRMSystem>`).join('')}</cpix:DRMSystemList>
  <cpix:ContentKeyUsageRuleList>
    <cpix:ContentKeyUsageRule kid="${kids[0]}" intendedTrackType="VIDEO"><cpix:VideoFilter/></cpix:ContentKeyUsageRule>
    <cpix:ContentKeyUsageRule kid="${kids[1]}" intendedTrackType="AUDIO"><cpix:AudioFilter/></cpix:ContentKeyUsageRule>
  </cpix:ContentKeyUsageRuleList>
</cpix:CPIX>`;

const speke = (
  body: string,
  { role = 'operator', version = '2.0' }: { role?: 'operator' | 'partner'; version?: string } = {},
) =>
  fetch(at(SPEKE_PATH), {
    method: 'POST',
    headers: { authorization: `Bearer ${as(role).key}`, 'content-type': 'application/xml', 'x-speke-version': version },
    body,
  });
const plain = (xml: string): string[] => [...xml.matchAll(/<pskc:PlainValue>([^<]+)</g)].map(([, key = '']) => key);
const kids = (): [string, string] => [randomUUID(), randomUUID()];

describe('the SPEKE key provider', () => {
  it('answers keys, the same ones on every request', async () => {
    const body = request('film-1', kids());
    const answers = await Promise.all([speke(body), speke(body), speke(body)]);
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('application/xml');
      expect(answer.headers.get('x-speke-version')).toBe('2.0');
      expect(answer.headers.get('x-speke-user-agent')).toBe('Headend');
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
    const [first = [], ...others] = (await Promise.all(answers.map((answer) => answer.text()))).map(plain);
    expect(new Set(first).size).toBe(2);
    for (const key of first) expect(Buffer.from(key, 'base64')).toHaveLength(16);
    for (const other of others) expect(other).toEqual(first);
    for (const key of first) expect(world.server.logs.join('\n')).not.toContain(key);
  });

  it('refuses with the text alone', async () => {
    const answer = await speke(request('', kids()));
    expect(answer.status).toBe(422);
    expect(await answer.text()).toBe('Missing CPIX@contentId');
    const later = await speke(request('film-2', kids()), { version: '3.0' });
    expect([later.status, await later.text()]).toEqual([422, 'Unsupported SPEKE version']);
    const hostile = await speke(
      request('film-2', kids()).replace('<cpix:CPIX', '<!DOCTYPE a [<!ENTITY b "c">]><cpix:CPIX'),
    );
    expect(hostile.status).toBe(400);
  });

  it('gives no key under a KID that is in use for something else', async () => {
    const own = kids();
    expect((await speke(request('film-3', own))).status).toBe(200);
    expect((await speke(request('film-4', own))).status).toBe(409);
    expect((await speke(request('film-3', own, 'cenc'))).status).toBe(409);
  });

  it('is for operators, and takes no giants', async () => {
    expect((await speke(request('film-5', kids()), { role: 'partner' })).status).toBe(403);
    expect((await fetch(at(SPEKE_PATH), { method: 'POST', body: request('film-5', kids()) })).status).toBe(401);
    expect((await speke(`${request('film-5', kids())}${' '.repeat(300_000)}`)).status).toBe(413);
  });
});

describe('Headend as the client of a SPEKE server', () => {
  const recipient = testCertificate();
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'headend-speke-'));
    await writeFile(path.join(directory, 'kek'), `speke ${randomBytes(32).toString('base64')}\n`);
    await writeFile(path.join(directory, 'recipient.pem'), recipient.pem);
  });
  beforeEach(() => writeFile(path.join(directory, 'headers'), `Authorization: Bearer ${as('operator').key}\n`));
  afterAll(async () => {
    await world.server.database.contentKey.deleteMany({ where: { kekVersion: 'speke' } });
    await rm(directory, { recursive: true, force: true });
  });
  const keysBy = (more: { headersFile?: string; recipientFile?: string } = {}) =>
    createContentKeys(
      world.server.database,
      createFileKms(path.join(directory, 'kek')),
      createSpekeKeys({ url: at(SPEKE_PATH), headersFile: path.join(directory, 'headers'), ...more }),
    );
  const wish = () => ({
    ...{ tenantId: newId('ten'), versionId: newId('ver'), scheme: 'cbcs' as const },
    labels: ['AUDIO', 'SD', 'HD', 'UHD'] as const,
  });
  const told = (keys: readonly { kid: string; key: Uint8Array }[]) =>
    keys.map(({ kid, key }) => `${kid} ${Buffer.from(key).toString('hex')}`);

  it.each([
    ['in the clear', {}],
    ['encrypted for us', { recipientFile: 'recipient.pem' }],
  ])('takes keys %s and keeps them as its own', async (_, { recipientFile }: { recipientFile?: string }) => {
    const keys = keysBy(recipientFile ? { recipientFile: path.join(directory, recipientFile) } : {});
    const film = wish();
    const answers = await Promise.all(Array.from({ length: 5 }, () => keys.ensure(film)));
    const [first = []] = answers;
    expect(first.map(({ label }) => label)).toEqual(film.labels);
    for (const other of answers) expect(told(other)).toEqual(told(first));
    const kids = first.map(({ kid }) => kid);
    expect(told(await world.server.contentKeys.open(world.tenant.id, kids))).toEqual(told(first));

    await world.server.database.contentKey.deleteMany({ where: { versionId: film.versionId } });
    expect(told(await keys.ensure(film))).toEqual(told(first)); // a step that died before it kept them
    const opened = await keys.open(film.tenantId, kids);
    expect(told(opened)).toEqual(told(first)); // as the licence service does
    for (const { key, iv } of opened) expect(Buffer.from(iv ?? [])).toEqual(explicitIv(key)); // as its answer said
    const logged = world.server.logs.join('\n');
    for (const { key } of first)
      for (const form of ['hex', 'base64'] as const) expect(logged).not.toContain(Buffer.from(key).toString(form));
  });

  it('keeps nothing of an answer that it cannot use', async () => {
    const film = wish();
    await writeFile(path.join(directory, 'wrong'), 'Authorization: Bearer hk_wrong\n');
    await expect(keysBy({ headersFile: path.join(directory, 'wrong') }).ensure(film)).rejects.toMatchObject({
      code: 'drm/key-provider-refused',
      message: expect.stringContaining('answered 401'),
    });
    expect(await world.server.database.contentKey.count({ where: { versionId: film.versionId } })).toBe(0);
  });
});

it('encrypts keys for recipients, and refuses weak ones before any key is made', async () => {
  const delivery = (certificate: string) =>
    `<cpix:DeliveryDataList><cpix:DeliveryData id="origin"><cpix:DeliveryKey><ds:X509Data xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></cpix:DeliveryKey></cpix:DeliveryData></cpix:DeliveryDataList>`;
  const own = kids();
  const asked = (certificate: string) =>
    request('film-6', own).replace('<cpix:ContentKeyList>', `${delivery(certificate)}<cpix:ContentKeyList>`);
  const weak = await speke(asked(testCertificate({ bits: 1024 }).certificate));
  expect(weak.status).toBe(422);
  expect(await weak.json()).toMatchObject({
    code: 'drm/recipient-refused',
    detail: expect.stringContaining('1024 bits'),
    errors: [{ field: 'DeliveryDataList.DeliveryData[0].DeliveryKey' }],
    fix: expect.stringContaining('2048'),
  });
  const answer = await speke(asked(testCertificate().certificate));
  expect(answer.status).toBe(200);
  const xml = await answer.text();
  expect(plain(xml)).toEqual([]);
  expect(xml.match(/<pskc:ValueMAC>/g)).toHaveLength(2);
  const open = plain(await (await speke(request('film-6', own))).text());
  for (const key of open) expect(xml).not.toContain(key);
});

it('reads hostile documents of any size for a moment only', async () => {
  const deep = `<cpix:CPIX>${'<a>'.repeat(40_000)}${'</a>'.repeat(40_000)}</cpix:CPIX>`;
  expect((await speke(deep.slice(0, 250_000))).status).toBe(400);
  expect((await speke(`<a>${'x'.repeat(10 * 1024 ** 2)}</a>`)).status).toBe(413);
  const laughs = `<!DOCTYPE a [${'abcdefgh'.replace(/./g, (name) => `<!ENTITY ${name} "&${name};&${name};">`)}]>`;
  for (const doctype of [
    laughs,
    '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:1/">]>',
  ])
    expect((await speke(request('film-7', kids()).replace('<cpix:CPIX', `${doctype}<cpix:CPIX`))).status).toBe(400);
});
