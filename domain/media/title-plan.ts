import { type AudioSidecar, planAudio } from './audio-plan';
import { type CaptionSidecar, planCaptions } from './caption-plan';
import { planChunks } from './chunk-plan';
import type { Conform, EncodePlan, Timeline } from './encode-plan';
import { planLadder } from './ladder';
import type { MasterProbe, VideoProbe } from './probe';
import type { EncodeProfile } from './profile';
import { sameRational } from './rational';
import { planTimeline } from './timeline-plan';

/** Everything the encode stage will make, but for the hash that names it. */
export type TitlePlan = Omit<EncodePlan, 'hash'>;

/**
 * Chunks of one group at most. A run's history holds every chunk, and the task that orders the joins names them all: at
 * four hours both are at a third of what Temporal takes, so longer masters get longer chunks.
 */
const MAX_CHUNKS = 1500;

/** Decide once what a title becomes: profile and probe in, plan out. @throws {HeadendError} `master/too-many-tracks` */
export function planTitle(
  profile: EncodeProfile,
  probe: MasterProbe,
  sidecars: CaptionSidecar[],
  sounds: AudioSidecar[] = [],
): TitlePlan {
  const { video } = probe;
  const timeline = planTimeline(video, profile);
  const chunkFrames = Math.max(
    1,
    Math.round((profile.chunkMs * timeline.frameRate.num) / timeline.frameRate.den / 1000),
  );
  const chunks = planChunks({
    frames: timeline.frames,
    gopFrames: timeline.gopFrames,
    targetFrames: Math.max(chunkFrames, Math.ceil(timeline.frames / MAX_CHUNKS)),
  });
  return {
    timeline,
    conform: planConform(video, timeline),
    groups: profile.video.map((group) => ({ name: group.name, rungs: planLadder(video.display, group), chunks })),
    audio: planAudio(probe.audio, profile.audio, sounds),
    captions: planCaptions(sidecars, probe.text),
    thumbnails: profile.thumbnails,
    ...planProtection(profile),
  };
}

const planProtection = ({ protection }: EncodeProfile): Pick<EncodePlan, 'protection'> =>
  protection && protection.scheme !== 'none' ? { protection } : {};

/** What the decoded picture needs before it is scaled. Bars stay in the picture: cropping is the partner's decision. */
const planConform = (video: VideoProbe, timeline: Timeline): Conform => ({
  toConstantRate: video.rateMode === 'variable' || !sameRational(video.frameRate, timeline.frameRate),
  deinterlace: video.fieldOrder !== 'progressive',
  ...(video.dynamicRange === 'SDR' ? {} : { toneMapFrom: video.dynamicRange }),
});
