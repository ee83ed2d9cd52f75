import type { Finding } from '../qc/finding';
import { list, MetadataDesk, map, matching, oneOf, type Read, record, text, whole } from './fields';
import { readMrss } from './read-mrss';
import {
  type ArtworkReference,
  type LocalMetadata,
  MOST_METADATA_BYTES,
  type Person,
  type Rating,
  type TitleMetadata,
} from './title-metadata';

const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const language = matching(LANGUAGE, 'a BCP 47 language tag');
const country = matching(/^[A-Z]{2}$/, 'an ISO 3166-1 country such as DE');
const word = text(100);

const local = record<LocalMetadata>({
  title: text(500),
  sort_title: text(500),
  tagline: text(500),
  short_description: text(250),
  description: text(10_000),
});

const DOCUMENT: Read<TitleMetadata> = record<TitleMetadata>({
  locales: map(LANGUAGE, local),
  kind: oneOf('movie', 'episode', 'short', 'trailer', 'clip', 'other'),
  original_title: text(500),
  original_language: language,
  year: whole(1870, 2200),
  release_date: matching(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a date such as 2008-05-30'),
  countries: list(country, 50),
  genres: list(word, 50),
  keywords: list(word, 200),
  people: list(record<Person>({ name: text(200), role: word, character: text(200) }, ['name', 'role']), 1000),
  ratings: list(record<Rating>({ system: word, value: word, region: country }, ['system', 'value']), 50),
  copyright: text(500),
  series: record<NonNullable<TitleMetadata['series']>>(
    { title: text(500), season: whole(0, 10_000), episode: whole(0, 100_000) },
    ['title'],
  ),
  ids: map(/^[a-z][a-z0-9_]{0,39}$/, text(200)),
  artwork: list(
    record<ArtworkReference>(
      { file_name: text(255), kind: matching(/^[a-z][a-z0-9-]{0,39}$/, 'a word such as backdrop'), language },
      ['file_name', 'kind'],
    ),
    100,
  ),
});

/** A document that was read, and what is odd about it. */
export interface MetadataRead {
  /** Undefined when nothing could be read. */
  metadata?: TitleMetadata;
  findings: Finding[];
}

/**
 * Read a metadata document: JSON, or MRSS when it begins like XML. A field that cannot be read is a finding and is left out;
 * a document that cannot be read is a finding that holds the title.
 *
 * @param bytes undefined when there are more than can be read
 * @param delivered names of the pictures in the order
 */
export function readMetadata(bytes: Uint8Array | undefined, delivered: readonly string[]): MetadataRead {
  if (!bytes) return { findings: [unreadable(`The document is larger than ${MOST_METADATA_BYTES / 2 ** 20} MiB.`)] };
  const desk = new MetadataDesk();
  const document = parse(bytes, desk);
  if (document === undefined) return { findings: desk.findings };
  const read = DOCUMENT(document, '', desk);
  if (!read) return { findings: [unreadable('The document is no JSON object.')] };
  for (const [index, { file_name: name }] of (read.artwork ?? []).entries())
    if (!delivered.includes(name))
      desk.add(
        'metadata/artwork-missing',
        'warning',
        `artwork.${index}`,
        `The picture ${name} is not in the order.`,
        'Order it as a sidecar with the role artwork, under the file name that the metadata gives.',
      );
  return { metadata: { ...read, locales: read.locales ?? {} }, findings: desk.findings };
}

function parse(bytes: Uint8Array, desk: MetadataDesk): unknown {
  try {
    const source = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return source.trimStart().startsWith('<') ? readMrss(source, desk) : JSON.parse(source);
  } catch (error) {
    desk.findings.push(unreadable(whyNot(error)));
    return undefined;
  }
}

const whyNot = (error: unknown): string => {
  if (error instanceof SyntaxError) return `The document is no valid JSON: ${error.message.slice(0, 200)}.`;
  if (error instanceof RangeError) return error.message;
  return 'The document is not in UTF-8.';
};

const unreadable = (message: string): Finding => ({
  code: 'metadata/unreadable',
  severity: 'hold',
  stage: 'metadata',
  track: 'metadata',
  message,
  fix: 'Deliver JSON with the fields of `metadata` in GET /v1/titles/{id} (explained at /docs/guides/metadata), or MRSS, in UTF-8 and under 1 MB.',
});
