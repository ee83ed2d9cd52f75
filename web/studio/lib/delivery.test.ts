import { BLANK, type Draft, kindOf, sorted, withRole } from './delivery';

const JPEG = [0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0];
const file = (name: string, bytes: number[] = [1, 2, 3], type = '') =>
  new File([new Uint8Array(bytes)], name, { type });

const dropped = async (files: File[], draft: Draft = BLANK) => {
  const { add, refused } = await sorted(files);
  return { draft: add(draft), refused };
};

describe('files that are dropped', () => {
  it('are told apart by their names and types', () => {
    expect(kindOf({ name: 'Film.MXF', type: '' })).toBe('master');
    expect(kindOf({ name: 'film.dfxp', type: '' })).toBe('captions');
    expect(kindOf({ name: 'still', type: 'image/heic' })).toBe('picture');
    expect(kindOf({ name: 'script.pdf', type: 'application/pdf' })).toBe('unknown');
  });

  it('make one poster, and artwork of every other picture', async () => {
    const { draft } = await dropped([file('a.jpg', JPEG), file('Big_Film.mov'), file('b.jpg', JPEG)]);
    expect(draft.pictures.map(({ role }) => role)).toEqual(['poster', 'artwork']);
    expect([draft.master?.name, draft.title, draft.externalId]).toEqual(['Big_Film.mov', 'Big Film', 'BIG-FILM']);
    const changed = withRole(draft.pictures, draft.pictures[1]!, 'poster');
    expect(changed.map(({ role }) => role)).toEqual(['artwork', 'poster']);
  });

  it('are refused by name, cause and fix when they are no image whatever they are called', async () => {
    const { draft, refused } = await dropped([
      file('still.jpg', [0x47, 0x49, 0x46]),
      file('empty.png', []),
      file('notes.txt'),
    ]);
    expect(draft).toEqual(BLANK);
    expect(refused.map(({ name }) => name)).toEqual(['notes.txt', 'still.jpg', 'empty.png']);
    expect(refused[1]).toMatchObject({
      detail: 'still.jpg is no JPEG, PNG or WebP image.',
      fix: 'Deliver a whole JPEG, PNG or WebP of at most 50 million pixels.',
    });
  });

  it('never overwrite what a person has written', async () => {
    const { draft } = await dropped([file('x.mov')], { ...BLANK, title: 'My Name', externalId: 'ID-1' });
    expect([draft.title, draft.externalId]).toEqual(['My Name', 'ID-1']);
  });
});
