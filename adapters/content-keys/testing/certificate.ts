import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A self-signed certificate and its key. */
export interface TestCertificate {
  /** DER in base64. */
  certificate: string;
  privateKey: KeyObject;
  /** Both as PEM. */
  pem: string;
}

const DAY_MS = 86_400_000;

/** A self-signed X.509 certificate, made for a test. `days` are counted from now, and may be in the past. */
export function testCertificate({ bits = 2048, days = [-1, 1], type = 'rsa' as 'rsa' | 'ec' } = {}): TestCertificate {
  const { publicKey, privateKey } =
    type === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: bits })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signature = type === 'rsa' ? '2a864886f70d01010b' : '2a8648ce3d040302';
  const algorithm = sequence(tlv(0x06, signature), ...(type === 'rsa' ? [tlv(0x05, '')] : []));
  const name = sequence(tlv(0x31, sequence(tlv(0x06, '550403'), tlv(0x0c, Buffer.from('packager')))));
  const [from = 0, to = 0] = days;
  const body = sequence(
    ...[tlv(0xa0, tlv(0x02, '02')), tlv(0x02, '01'), algorithm, name],
    ...[sequence(time(from), time(to)), name, publicKey.export({ type: 'spki', format: 'der' })],
  );
  const signed = createSign('sha256').update(body).sign(privateKey);
  const der = sequence(body, algorithm, tlv(0x03, Buffer.concat([Buffer.of(0), signed])));
  const certificate = der.toString('base64');
  const lines = certificate.match(/.{1,64}/g)?.join('\n') ?? '';
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const pem = `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n${key}`;
  return { certificate, privateKey, pem };
}

const sequence = (...parts: Buffer[]): Buffer => tlv(0x30, Buffer.concat(parts));

/** GeneralizedTime. */
const time = (days: number): Buffer =>
  tlv(0x18, Buffer.from(new Date(Date.now() + days * DAY_MS).toISOString().replace(/[-:T]|\.\d+/g, '')));

/** DER: tag, length, value. */
function tlv(tag: number, value: Buffer | string): Buffer {
  const body = typeof value === 'string' ? Buffer.from(value, 'hex') : value;
  const length = body.length < 128 ? Buffer.of(body.length) : Buffer.of(0x82, body.length >> 8, body.length & 255);
  return Buffer.concat([Buffer.of(tag), length, body]);
}
