import { randomUUID } from 'node:crypto';
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
