import type { Title } from '../../shared/api/types';
import { cardPicture, pictureFor } from './pictures';

const picture = (kind: string, language: string | null) => ({
  ...{ kind, language, url: `${kind}-${language}`, ratio: null, sizes: [] },
});
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

  it('of a card comes in its sizes where an editor uploaded key art, and is the frame of the film otherwise', () => {
    const size = (width: number, content_type: string) => ({ width, height: 9, content_type, url: `${width}` });
    const sizes = [size(1280, 'image/webp'), size(1280, 'image/avif'), size(320, 'image/webp')];
    const title = { poster: 'frame', artwork: [...artwork, { ...picture('key-art', null), sizes }] } as Title;
    expect(cardPicture(title, ['de'])).toEqual({
      src: 'key-art-null',
      srcSet: '1280 1280w, 320 320w',
      avifSet: '1280 1280w',
    });
    expect(cardPicture({ ...title, artwork }, ['de'])).toEqual({ src: 'frame' });
  });
});
