import sharp from 'sharp';
import { createSharpArtwork } from './sharp-artwork';

const artwork = createSharpArtwork();
const picture = (width: number, height: number, background = '#3060a0ff') =>
  sharp({ create: { width, height, channels: 4, background } });

describe('artwork', () => {
  it.each(['png', 'jpeg', 'webp'] as const)('is written anew from %s, as JPEG in sRGB', async (format) => {
    const { bytes, contentType, delivered, ...size } = await artwork.make(
      await picture(300, 200).toFormat(format).toBuffer(),
      'x',
    );
    expect(contentType).toBe('image/jpeg');
    expect([size, delivered]).toEqual(Array(2).fill({ width: 300, height: 200 }));
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', space: 'srgb', width: 300, height: 200 });
  });

  it.each(['png', 'webp'] as const)('stays transparent where a logo in %s is, as PNG', async (format) => {
    const delivered = await picture(300, 200, '#3060a000').toFormat(format).toBuffer();
    const { bytes, contentType } = await artwork.make(delivered, 'logo');
    expect(contentType).toBe('image/png');
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', hasAlpha: true, width: 300, height: 200 });
  });

  it('loses everything that is not pixels', async () => {
    const delivered = await picture(64, 64)
      .withExif({ IFD0: { Copyright: 'onload=alert(1)' } })
      .jpeg()
      .toBuffer();
    const trailed = Buffer.concat([delivered, Buffer.from('<script>alert(1)</script>')]);
    const { bytes } = await artwork.make(trailed, 'x');
    expect(bytes.includes('alert')).toBe(false);
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
  });

  it('is made narrower in the widths asked for, never wider, each also as WebP and AVIF', async () => {
    const shown = await artwork.make(await picture(900, 600).png().toBuffer(), 'x');
    const sizes = await artwork.sizes(shown, [1920, 640, 320]);
    expect(sizes.map(({ bytes, ...size }) => size)).toEqual(
      [900, 640, 320].flatMap((width) =>
        ['image/webp', 'image/jpeg', 'image/avif'].map((contentType) => ({
          contentType,
          width,
          height: Math.round((width * 2) / 3),
        })),
      ),
    );
    for (const { bytes, width } of sizes) expect((await sharp(bytes).metadata()).width).toBe(width);
  });

  it('is bounded in size', async () => {
    const { width, height, delivered } = await artwork.make(await picture(6000, 3000).png().toBuffer(), 'x');
    expect([width, height, delivered]).toEqual([4096, 2048, { width: 6000, height: 3000 }]);
  });

  it('is measured as it is looked at, however the camera was held', async () => {
    const lying = await picture(300, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await artwork.make(lying, 'x')).toMatchObject({
      ...{ width: 200, height: 300, delivered: { width: 200, height: 300 } },
    });
  });

  it('is refused when a small file unpacks to more pixels than any poster has', async () => {
    const bomb = await picture(8000, 7000).png({ compressionLevel: 9 }).toBuffer();
    await expect(artwork.make(bomb, 'bomb.png')).rejects.toMatchObject({
      code: 'artwork/unreadable',
      message: 'bomb.png has more than 50 million pixels.',
    });
  });

  it.each([
    ['a script behind the first bytes of JPEG', Buffer.from('\xff\xd8\xff<svg onload=alert(1)>', 'latin1')],
    ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['nothing', Buffer.alloc(0)],
  ])('is refused when it is %s', async (_name, bytes) => {
    await expect(artwork.make(bytes, 'x')).rejects.toMatchObject({ code: 'artwork/unreadable' });
  });

  it('is refused when it was cut off', async () => {
    const whole = await picture(300, 200).png().toBuffer();
    await expect(artwork.make(whole.subarray(0, whole.length / 2), 'x')).rejects.toMatchObject({
      code: 'artwork/unreadable',
    });
  });
});
