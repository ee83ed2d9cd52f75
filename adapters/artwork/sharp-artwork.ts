import sharp, { type Sharp } from 'sharp';
import { HeadendError } from '../../domain/failures';
import type { ArtworkMaker, ShownPicture, SizedPicture } from './port';

/** More than any poster has; what a small file may unpack to stays under some 200 MB. */
const MOST_PIXELS = 50_000_000;
/** Longest side of what is shown, pixels. */
const LONGEST_SIDE = 4096;
/** A picture that takes longer than this does not end, seconds. */
const LONGEST_DECODE_S = 30;
const QUALITY = 90;
/** About as good to the eye as JPEG at {@link QUALITY}. */
const WEBP_QUALITY = 84;
/** A third smaller than JPEG to the same eye; more effort would take ten times as long as all other sizes together. */
const AVIF = { quality: 60, effort: 0 };
/** Transparency that is not seen in a copy of this size is not seen, pixels. */
const ALPHA_PROBE = 512;
/** Less than this of 255 lets the ground through. */
const OPAQUE = 250;

/** {@link ArtworkMaker} on libvips. */
export const createSharpArtwork = (): ArtworkMaker => ({
  async make(delivered, name) {
    if (!isImage(delivered)) throw new HeadendError('artwork/unreadable', `${name} is no JPEG, PNG or WebP image.`);
    try {
      const { hasAlpha, autoOrient } = await open(delivered).metadata();
      const shown = open(delivered)
        .autoOrient()
        .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
        .toColourspace('srgb');
      const seeThrough = hasAlpha && (await isSeeThrough(delivered));
      const written = seeThrough ? shown.png({ compressionLevel: 9 }) : shown.removeAlpha().jpeg({ quality: QUALITY });
      const { data, info } = await written.toBuffer({ resolveWithObject: true });
      const contentType = seeThrough ? 'image/png' : 'image/jpeg';
      return { bytes: data, contentType, width: info.width, height: info.height, delivered: autoOrient };
    } catch (cause) {
      throw new HeadendError('artwork/unreadable', `${name} ${reason(cause)}.`, { cause });
    }
  },

  async sizes(shown, widths) {
    const narrower = widths.filter((width) => width < shown.width);
    const sized: SizedPicture[] = [];
    for (const width of [shown.width, ...narrower]) {
      const picture = sharp(shown.bytes).resize({ width });
      sized.push(await written(picture.clone().webp({ quality: WEBP_QUALITY }), 'image/webp'));
      if (width === shown.width) sized.push(plain(shown));
      else if (shown.contentType === 'image/png')
        sized.push(await written(picture.clone().png({ compressionLevel: 9 }), 'image/png'));
      else sized.push(await written(picture.clone().jpeg({ quality: QUALITY }), 'image/jpeg'));
      sized.push(await written(picture.avif(AVIF), 'image/avif'));
    }
    return sized;
  },
});

const plain = ({ bytes, contentType, width, height }: ShownPicture): SizedPicture => ({
  ...{ bytes, contentType, width, height },
});

async function written(picture: Sharp, contentType: SizedPicture['contentType']): Promise<SizedPicture> {
  const { data: bytes, info } = await picture.toBuffer({ resolveWithObject: true });
  return { bytes, contentType, width: info.width, height: info.height };
}

const open = (delivered: Buffer) =>
  sharp(delivered, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).timeout({ seconds: LONGEST_DECODE_S });

/** Many pictures have an alpha channel, few use it. */
async function isSeeThrough(delivered: Buffer): Promise<boolean> {
  const alpha = await open(delivered).resize(ALPHA_PROBE, ALPHA_PROBE).extractChannel('alpha').raw().toBuffer();
  return alpha.some((value) => value < OPAQUE);
}

/** By the first bytes, whatever the name says: libvips would read more kinds than are taken. */
function isImage(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 12).toString('latin1');
  return (
    head.startsWith('\xff\xd8\xff') ||
    head.startsWith('\x89PNG\r\n\x1a\n') ||
    (head.startsWith('RIFF') && head.endsWith('WEBP'))
  );
}

/** The library's own words may name files of the machine. */
function reason(error: unknown): string {
  const said = error instanceof Error ? error.message : '';
  if (/pixel limit/i.test(said)) return `has more than ${MOST_PIXELS / 1e6} million pixels`;
  if (/timeout/i.test(said)) return `takes longer than ${LONGEST_DECODE_S} s to decode`;
  return 'begins like an image but cannot be decoded';
}
