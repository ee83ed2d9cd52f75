import type { Crop } from './probe';
import type { Size } from './rational';
import type { PictureSamples } from './read-probe';

/** Where samples are taken, as shares of the programme, and how many frames each looks at. */
export const SAMPLE_POINTS: readonly number[] = [0.15, 0.5, 0.85];
export const SAMPLE_FRAMES = 24;

/** ffmpeg input options for one sample: any frame near the point will do, so nothing is decoded in vain. */
export const sampleInputArgs = (atUs: number): string[] => [
  ...['-an', '-sn', '-dn'],
  ...(atUs > 0 ? ['-noaccurate_seek', '-seek_timestamp', '1', '-ss', `${Math.round(atUs)}us`] : []),
];

/**
 * Fine lines in motion comb a little, by 1.04 to 1.3 times what they do in the other field order, and would pass idet's
 * usual threshold; filmed and drawn motion in fields passes this one as well.
 */
const FIELD_DETECTOR = 'idet=intl_thres=1.3';

/** Field and bar detectors at full size; their running totals are printed for every frame. */
export const sampleOutputArgs = (streamIndex: number): string[] => [
  '-filter_complex',
  // Bars end where any frame of the sample shows picture (reset=0); sizes stay even for 4:2:0.
  `[0:${streamIndex}]trim=end_frame=${SAMPLE_FRAMES},${FIELD_DETECTOR},cropdetect=round=2:reset=0:skip=0,metadata=mode=print:file=-[sample]`,
  ...['-map', '[sample]', '-f', 'null', '-'],
];

/** What one sample showed. */
export interface PictureSample extends PictureSamples {
  frames: number;
}

/** Read the detectors' running totals; the last of each counts. */
export function readSample(printed: string): PictureSample {
  const last = new Map<string, number>();
  let frames = 0;
  for (const line of printed.split('\n')) {
    if (line.startsWith('frame:')) frames++;
    const match = /^lavfi\.([\w.]+)=(-?[\d.]+)/.exec(line);
    if (match) last.set(match[1] ?? '', Number(match[2]));
  }
  const test = (name: 'single' | 'multiple'): PictureSamples['fields'] => {
    const total = (verdict: string): number => Math.round(last.get(`idet.${name}.${verdict}`) ?? 0);
    return { topFirst: total('tff'), bottomFirst: total('bff'), progressive: total('progressive') };
  };
  const edge = (name: string): number => last.get(`cropdetect.${name}`) ?? -1;
  const bars = { x: edge('x'), y: edge('y'), width: edge('w'), height: edge('h') };
  return {
    frames,
    fields: agreed(test('single'), test('multiple')),
    ...(bars.width > 0 && bars.height > 0 ? { activePicture: bars } : {}),
  };
}

/** Fields follow each other in one order: of frames judged interlaced, no more than this share may show the other one. */
const STRAY_PARITY = 0.1;

/**
 * What idet's tests of one sample say together. Interlaced footage shows one parity in both of them. Fine lines that move,
 * as in test pictures and graphics, comb like fields but in either parity: such a sample is progressive.
 *
 * @param single each frame by itself
 * @param multiple each frame with its neighbours
 */
function agreed(single: PictureSamples['fields'], multiple: PictureSamples['fields']): PictureSamples['fields'] {
  const oneParity = [single, multiple].every(
    ({ topFirst, bottomFirst }) => Math.min(topFirst, bottomFirst) <= STRAY_PARITY * (topFirst + bottomFirst),
  );
  const sameParity = single.topFirst + single.bottomFirst === 0 || topLeads(single) === topLeads(multiple);
  if (oneParity && sameParity) return multiple;
  const { topFirst, bottomFirst, progressive } = multiple;
  return { topFirst: 0, bottomFirst: 0, progressive: topFirst + bottomFirst + progressive };
}

const topLeads = ({ topFirst, bottomFirst }: PictureSamples['fields']): boolean => topFirst >= bottomFirst;

/** Less of the picture than this share is left out by bars that are no bars but a soft edge. */
const LEAST_BARS = 0.02;

/**
 * Put samples together: fields add up; bars are what all samples that saw a picture leave out.
 *
 * @param upright size of the picture as the detectors saw it
 */
export function mergeSamples(samples: PictureSample[], upright: Size): PictureSamples {
  const sum = (name: keyof PictureSamples['fields']): number =>
    samples.reduce((total, { fields }) => total + fields[name], 0);
  const crops = samples.map(({ activePicture }) => activePicture).filter((crop) => crop !== undefined);
  const crop = crops.length === 0 ? undefined : crops.reduce(union);
  const worth = crop && crop.width * crop.height < upright.width * upright.height * (1 - LEAST_BARS);
  return {
    fields: { topFirst: sum('topFirst'), bottomFirst: sum('bottomFirst'), progressive: sum('progressive') },
    ...(crop && worth ? { activePicture: crop } : {}),
  };
}

function union(a: Crop, b: Crop): Crop {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
