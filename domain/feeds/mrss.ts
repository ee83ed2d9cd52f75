import { checkMrss } from './check-mrss';
import { type FeedItem, feedFormat } from './format';
import { earliestFirst, type FeedOffer, isOpen } from './offers';
import { type FeedRequest, type FeedTitle, watchUrl } from './title';
import { type FeedWords, isoInstant, languageOf, wordsFor } from './words';
import { element, optional, writeXml, XML_DECLARATION, type XmlElement } from './xml';

const NAMESPACES =
  'xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"';

/** Roles of people as the European Broadcasting Union names them, by ours; others stay as they are. */
const EBU_ROLES: Readonly<Record<string, string>> = { writer: 'author', actor: 'actor', director: 'director' };

/**
 * RSS 2.0 with the Media RSS module 1.5.1 (rssboard.org/media-rss), Dublin Core and `dcterms:valid` (DCMI Period): one item for
 * each title that plays in the one place of the feed. Media are reached by `media:player`, which takes the place of
 * an address of the media themselves: those need a playback session.
 */
export const mrss = feedFormat<XmlElement>({
  name: 'mrss',
  extension: 'xml',
  mediaType: 'application/rss+xml; charset=utf-8',
  spec: 'https://www.rssboard.org/media-rss',
  aheadDays: 0,
  oneTerritory: true,
  containers: false,
  priced: false,
  entry: (item, request) => (item.title.media ? itemOf(item, request) : undefined),
  check: checkMrss,
  write: (entry) => writeXml(entry, '    '),
  head: ({ provider, publicUrl, locale, changedAt }) =>
    `${XML_DECLARATION}<rss version="2.0" ${NAMESPACES}>\n  <channel>\n` +
    [
      element('title', {}, provider),
      element('link', {}, publicUrl),
      element('description', {}, `What plays at ${provider}`),
      element('language', {}, locale),
      element('lastBuildDate', {}, new Date(changedAt).toUTCString()),
    ]
      .map((each) => writeXml(each, '    '))
      .join(''),
  separator: '',
  foot: '  </channel>\n</rss>\n',
});

function itemOf({ title, offers, pictures }: FeedItem, request: FeedRequest): XmlElement {
  const words = wordsFor(title, request.locale);
  const { document } = title;
  return element('item', {}, [
    optional('title', words?.name),
    element('link', {}, watchUrl(request, title)),
    optional('description', words?.short),
    element('guid', { isPermaLink: 'false' }, title.id),
    title.publishedAt && element('pubDate', {}, title.publishedAt.toUTCString()),
    optional('dc:language', words?.locale),
    optional('dc:date', document.release_date),
    optional('dcterms:valid', periodOf(soonest(offers, request.at))),
    contentOf(title, request, words),
    optional('media:title', words?.name, { type: 'plain' }),
    optional('media:description', words?.long, { type: 'plain' }),
    optional('media:keywords', document.keywords.join(', ')),
    ...pictures.map(({ url, width, height }) => element('media:thumbnail', { url, width, height })),
    ...document.genres.map((genre) => element('media:category', {}, genre)),
    ...document.people.map(({ name, role }) =>
      element('media:credit', { role: EBU_ROLES[role] ?? role, scheme: 'urn:ebu' }, name),
    ),
    ...document.ratings.map(({ system, value }) =>
      element('media:rating', { scheme: system === 'MPA' ? 'urn:mpaa' : `urn:${system.toLowerCase()}` }, value),
    ),
    optional('media:copyright', document.copyright),
    // Codes of ISO 3166, separated by spaces (1.5.1, media:restriction).
    element('media:restriction', { relationship: 'allow', type: 'country' }, request.territories.join(' ')),
  ]);
}

/** Either an address or a player must be there (1.5.1, media:content). */
const contentOf = (title: FeedTitle, request: FeedRequest, words: FeedWords | undefined): XmlElement =>
  element(
    'media:content',
    {
      medium: 'video',
      isDefault: 'true',
      expression: 'full',
      duration: title.media && Math.round(title.media.durationMs / 1000),
      height: title.media?.height,
      lang: title.media?.audio[0] ?? (words?.locale && languageOf(words.locale)),
    },
    [element('media:player', { url: watchUrl(request, title) })],
  );

/** An item has one period: of what is open, or else of what opens first. */
function soonest(offers: readonly FeedOffer[], at: number): FeedOffer[] {
  const open = offers.filter((offer) => isOpen(offer, at));
  const [next] = [...offers].sort(earliestFirst);
  return open.length > 0 ? open : offers.filter(({ from }) => from === next?.from);
}

/** From the first start to the last end; a side without a limit is left out (DCMI Period, 2006-04-10). */
function periodOf(offers: readonly FeedOffer[]): string | undefined {
  const starts = offers.map(({ from }) => from ?? Number.NEGATIVE_INFINITY);
  const ends = offers.map(({ until }) => until ?? Number.POSITIVE_INFINITY);
  const [start, end] = [Math.min(...starts), Math.max(...ends)];
  const sides = [
    Number.isFinite(start) ? `start=${isoInstant(start)}` : undefined,
    Number.isFinite(end) ? `end=${isoInstant(end)}` : undefined,
  ].flatMap((side) => side ?? []);
  return sides.length > 0 ? `${sides.join('; ')}; scheme=W3C-DTF` : undefined;
}
