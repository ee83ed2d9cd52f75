import { aheadAt } from '../avails/dates';
import { element, optional, writeXml, XML_DECLARATION, type XmlElement, xmlText } from '../feeds/xml';
import type { GuideEntry } from './guide';

/** A channel as XMLTV and M3U lists name it. */
export interface ListedChannel {
  /** Unique among all channels that anybody reads, DNS-like: {@link listingId}. */
  id: string;
  name: string;
  /** Where remote controls find it. */
  number?: number;
  /** Address of its picture. */
  logo?: string;
}

export interface XmltvChannel extends ListedChannel {
  /** IANA: times are written with its offsets. */
  timeZone: string;
  /** In order. */
  guide: readonly GuideEntry[];
}

/** About the document. */
export interface XmltvSource {
  /** When it was made, epoch milliseconds. */
  at: number;
  name: string;
  /** Of the guide itself. */
  address?: string;
  /** BCP 47, of all its words. */
  language: string;
}

/**
 * The id of a channel as RFC 2838 wants it: like the name of a host.
 *
 * @param host that the channel is served from; one that has no name of its own becomes `headend.internal`
 */
export function listingId(slug: string, host: string): string {
  const name = host.toLowerCase().replace(/:\d+$/, '');
  const named = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*$/.test(name);
  return `${slug}.${named ? name : 'headend.internal'}`;
}

/**
 * A guide in XMLTV. Elements in the order of its DTD, instants with explicit offsets, and line breaks in descriptions only.
 *
 * @throws {RangeError} when two channels have one id
 */
export const writeXmltv = (channels: readonly XmltvChannel[], source: XmltvSource): string =>
  [...xmltvParts(channels, source)].join('');

/** So many programmes are written at a time. */
const PROGRAMMES_AT_ONCE = 100;

/** {@link writeXmltv}, piece by piece, so that a long guide holds nobody else up. @throws {RangeError} likewise, before the first piece */
export function xmltvParts(channels: readonly XmltvChannel[], source: XmltvSource): Iterable<string> {
  const twice = channels.find(({ id }, index) => channels.findIndex((other) => other.id === id) !== index);
  if (twice) throw new RangeError(`Two channels have the id ${twice.id}`);
  const about = {
    ...{
      date: xmltvTime(source.at, 'UTC'),
      'source-info-name': oneLine(source.name),
      'source-data-url': source.address,
    },
    'generator-info-name': 'Headend',
  };
  return written(channels, about, source.language);
}

function* written(
  channels: readonly XmltvChannel[],
  about: Parameters<typeof element>[1],
  language: string,
): Iterable<string> {
  const root = writeXml(element('tv', about)).trimEnd();
  yield `${XML_DECLARATION}<!DOCTYPE tv SYSTEM "xmltv.dtd">\n${root.slice(0, -'/>'.length)}>\n`;
  yield channels.map((channel) => writeXml(channelElement(channel, language), INDENT)).join('');
  for (const channel of channels)
    for (let from = 0; from < channel.guide.length; from += PROGRAMMES_AT_ONCE)
      yield channel.guide
        .slice(from, from + PROGRAMMES_AT_ONCE)
        .map((entry) => writeXml(programmeElement(channel, entry, language), INDENT))
        .join('');
  yield '</tv>\n';
}

const INDENT = '  ';

const channelElement = ({ id, name, number, logo }: XmltvChannel, lang: string): XmlElement =>
  element('channel', { id }, [
    element('display-name', { lang }, oneLine(name)),
    optional('display-name', number),
    logo ? element('icon', { src: logo }) : undefined,
  ]);

function programmeElement({ id, timeZone }: XmltvChannel, entry: GuideEntry, lang: string): XmlElement {
  const { name, seriesName, description, year, genres = [], poster, ratings = [], runningMs } = entry;
  const span = { start: xmltvTime(entry.start, timeZone), stop: xmltvTime(entry.stop, timeZone), channel: id };
  const seconds = Math.round(runningMs / 1000);
  return element('programme', span, [
    element('title', { lang }, oneLine(seriesName ?? name) || id),
    seriesName ? optional('sub-title', oneLine(name), { lang }) : undefined,
    optional('desc', description && xmlText(description).trim(), { lang }),
    optional('date', year),
    ...genres.map((genre) => optional('category', oneLine(genre), { lang })),
    entry.titleId === undefined || seconds === 0 ? undefined : element('length', { units: 'seconds' }, seconds),
    poster ? element('icon', { src: poster }) : undefined,
    ...episodeNumbers(entry),
    ...ratings.map(({ system, value }) => element('rating', { system }, element('value', {}, oneLine(value)))),
  ]);
}

/** `xmltv_ns` counts from zero and leaves out what it does not know. */
function episodeNumbers({ season, episode }: GuideEntry): XmlElement[] {
  if (episode === undefined || episode < 1) return [];
  const known = season !== undefined && season >= 1;
  const two = (count: number) => String(count).padStart(2, '0');
  return [
    element('episode-num', { system: 'onscreen' }, `${known ? `S${two(season)}` : ''}E${two(episode)}`),
    element('episode-num', { system: 'xmltv_ns' }, `${known ? season - 1 : ''}.${episode - 1}.`),
  ];
}

const oneLine = (text: string): string => xmlText(text).replace(/\s+/g, ' ').trim();

/** `20261123190000 +0100`. */
export function xmltvTime(at: number, zone: string): string {
  const ahead = aheadAt(at, zone);
  const wall = new Date(at + ahead).toISOString().replace(/\D/g, '').slice(0, 14);
  const minutes = Math.abs(Math.round(ahead / 60_000));
  const two = (count: number) => String(count).padStart(2, '0');
  return `${wall} ${ahead < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}
