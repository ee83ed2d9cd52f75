import type { GuideChannel } from '../../shared/api/types';
import { hueOf } from './Artwork';

/** A channel's logo; its first letters where it has none. */
export const ChannelMark = ({ channel }: { channel: Pick<GuideChannel, 'name' | 'logo_url'> }) =>
  channel.logo_url && isOurs(channel.logo_url) ? (
    <img className="channel-mark" src={channel.logo_url} alt="" />
  ) : (
    <span className="channel-mark" aria-hidden="true" style={{ '--hue': hueOf(channel.name) } as React.CSSProperties}>
      {lettersOf(channel.name)}
    </span>
  );

/** No request of our pages leaves for another machine. */
const isOurs = (address: string): boolean => new URL(address, location.href).origin === location.origin;

/** `Meadow TV` is `MT`. */
const lettersOf = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
