import type { AudioProbe, MasterProbe, VideoProbe } from '../../media/probe';

/** A plain SDR 720p25 master for tests; override what matters to the test. */
export function probeOf({
  video = {},
  audio = [{}],
  ...rest
}: Partial<Omit<MasterProbe, 'video' | 'audio'>> & {
  video?: Partial<VideoProbe>;
  audio?: Partial<AudioProbe>[];
} = {}) {
  const probe: MasterProbe = {
    container: 'mov,mp4,m4a,3gp,3g2,mj2',
    bytes: 1_000_000,
    durationUs: 10_000_000,
    text: [],
    closedCaptions: false,
    ...rest,
    video: { ...VIDEO, ...video },
    audio: audio.map((track, index) => ({ ...AUDIO, streamIndex: index + 1, ...track })),
  };
  return probe;
}

const VIDEO: VideoProbe = {
  streamIndex: 0,
  codec: 'h264',
  profile: 'High',
  coded: { width: 1280, height: 720 },
  sampleAspect: { num: 1, den: 1 },
  rotation: 0,
  display: { width: 1280, height: 720 },
  frameRate: { num: 25, den: 1 },
  rateMode: 'constant',
  frames: 250,
  startUs: 0,
  gopFrames: 50,
  fieldOrder: 'progressive',
  pixelFormat: 'yuv420p',
  bitDepth: 8,
  chroma: '4:2:0',
  colour: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', range: 'tv' },
  dynamicRange: 'SDR',
  bitRate: 0,
};

const AUDIO: AudioProbe = {
  streamIndex: 1,
  codec: 'aac',
  sampleRate: 48_000,
  channels: 2,
  layout: 'stereo',
  language: 'en',
  startUs: 0,
  durationUs: 10_000_000,
};
