import { pictureFor } from './pictures';

const picture = (kind: string, language: string | null) => ({ kind, language, url: `${kind}-${language}` });
const artwork = [picture('logo', 'de'), picture('logo', null), picture('backdrop', 'en-GB')];

describe('the picture a viewer gets', () => {
  it('is the one in the first language that the viewer reads', () => {
    expect(pictureFor({ artwork }, 'logo', ['fr', 'de-AT'])).toBe('logo-de');
    expect(pictureFor({ artwork }, 'backdrop', ['en'])).toBe('backdrop-en-GB');
  });

  it('is one without words where none is in a language of theirs', () => {
    expect(pictureFor({ artwork }, 'logo', ['fr'])).toBe('logo-null');
  });

  it('is none where all have words in other languages, or there is none of the kind', () => {
    expect(pictureFor({ artwork }, 'backdrop', ['de'])).toBeUndefined();
    expect(pictureFor({ artwork: [] }, 'logo', ['de'])).toBeUndefined();
  });
});
