import { Tooltip } from '@mantine/core';
import { instant, relative } from '../../shared/format';

/** A moment: how long ago, with date, time and zone on hover. */
export const Time = ({ at }: { at: string }) => (
  <Tooltip label={instant(at)}>
    <time dateTime={at}>{relative(at)}</time>
  </Tooltip>
);
