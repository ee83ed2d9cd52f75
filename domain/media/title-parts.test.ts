import fc from 'fast-check';
import { AUDIO_KINDS, isMeant, mergeParts, type PartName, partKey, SIDECAR_ROLES } from './title-parts';

type Part = PartName & { from: string };

const language = fc.constantFrom('en', 'EN', 'eng', 'de', 'pt-BR', 'pt-br');
const name = fc
  .record({ role: fc.constantFrom(...SIDECAR_ROLES), language: fc.option(language, { nil: undefined }) })
  .chain(({ role, language }) =>
    fc
      .option(fc.constantFrom(...(role === 'audio' ? AUDIO_KINDS : ['artwork', 'backdrop', 'logo'])), {
        nil: undefined,
      })
      .map((kind): PartName => ({ role, language, kind: role === 'audio' || role === 'artwork' ? kind : undefined })),
  );
const parts = (from: string) =>
  fc
    .uniqueArray(name, { selector: partKey, maxLength: 12 })
    .map((all): Part[] => all.map((part) => ({ ...part, from })));
const removals = fc.array(name, { maxLength: 4 });
const keys = (all: readonly PartName[]) => all.map(partKey);

describe('partKey', () => {
  it.each<[string, PartName, PartName]>([
    ['a language by any of its tags', { role: 'audio', language: 'ger' }, { role: 'audio', language: 'de' }],
    [
      'the kind that is meant when none is said',
      { role: 'audio', language: 'de' },
      { role: 'audio', language: 'de', kind: 'main' },
    ],
    ['metadata in any language', { role: 'metadata', language: 'de' }, { role: 'metadata' }],
  ])('takes for the same: %s', (_, one, other) => expect(partKey(one)).toBe(partKey(other)));

  it.each<[string, PartName, PartName]>([
    ['captions and subtitles', { role: 'captions', language: 'de' }, { role: 'subtitles', language: 'de' }],
    [
      'a description and the programme',
      { role: 'audio', language: 'de', kind: 'description' },
      { role: 'audio', language: 'de' },
    ],
    [
      'Portuguese of Brazil and of Portugal',
      { role: 'audio', language: 'pt-BR' },
      { role: 'audio', language: 'pt-PT' },
    ],
    ['posters with and without words', { role: 'poster', language: 'de' }, { role: 'poster' }],
  ])('tells apart: %s', (_, one, other) => expect(partKey(one)).not.toBe(partKey(other)));
});

describe('mergeParts', () => {
  it('has every part once', () => {
    fc.assert(
      fc.property(parts('kept'), parts('new'), removals, (kept, fresh, removed) => {
        const merged = keys(mergeParts(kept, fresh, removed));
        expect(new Set(merged).size).toBe(merged.length);
      }),
    );
  });

  it('has everything that was delivered, as it was delivered', () => {
    fc.assert(
      fc.property(parts('kept'), parts('new'), removals, (kept, fresh, removed) => {
        const merged = mergeParts(kept, fresh, removed);
        for (const part of fresh) expect(merged).toContainEqual(part);
      }),
    );
  });

  it('keeps exactly what was neither delivered anew nor removed', () => {
    fc.assert(
      fc.property(parts('kept'), parts('new'), removals, (kept, fresh, removed) => {
        const stays = kept.filter(
          (part) => !keys(fresh).includes(partKey(part)) && !removed.some((removal) => isMeant(removal, part)),
        );
        expect(mergeParts(kept, fresh, removed).filter(({ from }) => from === 'kept')).toEqual(stays);
      }),
    );
  });

  it('changes nothing when nothing is delivered, and nothing more when the same is delivered again', () => {
    fc.assert(
      fc.property(parts('kept'), parts('new'), (kept, fresh) => {
        expect(mergeParts(kept, [], [])).toEqual(kept);
        const once = mergeParts(kept, fresh, []);
        expect(mergeParts(once, fresh, [])).toEqual(once);
      }),
    );
  });

  it('leaves the order of tracks alone when one of them is replaced', () => {
    fc.assert(
      fc.property(parts('kept'), fc.nat(), (kept, at) => {
        fc.pre(kept.length > 0);
        const replaced = { ...(kept[at % kept.length] as Part), from: 'new' };
        expect(keys(mergeParts(kept, [replaced], []))).toEqual(keys(kept));
      }),
    );
  });

  it('removes every kind when none is named, and one when it is', () => {
    const kept: PartName[] = [
      { role: 'audio', language: 'en' },
      { role: 'audio', language: 'en', kind: 'description' },
      { role: 'audio', language: 'de' },
    ];
    expect(mergeParts(kept, [], [{ role: 'audio', language: 'eng' }])).toEqual([kept[2]]);
    expect(mergeParts(kept, [], [{ role: 'audio', language: 'en', kind: 'main' }])).toEqual(kept.slice(1));
  });
});
