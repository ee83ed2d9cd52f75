import { Tooltip } from '@mantine/core';
import { CirclePower, TriangleAlert } from 'lucide-react';
import type { Channel } from '../../shared/api/types';
import { elapsed } from '../../shared/format';
import { Chip } from '../components/Chip';
import type { Look } from '../lib/states';
import { useNow } from '../lib/useNow';
import { useEdge } from './channels';
import { freshness } from './edge';
import { EDGE_LOOKS } from './looks';

const OFF: Look = { tone: 'idle', icon: CirclePower, word: 'No playlist' };
/** As channels have it when nothing is said, seconds. */
const TARGET_S = 6;
const NONE: Look = { tone: 'bad', icon: TriangleAlert, word: 'No playlist' };

/** How old the end of the channel's playlist is, measured from here. */
export function Freshness({ channel }: { channel: Channel }) {
  const now = useNow(channel.state !== 'off');
  const { data, error, isPending } = useEdge(channel);
  if (channel.state === 'off') return <Chip look={OFF} />;
  if (error && !data)
    return (
      <Tooltip label={error.message}>
        <span>
          <Chip look={NONE} />
        </span>
      </Tooltip>
    );
  if (isPending || !data) return <span className="muted small">Reading the playlist</span>;
  const age = Math.max(0, now - data.at);
  return (
    <Tooltip label={`Its last segment, number ${data.msn}, ended ${elapsed(age)} ago by this machine’s clock.`}>
      <span className="edge">
        <Chip look={EDGE_LOOKS[freshness(age, channel.format.target_seconds ?? TARGET_S)]} />
        <span className="mono">{Math.round(age / 1000)} s</span>
      </span>
    </Tooltip>
  );
}
