import { Readable } from 'node:stream';
import type { LinearTrack } from '../domain/linear/types';
import { benchAsset, HEIGHTS, LANGUAGES } from './linear-channels';

/** What is used of @eyevinn/hls-vodtolive, which has no types. */
interface VodToLive {
  load(
    master: () => Readable,
    media: (bandwidth: number | string) => Readable,
    audio: (group: string, language: string) => Readable,
  ): Promise<void>;
  getBandwidths(): string[];
  getAudioGroups(): string[];
  getLiveMediaSequencesCount(media: 'video' | 'audio'): number;
  getLiveMediaSequences(offset: number, bandwidth: string, index: number, discontinuity: number): string;
  getLiveMediaAudioSequences(
    offset: number,
    group: string,
    language: string,
    index: number,
    discontinuity: number,
  ): string;
}

/**
 * The playlists that Eyevinn's engine makes of a title of the same segments, rungs and languages, a window of 60 s each: what
 * our own are measured against. It makes its windows when it loads a title; only the writing of playlists is timed.
 *
 * @returns playlists a second
 */
export async function vodToLiveRate(playlists: number): Promise<number> {
  const HlsVod = require('@eyevinn/hls-vodtolive') as new (uri: string) => VodToLive;
  const asset = benchAsset('film', 1200);
  const vod = new HlsVod('http://mock.example/master.m3u8');
  const list = ({ folder, ticks, timescale }: LinearTrack): string =>
    [
      '#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:6\n#EXT-X-PLAYLIST-TYPE:VOD',
      `#EXT-X-MAP:URI="${folder}/init.mp4"`,
      ...ticks.map((length, at) => `#EXTINF:${(length / timescale).toFixed(6)},\n${folder}/${at + 1}.m4s`),
      '#EXT-X-ENDLIST\n',
    ].join('\n');
  const master = [
    '#EXTM3U',
    ...LANGUAGES.map(
      (language) =>
        `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",LANGUAGE="${language}",NAME="${language}",URI="audio/${language}.m3u8"`,
    ),
    ...HEIGHTS.flatMap((height) => [
      `#EXT-X-STREAM-INF:BANDWIDTH=${height * 4000},RESOLUTION=${Math.round((height * 16) / 9)}x${height},CODECS="avc1.640028,mp4a.40.2",AUDIO="audio"`,
      `video/${height}p.m3u8`,
    ]),
    '',
  ].join('\n');
  await vod.load(
    () => Readable.from([master]),
    (bandwidth) => Readable.from([list(asset.video.find(({ bandwidth: own }) => own === Number(bandwidth))!)]),
    (_group, language) => Readable.from([list(asset.audio.find((track) => track.language === language)!)]),
  );
  const count = Math.min(vod.getLiveMediaSequencesCount('video'), vod.getLiveMediaSequencesCount('audio'));
  const [bandwidths, [group = '']] = [vod.getBandwidths(), vod.getAudioGroups()];
  const lists = bandwidths.length + LANGUAGES.length;
  let bytes = 0;
  const began = performance.now();
  for (let made = 0, index = 0; made < playlists; made += lists, index = (index + 1) % count) {
    for (const bandwidth of bandwidths) bytes += vod.getLiveMediaSequences(0, bandwidth, index, 0).length;
    for (const language of LANGUAGES) bytes += vod.getLiveMediaAudioSequences(0, group, language, index, 0).length;
  }
  const seconds = (performance.now() - began) / 1000;
  if (bytes < playlists * 200) throw new Error('The engine of others wrote no playlists.');
  return playlists / seconds;
}
