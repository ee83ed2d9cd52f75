import type { ChannelSchedule } from '../../../domain/linear/schedule';
import { filledTemplate } from '../../../domain/linear/template';
import type { Channel, ChannelOrder, ChannelTemplate } from '../../shared/api/types';

/** Rungs as channels usually have them, tallest first. */
export const RUNGS = [1080, 720, 540, 480, 360, 240] as const;

/** A channel as it is typed. */
export interface ChannelForm {
  slug: string;
  name: string;
  description: string;
  number: number | '';
  category: string;
  zone: string;
  /** Heights, pixels. */
  rungs: string[];
  audio: string[];
  captions: string[];
  target: number | '';
  /** Minutes. */
  dvr: number | '';
  variants: string[];
  slate: string;
  logo: string;
  legacyCues: boolean;
  interstitials: boolean;
  /** What its rules begin with. */
  template?: ChannelTemplate;
  /** What the template needs: ids by the names of needs. */
  given: Record<string, string[]>;
}

export const emptyForm = (): ChannelForm => ({
  ...{ slug: '', name: '', description: '', number: '', category: '' },
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  ...{ rungs: ['720', '360'], audio: ['en'], captions: ['en'], target: 6, dvr: 15, variants: ['ZZ'] },
  ...{ slate: '', logo: '', legacyCues: false, interstitials: false, given: {} },
});

export const formOf = (channel: Channel): ChannelForm => ({
  ...emptyForm(),
  ...{ slug: channel.slug, name: channel.name, description: channel.description ?? '' },
  ...{ number: channel.number ?? '', category: channel.category ?? '', zone: channel.time_zone },
  rungs: channel.format.rungs.map(({ height }) => String(height)),
  ...{ audio: channel.format.audio, captions: channel.format.captions ?? [] },
  ...{ target: channel.format.target_seconds ?? 6, dvr: (channel.format.dvr_seconds ?? 900) / 60 },
  ...{ variants: channel.variants, slate: channel.slate_id ?? '', logo: channel.logo_url ?? '' },
  legacyCues: channel.signalling.legacy_cues ?? false,
  interstitials: channel.signalling.interstitials ?? false,
});

/** An address made of a name: `Kino Klassik!` is `kino-klassik`. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);

/** What the form says, as the API takes it. @param before what it changes: its rules and rung names stay */
export const orderOfForm = (form: ChannelForm, before?: Channel): ChannelOrder => ({
  ...{ slug: form.slug.trim() || slugOf(form.name), name: form.name.trim() },
  ...{ description: form.description.trim() || null, number: form.number === '' ? null : form.number },
  ...{ category: form.category.trim() || null, time_zone: form.zone },
  format: {
    rungs: form.rungs
      .map(Number)
      .sort((a, b) => b - a)
      .map((height) => before?.format.rungs.find((rung) => rung.height === height) ?? { name: `${height}p`, height }),
    ...{ audio: form.audio, captions: form.captions },
    ...{ target_seconds: Number(form.target), dvr_seconds: Math.round(Number(form.dvr) * 60) },
  },
  schedule: before?.schedule ?? rulesOf(form),
  signalling: {
    no_leading_discontinuity: before?.signalling.no_leading_discontinuity ?? false,
    ...{ legacy_cues: form.legacyCues, interstitials: form.interstitials },
  },
  ...{ variants: form.variants, slate_id: form.slate || null, logo_url: form.logo.trim() || null },
});

const templateOf = ({ needs, schedule }: ChannelTemplate) => ({
  needs,
  schedule: schedule as unknown as ChannelSchedule,
});

const rulesOf = ({ template, given }: ChannelForm): Record<string, unknown> =>
  template ? { ...filledTemplate(templateOf(template), given).schedule } : {};

/** The form with the format and the rules of a template; names and places stay. */
export const withTemplate = (template: ChannelTemplate): Partial<ChannelForm> => ({
  ...{ template, given: {} },
  ...{ rungs: template.format.rungs.map(({ height }) => String(height)) },
  ...{ audio: template.format.audio, captions: template.format.captions ?? [] },
  ...{ target: template.format.target_seconds ?? 6, dvr: (template.format.dvr_seconds ?? 900) / 60 },
});

/** What is missing before the form can be sent; undefined when nothing is. */
export function missing(form: ChannelForm, isNew: boolean): string | undefined {
  if (!form.name.trim()) return 'Give the channel a name.';
  if (form.rungs.length === 0) return 'Choose a picture at least.';
  if (form.audio.length === 0) return 'Name a language of the sound at least.';
  if (form.variants.length === 0) return 'Name a variant at least; ZZ is the world.';
  if (form.target === '' || form.dvr === '') return 'Fill in the length of segments and how far players may wind.';
  if (!isNew) return undefined;
  if (!form.template) return 'Choose what it begins with.';
  const [lack] = filledTemplate(templateOf(form.template), form.given).missing;
  if (lack) return `Choose what it airs: ${lack.description}`;
  return undefined;
}
