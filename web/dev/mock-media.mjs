/**
 * Makes the little film the mock API serves: `node web/dev/mock-media.mjs DIR CLIP [CLIP…]`.
 * Needs HEADEND_FFMPEG and HEADEND_PACKAGER. Leaves DIR/title (HLS + DASH, two languages, two caption tracks),
 * DIR/preview (a growing-style proxy), DIR/art (posters) and DIR/thumbs (sprite and WebVTT).
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const [dir, ...clips] = process.argv.slice(2);
if (!dir || clips.length === 0) throw new Error('usage: mock-media.mjs DIR CLIP [CLIP…]');
const ffmpeg = process.env.HEADEND_FFMPEG ?? 'ffmpeg';
const packager = process.env.HEADEND_PACKAGER ?? 'packager';
const SECONDS = 42;

const at = (...parts) => path.join(dir, ...parts);
const run = (...args) =>
  execFileSync(ffmpeg, ['-hide_banner', '-loglevel', 'error', '-y', ...args], { stdio: 'inherit' });

rmSync(dir, { recursive: true, force: true });
for (const folder of ['title', 'preview', 'art', 'thumbs', 'work']) mkdirSync(at(folder), { recursive: true });

const loop = ['-stream_loop', '-1', '-i', clips[0], '-t', String(SECONDS)];
const gop = ['-r', '25', '-g', '50', '-keyint_min', '50', '-sc_threshold', '0', '-pix_fmt', 'yuv420p'];
for (const [height, rate] of [
  [720, '1800k'],
  [360, '600k'],
]) {
  run(
    ...loop,
    '-an',
    '-vf',
    `scale=-2:${height}`,
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-b:v',
    rate,
    ...gop,
    at('work', `v${height}.mp4`),
  );
}
run(...loop, '-vn', '-c:a', 'aac', '-b:a', '96k', '-ac', '2', at('work', 'en.mp4'));
run(
  '-f',
  'lavfi',
  '-i',
  `sine=frequency=330:duration=${SECONDS}`,
  '-af',
  'volume=0.1',
  '-c:a',
  'aac',
  '-b:a',
  '64k',
  '-ac',
  '2',
  at('work', 'es.mp4'),
);

const LINES = {
  en: [
    'It is a quiet morning in the meadow.',
    'Somebody is about to wake up.',
    'A butterfly passes by.',
    'And the day begins.',
  ],
  es: [
    'Es una mañana tranquila en el prado.',
    'Alguien está a punto de despertar.',
    'Pasa una mariposa.',
    'Y el día comienza.',
  ],
};
const clock = (s) => new Date(s * 1000).toISOString().slice(11, 23);
for (const [language, lines] of Object.entries(LINES)) {
  const cues = Array.from(
    { length: 8 },
    (_, i) => `${clock(i * 5 + 0.4)} --> ${clock(i * 5 + 4)}\n${lines[i % lines.length]}\n`,
  );
  writeFileSync(at('work', `${language}.vtt`), `WEBVTT\n\n${cues.join('\n')}`);
}

const track = (kind, name, file, language, label) =>
  [
    `in=${at('work', file)}`,
    `stream=${kind}`,
    ...(kind === 'text'
      ? [`segment_template=${at('title', name, '$Number$.vtt')}`]
      : [`init_segment=${at('title', name, 'init.mp4')}`, `segment_template=${at('title', name, '$Number$.m4s')}`]),
    `playlist_name=${name}.m3u8`,
    ...(language ? [`language=${language}`, `hls_name=${label}`] : []),
    ...(kind === 'audio' ? ['hls_group_id=audio'] : []),
    ...(kind === 'text' ? ['hls_group_id=text', 'dash_roles=subtitle'] : []),
  ].join(',');
execFileSync(
  packager,
  [
    track('video', 'v720', 'v720.mp4'),
    track('video', 'v360', 'v360.mp4'),
    track('audio', 'a-en', 'en.mp4', 'en', 'English'),
    track('audio', 'a-es', 'es.mp4', 'es', 'Español'),
    track('text', 't-en', 'en.vtt', 'en', 'English'),
    track('text', 't-es', 'es.vtt', 'es', 'Español'),
    '--segment_duration',
    '4',
    '--generate_static_live_mpd',
    '--default_language',
    'en',
    '--hls_playlist_type',
    'VOD',
    '--mpd_output',
    at('title', 'manifest.mpd'),
    '--hls_master_playlist_output',
    at('title', 'master.m3u8'),
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);

run(
  ...loop,
  '-vf',
  'scale=480:-2',
  '-c:v',
  'libx264',
  '-preset',
  'ultrafast',
  '-b:v',
  '400k',
  ...gop,
  '-c:a',
  'aac',
  '-b:a',
  '64k',
  '-f',
  'hls',
  '-hls_time',
  '2',
  '-hls_playlist_type',
  'event',
  '-hls_segment_type',
  'fmp4',
  '-hls_segment_filename',
  at('preview', '%d.m4s'),
  at('preview', 'index.m3u8'),
);

const COLUMNS = 7;
run(...loop, '-vf', `fps=1/2,scale=192:108,tile=${COLUMNS}x3`, '-frames:v', '1', at('thumbs', 'sprite.jpg'));
const tiles = Array.from(
  { length: SECONDS / 2 },
  (_, i) =>
    `${clock(i * 2)} --> ${clock(i * 2 + 2)}\nsprite.jpg#xywh=${(i % COLUMNS) * 192},${Math.floor(i / COLUMNS) * 108},192,108\n`,
);
writeFileSync(at('thumbs', 'thumbnails.vtt'), `WEBVTT\n\n${tiles.join('\n')}`);

let poster = 0;
for (const clip of clips) {
  for (const second of [0.4, 1.6, 2.8, 4.2]) {
    run(
      '-ss',
      String(second),
      '-i',
      clip,
      '-frames:v',
      '1',
      '-vf',
      'scale=1280:720:force_original_aspect_ratio=increase,crop=1280:720',
      '-q:v',
      '3',
      at('art', `${poster++}.jpg`),
    );
  }
}
rmSync(at('work'), { recursive: true });
