import { changeOf, formOf, rebased } from './draft';

const document = {
  locales: { en: { title: 'Sintel', tagline: 'x' }, de: { title: 'Sintel' } },
  required_locales: ['en'],
  countries: ['NL'],
  genres: ['fantasy'],
  keywords: ['dragon'],
  people: [{ name: 'Halina Reijn', role: 'actor', characters: ['Sintel'], person_id: 'per_1' }],
  ratings: [{ system: 'ACB', value: 'MA 15+', country: 'AU' }],
  external_ids: { imdb: 'tt1727587' },
  release_year: 2010,
};

describe('the form of a title', () => {
  it('says what the draft says, and changes nothing by itself', () => {
    const form = formOf(document);
    expect(form).toMatchObject({ ratings: 'ACB MA 15+', people: 'actor: Halina Reijn as Sintel', year: '2010' });
    expect(changeOf(form, { document }).document).toMatchObject({
      people: document.people,
      ratings: document.ratings,
      genres: ['fantasy'],
      release_year: 2010,
    });
  });

  it('takes away what is emptied', () => {
    const form = { ...formOf(document), locales: { en: { title: 'Sintel', tagline: ' ' } }, year: '', imdb: '' };
    expect(changeOf(form, { document }).document).toMatchObject({
      locales: { en: { title: 'Sintel', tagline: null }, de: null },
      release_year: null,
      external_ids: { imdb: null },
    });
  });

  it('reads people and ratings as they are typed', () => {
    const form = {
      ...formOf(document),
      people: 'director: Colin Levy\nThom Hoffman as Shaman / Narrator',
      ratings: 'FSK 12',
    };
    expect(changeOf(form, { document }).document).toMatchObject({
      people: [
        { name: 'Colin Levy', role: 'director' },
        { name: 'Thom Hoffman', role: 'actor', characters: ['Shaman', 'Narrator'] },
      ],
      ratings: [{ system: 'FSK', value: '12' }],
    });
  });
});

describe('what is typed while another editor saves', () => {
  const base = formOf(document);
  const saved = {
    ...base,
    year: '2011',
    genres: 'drama',
    locales: { ...base.locales, de: { title: 'Sintel', tagline: 'theirs' }, fr: { title: 'Sintel' } },
  };

  it('stays, over what they saved in all other fields', () => {
    const form = { ...base, genres: 'fantasy, animation', locales: { ...base.locales, de: { title: 'Mine' } } };
    expect(rebased(form, base, saved)).toEqual({
      ...saved,
      genres: 'fantasy, animation',
      locales: { ...saved.locales, de: { title: 'Mine', tagline: 'theirs' } },
    });
  });

  it('is what they saved where nothing was typed, and takes away and adds locales', () => {
    expect(rebased(base, base, saved)).toEqual(saved);
    const { de, ...english } = base.locales;
    const form = { ...base, locales: { ...english, es: { title: 'Nueva' } } };
    expect(rebased(form, base, saved).locales).toEqual({
      ...{ en: base.locales.en, fr: { title: 'Sintel' }, es: { title: 'Nueva' } },
    });
  });
});
