import { Fragment } from 'react';
import { addressParts } from '../lib/address';

/** A web address that breaks before its port and after its slashes, never within a number while there is another place. */
export const Address = ({ of }: { of: string }) => (
  <bdi className="address">
    {addressParts(of).map((part, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
      <Fragment key={index}>
        {index > 0 && <wbr />}
        {part}
      </Fragment>
    ))}
  </bdi>
);
