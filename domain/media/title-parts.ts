import { languageTag } from './language';

/** What a file beside a master can be. */
export const SIDECAR_ROLES = ['captions', 'subtitles', 'forced', 'audio', 'poster', 'artwork', 'metadata'] as const;
export type SidecarRole = (typeof SIDECAR_ROLES)[number];

/** What an audio track is for. */
export const AUDIO_KINDS = ['main', 'description', 'commentary'] as const;
export type AudioKind = (typeof AUDIO_KINDS)[number];

/** What tells a part of a title from its other parts. */
export interface PartName {
  role: SidecarRole;
  /** BCP 47: of text and sound what is spoken, of artwork what is written on it. */
  language?: string;
  /** Of audio an {@link AudioKind}, `main` when left out; of artwork what it shows, `artwork` when left out. */
  kind?: string;
}

/** Roles that are of one language each. */
export const isText = (role: SidecarRole): role is 'captions' | 'subtitles' | 'forced' =>
  role === 'captions' || role === 'subtitles' || role === 'forced';

/** Parts with the same key stand for each other: a title has at most one of each. Metadata has no language. */
export function partKey({ role, language, kind }: PartName): string {
  if (role === 'metadata') return role;
  const tag = language === undefined ? '' : languageTag(language).toLowerCase();
  return [role, tag, role === 'audio' || role === 'artwork' ? kindOf({ role, kind }) : ''].join(' ').trimEnd();
}

const kindOf = ({ role, kind }: Pick<PartName, 'role' | 'kind'>): string =>
  kind ?? (role === 'audio' ? 'main' : 'artwork');

/** Does a removal mean a part? What the removal leaves out may be anything. */
export const isMeant = (removal: PartName, part: PartName): boolean =>
  removal.role === part.role &&
  (removal.language === undefined ||
    (part.language !== undefined && languageTag(removal.language) === languageTag(part.language))) &&
  (removal.kind === undefined || removal.kind === kindOf(part));

/**
 * What a title is made of after an update: every part stays where it is unless the order brings one of the same key, which
 * takes its place, or removes it; what is new comes last, in the order of the order. What is removed and delivered in one
 * order is delivered.
 *
 * @param kept parts of the version before, each key once
 * @param delivered parts of the order, each key once
 */
export function mergeParts<K extends PartName, D extends PartName>(
  kept: readonly K[],
  delivered: readonly D[],
  removed: readonly PartName[],
): (K | D)[] {
  const fresh = new Map(delivered.map((part) => [partKey(part), part]));
  const stays = kept.filter((part) => fresh.has(partKey(part)) || !removed.some((removal) => isMeant(removal, part)));
  const known = new Set(stays.map(partKey));
  return [
    ...stays.map((part) => fresh.get(partKey(part)) ?? part),
    ...delivered.filter((part) => !known.has(partKey(part))),
  ];
}

/** A part in words, such as `audio in de (description)`. */
export const describePart = ({ role, language, kind }: PartName): string =>
  [role, ...(language ? [`in ${language}`] : []), ...(kind ? [`(${kind})`] : [])].join(' ');
