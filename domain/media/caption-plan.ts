import type { CaptionTrackPlan } from './encode-plan';
import { languageName, languageTag } from './language';
import type { TextProbe } from './probe';

/** A sidecar as far as planning goes: its place in the order, its role and what it says of itself. */
export interface CaptionSidecar {
  index: number;
  role: string;
  language?: string;
  label?: string;
}

/** Text codecs of masters that can be made WebVTT; bitmaps cannot. */
const TEXT_CODECS: ReadonlySet<string> = new Set(['mov_text', 'subrip', 'webvtt', 'ass', 'ssa', 'text', 'ttml']);

const SUFFIX: Record<CaptionTrackPlan['kind'], string> = { subtitles: '', captions: ' (CC)', forced: ' (forced)' };

/**
 * Which caption tracks a title gets: every text sidecar, then the master's own text streams in languages no sidecar of
 * the same kind serves. Ids are unique.
 */
export function planCaptions(sidecars: CaptionSidecar[], text: TextProbe[]): CaptionTrackPlan[] {
  const ordered = sidecars.flatMap<CaptionTrackPlan>(({ index, role, language, label }) => {
    if (role !== 'captions' && role !== 'subtitles' && role !== 'forced') return [];
    return [track(role, languageTag(language), { sidecar: index }, label)];
  });
  const served = new Set(ordered.filter(({ kind }) => kind !== 'forced').map(({ language }) => language));
  const own = text
    .filter(({ codec, language }) => TEXT_CODECS.has(codec) && !served.has(language))
    .map(({ language, streamIndex }) => track('subtitles', language, { streamIndex }));
  const taken = new Map<string, number>();
  return [...ordered, ...own].map((each) => {
    const count = (taken.get(each.id) ?? 0) + 1;
    taken.set(each.id, count);
    return count > 1 ? { ...each, id: `${each.id}-${count}`, label: `${each.label} ${count}` } : each;
  });
}

const track = (
  kind: CaptionTrackPlan['kind'],
  language: string,
  source: CaptionTrackPlan['source'],
  label?: string,
): CaptionTrackPlan => ({
  id: `${language.toLowerCase()}-${kind}`,
  language,
  label: label || `${languageName(language)}${SUFFIX[kind]}`,
  kind,
  source,
});
