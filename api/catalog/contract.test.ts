import type { VersionRecord } from '../../adapters/postgres/port';
import { artworkOf } from './contract';

const version = (parts?: object) => ({ mediaToken: 'tok', prefix: 'titles/t/1/v/', parts }) as VersionRecord;

describe('the artwork of a title', () => {
  it('is every picture of the version, each with its kind, language and URL', () => {
    const artwork = [
      { kind: 'poster', path: 'artwork/poster.jpeg' },
      { kind: 'backdrop', path: 'artwork/backdrop.jpeg' },
      { kind: 'logo', language: 'pt-BR', file_name: 'logo.png', path: 'artwork/logo-pt-br.png' },
    ];
    expect(artworkOf(version({ metadata: { artwork } }))).toEqual([
      { kind: 'poster', language: null, url: '/media/tok/artwork/poster.jpeg' },
      { kind: 'backdrop', language: null, url: '/media/tok/artwork/backdrop.jpeg' },
      { kind: 'logo', language: 'pt-BR', url: '/media/tok/artwork/logo-pt-br.png' },
    ]);
  });

  it('is empty where none was delivered, none was kept, or nothing is published', () => {
    expect([version({ metadata: {} }), version({}), version(), undefined].map(artworkOf)).toEqual([[], [], [], []]);
  });
});
