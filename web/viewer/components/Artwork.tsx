import { useState } from 'react';

/** A steady colour for a film without artwork. */
export const hueOf = (text: string): number =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) % 360, 7);

interface ArtworkProps {
  name: string;
  src: string | null;
  srcSet?: string;
  avifSet?: string;
  /** How wide it is drawn, for the choice from the sets. */
  sizes?: string;
  eager?: boolean;
}

/** A film's 16:9 picture. It keeps its place while loading and when there is none. */
export function Artwork({ name, src, srcSet, avifSet, sizes, eager = false }: ArtworkProps) {
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading');
  const drawn = src === null || state === 'failed';
  return (
    <span className="art" data-state={drawn ? 'drawn' : state} style={{ '--hue': hueOf(name) } as React.CSSProperties}>
      {drawn ? (
        <span className="art-name" dir="auto" aria-hidden="true">
          {name}
        </span>
      ) : (
        <picture>
          {avifSet && <source type="image/avif" srcSet={avifSet} sizes={sizes} />}
          <img
            src={src}
            srcSet={srcSet}
            sizes={srcSet && sizes}
            alt=""
            width={1280}
            height={720}
            loading={eager ? 'eager' : 'lazy'}
            decoding="async"
            ref={(image) => {
              if (image?.complete && image.naturalWidth > 0) setState('shown');
            }}
            onLoad={() => setState('shown')}
            onError={() => setState('failed')}
          />
        </picture>
      )}
    </span>
  );
}
