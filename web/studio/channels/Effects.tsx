import { CircleCheck } from 'lucide-react';
import { EXACT, zoned } from './channels';
import { variantName } from './Variants';

/** When an edit takes effect, by variant. */
export function Effects({
  effects,
  zone,
}: {
  effects: { variant: string; from: string; until: string }[];
  zone: string;
}) {
  const clock = zoned(zone, EXACT);
  return (
    <ul className="effects" role="status">
      {effects.map(({ variant, from, until }) => (
        <li key={variant}>
          <CircleCheck size={18} aria-hidden="true" />
          <span>
            <b>{variantName(variant)}</b> from <time dateTime={from}>{clock.format(new Date(from))}</time> to{' '}
            <time dateTime={until}>{clock.format(new Date(until))}</time>
          </span>
        </li>
      ))}
      {effects.length === 0 && <li>It changes nothing that is planned.</li>}
    </ul>
  );
}
