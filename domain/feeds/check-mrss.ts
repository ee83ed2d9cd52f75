import { checkAttributes, checkSequence, childrenOf, type FeedProblem, isInstant, isWebUrl, problem } from './check';
import type { XmlElement } from './xml';

/**
 * What readers of RSS 2.0 and Media RSS 1.5.1 would refuse of an item: RSS 2.0 wants a title or a description, 1.5.1 an address
 * or a player of each content, an address of each thumbnail, a relationship of each restriction.
 */
export function checkMrss(item: XmlElement): FeedProblem[] {
  const addresses = [
    ...childrenOf(item, 'link').map(({ text }) => text),
    ...childrenOf(item, 'media:thumbnail').map(({ attributes }) => attributes.url),
    ...childrenOf(item, 'media:content').flatMap((content) =>
      childrenOf(content, 'media:player').map(({ attributes }) => attributes.url),
    ),
  ];
  return [
    ...checkSequence(item, [
      ['title', '1', 'name'],
      ['link', '1'],
      ['description', '?'],
      ['guid', '1'],
      ['pubDate', '?'],
      ['dc:language', '?'],
      ['dc:date', '?'],
      ['dcterms:valid', '?'],
      ['media:content', '1', 'media'],
      ['media:title', '1', 'name'],
      ['media:description', '?'],
      ['media:keywords', '?'],
      ['media:thumbnail', '*'],
      ['media:category', '*'],
      ['media:credit', '*'],
      ['media:rating', '*'],
      ['media:copyright', '?'],
      ['media:restriction', '1'],
    ]),
    ...childrenOf(item, 'media:content').flatMap((content) => checkSequence(content, [['media:player', '1']])),
    ...childrenOf(item, 'media:restriction').flatMap((each) => checkAttributes(each, ['relationship', 'type'])),
    ...addresses.flatMap((url) => (isWebUrl(url) ? [] : [problem('url', `${url} is no address.`, 'format')])),
    ...childrenOf(item, 'dcterms:valid').flatMap(({ text }) => checkPeriod(text)),
  ];
}

function checkPeriod(text: string): FeedProblem[] {
  const sides = text.split(';').flatMap((part) => /^\s*(?:start|end)=(.*)$/.exec(part)?.[1] ?? []);
  return sides.length > 0 && sides.every(isInstant)
    ? []
    : [problem('dcterms:valid', `${text} is no period.`, 'format')];
}
