import { useState } from 'react';
import type { GuideChannel } from '../../shared/api/types';
import { hueOf } from './Artwork';

/** A channel's logo; its first letters where it has none, or one that cannot be shown: CSP allows our origin and IMAGE_ORIGINS. */
export function ChannelMark({
  channel: { name, logo_url: logo },
}: {
  channel: Pick<GuideChannel, 'name' | 'logo_url'>;
}) {
  const [broken, setBroken] = useState<string>();
  if (logo && broken !== logo)
    return <img className="channel-mark" src={logo} alt="" onError={() => setBroken(logo)} />;
  return (
    <span className="channel-mark" aria-hidden="true" style={{ '--hue': hueOf(name) } as React.CSSProperties}>
      {lettersOf(name)}
    </span>
  );
}

/** `Meadow TV` is `MT`. */
const lettersOf = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
