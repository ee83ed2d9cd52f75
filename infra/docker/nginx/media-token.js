// The check of media path tokens at the edge, in njs: the same as adapters/tokens/media-tokens.ts, held to it by a test.
// biome-ignore lint/style/useNodejsImportProtocol: njs knows its modules by the bare name
import crypto from 'crypto';
// biome-ignore lint/style/useNodejsImportProtocol: njs knows its modules by the bare name
import fs from 'fs';

const FORM = /^v1\.([0-9a-z]{1,9})\.([A-Za-z0-9-]{1,16})\.([a-z0-9]{32})(-c?i?)?\.([A-Za-z0-9_-]{43})$/;
const PURPOSE = 'headend media path\n';

const ring = {};
(process.env.PLAYBACK_KEYS || '').split(',').forEach((entry) => {
  const parts = /^\s*([A-Za-z0-9-]{1,16})=([A-Za-z0-9+/]+=*)\s*$/.exec(entry);
  if (parts) ring[parts[1]] = Buffer.from(parts[2], 'base64');
});

/** `good`, or the second half of the failure code. Tokens of other forms are the API's to judge. */
function verdict(r) {
  const text = r.variables.media_token;
  if (text.indexOf('v1.') !== 0) return 'good';
  const parts = FORM.exec(text);
  const key = parts && ring[parts[2]];
  if (!key || parts[4] === '-') return 'token-invalid';
  const flags = parts[4] || '';
  let signed = text.slice(0, text.length - 44);
  if (flags.indexOf('c') > 0) signed += `\n${r.variables.viewer_country || ''}`;
  if (flags.indexOf('i') > 0) signed += `\n${network(r.remoteAddress)}`;
  const mac = crypto.createHmac('sha256', key).update(PURPOSE).update(signed).digest('base64url');
  if (!same(mac, parts[5])) return flags ? 'token-elsewhere' : 'token-invalid';
  return Date.now() >= parseInt(parts[1], 36) * 1000 ? 'token-expired' : 'good';
}

/**
 * What caches share: the version behind a signed token. A plain token opens less, so it is another grant. The last part is what
 * the last purge of the version left: copies from before it are under a name that nobody asks for any more.
 */
function grant(r) {
  const text = r.variables.media_token;
  const parts = FORM.exec(text);
  return parts ? `signed/${parts[3]}/${generation(r, parts[3])}` : `plain/${text}/${generation(r, text)}`;
}

const PLAIN = /^[a-z0-9]{32}$/;

/** Not empty for tokens that only the API can judge, such as Common Access Tokens: what they opened is kept for nobody. */
function unshared(r) {
  const text = r.variables.media_token;
  return FORM.test(text) || PLAIN.test(text) ? '' : '1';
}

/** Marks of purges: a file for each purged version, seen by every worker at once and after a restart. */
function generation(r, version) {
  if (!PLAIN.test(version)) return '';
  try {
    return fs.readFileSync(`${r.variables.purged_folder}/${version}`, 'utf8');
  } catch (_absent) {
    return '';
  }
}

/** `POST /purge/{version}` with `Authorization: Bearer {PURGE_SECRET}`. A mark is moved into place whole. */
function purge(r) {
  const secret = process.env.PURGE_SECRET || '';
  if (!secret || !same(`Bearer ${secret}`, r.headersIn.authorization || '')) return r.return(403);
  const version = /^\/purge\/([a-z0-9]{32})$/.exec(r.uri);
  if (!version) return r.return(404);
  if (r.method !== 'POST') return r.return(405);
  const file = `${r.variables.purged_folder}/${version[1]}`;
  const mark = `${Date.now().toString(36)}${crypto.createHash('md5').update(r.variables.request_id).digest('hex')}`;
  fs.writeFileSync(`${file}.${mark}`, mark);
  fs.renameSync(`${file}.${mark}`, file);
  r.return(204);
}

/** In the same time wherever they differ. */
function same(one, other) {
  let difference = one.length ^ other.length;
  for (let at = 0; at < one.length; at++) difference |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return difference === 0;
}

/** IPv4 /24, IPv6 /48. */
function network(address) {
  const v4 = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/i.exec(address);
  if (v4) return v4[1];
  const halves = address.toLowerCase().split('::');
  const before = halves[0] ? halves[0].split(':') : [];
  const after = halves[1] ? halves[1].split(':') : [];
  const groups = before.slice();
  if (halves.length > 1) for (let at = before.length + after.length; at < 8; at++) groups.push('0');
  return groups
    .concat(after)
    .slice(0, 3)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

export default { verdict, grant, unshared, purge };
