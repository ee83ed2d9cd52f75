import { createDecipheriv } from 'node:crypto';
import { boxes, findBox, needBox } from '../../domain/packaging/boxes';
import { AUDIO_FIELDS, VIDEO_FIELDS } from '../../domain/packaging/codecs';
import type { InitFacts } from '../../domain/packaging/fmp4';
import type { TrackProtection } from '../../domain/packaging/protection-boxes';
import { type SealedSample, sealedSamples } from '../../domain/packaging/samples';

/**
 * Decrypt a segment with our own code, which shares none with the packager: AES-CTR of cenc and the AES-CBC pattern of cbcs
 * (ISO/IEC 23001-7, 10.1 and 10.4). The key stays in this process. A wrong key is no error: it gives other bytes.
 *
 * @returns a copy of the same length; what only tells of encryption is renamed to `free`
 */
export function decryptSegment(sealed: Buffer, init: InitFacts, key: Uint8Array): Buffer {
  const clear = Buffer.from(sealed);
  const { protection } = init;
  if (!protection) return clear;
  for (const moof of boxes(sealed)) {
    if (moof.type !== 'moof') continue;
    for (const sample of sealedSamples(sealed, moof, init)) decryptSample(clear, sample, protection, key);
    const traf = needBox(clear, 'traf', moof);
    for (const { type, start } of boxes(sealed, traf.body, traf.end))
      if (['senc', 'saiz', 'saio'].includes(type)) clear.write('free', start + 4, 'latin1');
  }
  return clear;
}

function decryptSample(bytes: Buffer, sample: SealedSample, protection: TrackProtection, key: Uint8Array): void {
  if (protection.scheme === 'cenc') {
    const decipher = createDecipheriv('aes-128-ctr', key, sample.iv);
    for (const { at, length } of sample.ranges) decipher.update(bytes.subarray(at, at + length)).copy(bytes, at);
    return;
  }
  for (const range of sample.ranges) decryptPattern(bytes, range, sample.iv, protection.pattern, key);
}

const BLOCK = 16;

/** The vector begins anew with each range; the blocks between encrypted ones are no part of the chain. */
function decryptPattern(
  bytes: Buffer,
  { at, length }: SealedSample['ranges'][number],
  iv: Buffer,
  { crypt, skip }: TrackProtection['pattern'],
  key: Uint8Array,
): void {
  const whole = Math.floor(length / BLOCK);
  const period = crypt + skip;
  const places: number[] = [];
  for (let block = 0; block < whole; block++)
    if (period === 0 || block % period < crypt) places.push(at + block * BLOCK);
  const chain = Buffer.allocUnsafe(places.length * BLOCK);
  for (const [index, place] of places.entries()) bytes.copy(chain, index * BLOCK, place, place + BLOCK);
  const clear = createDecipheriv('aes-128-cbc', key, iv).setAutoPadding(false).update(chain);
  for (const [index, place] of places.entries()) clear.copy(bytes, place, index * BLOCK, (index + 1) * BLOCK);
}

/** An initialisation segment without its protection, to go before segments that were decrypted. */
export function clearInit(sealed: Buffer): Buffer {
  const clear = Buffer.from(sealed);
  const moov = needBox(sealed, 'moov');
  for (const { type, start } of boxes(sealed, moov.body, moov.end))
    if (type === 'pssh') clear.write('free', start + 4, 'latin1');
  const stsd = needBox(sealed, 'moov/trak/mdia/minf/stbl/stsd');
  for (const entry of boxes(sealed, stsd.body + 8, stsd.end)) {
    if (entry.type !== 'encv' && entry.type !== 'enca') continue;
    const inside = { body: entry.body + (entry.type === 'enca' ? AUDIO_FIELDS : VIDEO_FIELDS), end: entry.end };
    const sinf = needBox(sealed, 'sinf', inside);
    const frma = findBox(sealed, 'frma', sinf);
    if (frma) sealed.copy(clear, entry.start + 4, frma.body, frma.end);
    clear.write('free', sinf.start + 4, 'latin1');
  }
  return clear;
}
