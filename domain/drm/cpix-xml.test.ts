import fc from 'fast-check';
import { attributes, children, parseXml, textOf, writeXml, XmlFault } from './cpix-xml';

const textIn = (xml: string): string =>
  children(parseXml(xml).at(-1) ?? {})
    .map(textOf)
    .join('|');

it('keeps what a CDATA section says as text, which never becomes markup', () => {
  const xml = '<a><b>1 <![CDATA[< 2</b><evil/><b>&amp;]]> 3</b></a>';
  expect(textIn(xml)).toBe('1 &lt; 2&lt;/b&gt;&lt;evil/&gt;&lt;b&gt;&amp;amp; 3');
  const written = writeXml(parseXml(xml));
  expect(written).not.toContain('<evil');
  expect(textIn(written)).toBe(textIn(xml));
});

it('reads over the mark of byte order, and over space around the document', () => {
  expect(textIn('\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n<?style x?>\n<a><b>1</b></a>\r\n <!-- end --> ')).toBe(
    '1',
  );
});

it('reads over comments, whatever stands in them', () => {
  expect(textIn('<a><!-- <![CDATA[ & < --><b>1</b><!-- ]]> --></a>')).toBe('1');
  expect(textIn('<a><b><![CDATA[<!-- ]]>1<![CDATA[ -->]]></b></a>')).toBe('&lt;!-- 1 --&gt;');
});

it.each([
  ['an ampersand by itself', '<a b="x&y"/>'],
  ['an entity that nobody declared', '<a>&foo;</a>'],
  ['such an entity in an attribute', '<a b="&foo;"/>'],
  ['a character that XML has not', '<a>\u0000</a>'],
  ['such a character by its number', '<a>&#0;</a>'],
  ['half a character by its number', '<a b="&#xD800;"/>'],
  ['a character beyond the last', '<a>&#x110000;</a>'],
  ['an element in an attribute', '<a b="<c/>"/>'],
  ['text after the end', '<a/>x'],
  ['two roots', '<a/><b/>'],
  ['a section without end', '<a><![CDATA[</a>'],
  ['a comment without end', '<a/><!-- '],
  ['names of the language it is read in', '<a><__proto__><b/></__proto__></a>'],
  ['such an attribute', '<a __proto__="x"/>'],
])('refuses %s', (_what, xml) => {
  expect(() => parseXml(xml)).toThrow(XmlFault);
});

it('writes what it read, to be read the same', () => {
  const text = fc.string({ unit: fc.constantFrom(...`ab "&<>]/!-`) });
  const written = (value: string): string =>
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&#62;').replaceAll('"', '&quot;');
  fc.assert(
    fc.property(text, text, (attribute, content) => {
      const read = parseXml(`<a b="${written(attribute)}"><c>${written(content)}</c></a>`);
      const again = parseXml(writeXml(read));
      expect(attributes(again[0] ?? {})).toEqual({ b: written(attribute).trim() });
      expect(textOf(children(again[0] ?? {})[0] ?? {})).toBe(written(content).trim());
    }),
  );
});
