import type { ListedChannel } from './xmltv';

/** A channel in a list that players of IPTV read. */
export interface M3uChannel extends ListedChannel {
  /** Where it plays. */
  address: string;
  /** Lists show its channels together. */
  group?: string;
}

/**
 * Channels as an M3U list with the attributes that IPTV players read. An attribute has no way to write a quotation mark or a line
 * break: they become an apostrophe and a space.
 *
 * @param guideAddress of the XMLTV guide with the same ids
 */
export function writeM3u(channels: readonly M3uChannel[], guideAddress: string): string {
  const lines = channels.flatMap(({ id, name, number, logo, group, address }) => [
    `#EXTINF:-1${attributes({ 'tvg-id': id, 'tvg-name': name, 'tvg-chno': number, 'tvg-logo': logo, 'group-title': group })},${plain(name)}`,
    address,
  ]);
  return `#EXTM3U${attributes({ 'url-tvg': guideAddress, 'x-tvg-url': guideAddress })}\n${lines.map((line) => `${line}\n`).join('')}`;
}

const attributes = (all: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(all)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${plain(String(value))}"`))
    .join('');

/** On one line, without what terminals obey, and what turns the order of the rest of the line around. */
const plain = (text: string): string =>
  text
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069\s]+/gu, ' ')
    .replaceAll('"', "'")
    .trim();
