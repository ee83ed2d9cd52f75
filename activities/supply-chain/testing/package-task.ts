import path from 'node:path';
import type { ObjectStore } from '../../../adapters/object-store/port';
import type { ClipMaker } from '../../../adapters/packager/testing/clips';
import { rational } from '../../../domain/media/rational';
import type { JoinedRendition, PackageTask } from '../../../workflows/supply-chain/contract';

export const FRAMES = 130;
export const TIMELINE = { frameRate: rational(24000, 1001), frames: FRAMES, gopFrames: 24, segmentFrames: 48 };
export const PREFIX = 'titles/t/1/v1/';

/** A task as the workflow gives it: two rungs, two languages, subtitles and thumbnails, all in the store. */
export async function makeTask(store: ObjectStore, clips: ClipMaker): Promise<PackageTask> {
  const keep = async (key: string, file: string): Promise<{ objectKey: string; bytes: number }> => {
    const { bytes } = await store.putFile(key, file, { contentType: 'video/mp4' });
    return { objectKey: key, bytes };
  };
  const seconds = (FRAMES * 1001) / 24000;
  const rendition = async (name: string, width: number, height: number): Promise<JoinedRendition> => ({
    rung: { name, codec: 'h264', preset: 'medium', crf: 23, maxBitrate: 1e6, bufferSize: 2e6, width, height },
    frames: FRAMES,
    ...(await keep(
      `work/${name}.mp4`,
      await clips.video(`${name}.mp4`, {
        rate: TIMELINE.frameRate,
        frames: FRAMES,
        gop: 24,
        size: `${width}x${height}`,
      }),
    )),
  });
  const sound = async (language: string, pitch: number): Promise<PackageTask['audio'][number]> => ({
    ...{ id: `${language}-stereo`, language, label: language, default: language === 'en', channels: 2 },
    ...(await keep(`work/${language}.mp4`, await clips.audio(`${language}.mp4`, { seconds, pitch }))),
    durationUs: Math.round(seconds * 1e6),
    loudness: { before: { integrated: -20, truePeak: -1 }, after: { integrated: -23, truePeak: -4 } },
  });
  const vtt = await clips.vtt('en.vtt', [['00:00:01.000', '00:00:03.000', 'Hello']]);
  const sprites = await clips.sprites({ columns: 2, rows: 2, tiles: 6, everyMs: 1000 });
  await keep('previews/sprites.vtt', sprites.vttPath);
  const sheets = await Promise.all(sprites.sheetPaths.map((sheet) => keep(`previews/${path.basename(sheet)}`, sheet)));
  await store.put('previews/poster.jpg', Buffer.from('poster'), { contentType: 'image/jpeg' });
  return {
    ...{ ingestId: 'i', tenantId: 't', titleId: '1', versionId: 'v1', prefix: PREFIX, timeline: TIMELINE },
    renditions: [await rendition('h264-90p', 160, 90), await rendition('h264-180p', 320, 180)],
    audio: [await sound('en', 440), await sound('de', 880)],
    captions: [
      { id: 'en', language: 'en', label: 'English', kind: 'subtitles', cues: 1, ...(await keep('work/en.vtt', vtt)) },
    ],
    thumbnails: {
      vttKey: 'previews/sprites.vtt',
      sprites: sheets.map(({ objectKey }) => objectKey),
      posterKey: 'previews/poster.jpg',
    },
  };
}
