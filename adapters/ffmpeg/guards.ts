/**
 * What ffmpeg and ffprobe may open.
 *
 * A master is hostile until shown otherwise. Playlists and scripts (hls, dash, concat, sdp, imf, subtitle scripts) name
 * further files or addresses to read, so the demuxers are an allow-list of self-contained containers, and the only protocol
 * is the local file.
 */

/** Self-contained containers, by ffmpeg's demuxer names. */
export const MASTER_DEMUXERS: readonly string[] = [
  'mov,mp4,m4a,3gp,3g2,mj2',
  'matroska,webm',
  'mpegts',
  'mpeg',
  'mxf',
  'avi',
  'asf',
  'flv',
  'gxf',
  'dv',
  'wav',
  'w64',
  'aiff',
  'caf',
  'mp3',
  'aac',
  'ac3',
  'eac3',
  'flac',
  'ogg',
  'h264',
  'hevc',
  'mpegvideo',
  'm4v',
  'ivf',
  'obu',
];

/** Demuxers for files of our own making, opened only by naming them with `-f`. */
const OWN_DEMUXERS: Readonly<Record<string, readonly string[]>> = {
  concat: ['concat', 'mov,mp4,m4a,3gp,3g2,mj2', 'mpegts'],
  image2: ['image2'],
  rawvideo: ['rawvideo'],
  s16le: ['s16le'],
  f32le: ['f32le'],
  webvtt: ['webvtt'],
};

/**
 * Options that go in front of every input.
 *
 * @param options the input's own options; a `-f` among them opens the list for that one demuxer of ours
 */
export function inputGuards(options: readonly string[] = []): string[] {
  const named = options[options.indexOf('-f') + 1];
  const forced = options.includes('-f') && named !== undefined ? named : undefined;
  const demuxers = (forced && OWN_DEMUXERS[forced]) || MASTER_DEMUXERS;
  return [
    '-protocol_whitelist',
    'file', // nothing may reach the network, whatever the file says
    '-format_whitelist',
    demuxers.join(','),
  ];
}
