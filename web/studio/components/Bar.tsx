import { percent } from '../../shared/format';
import type { Tone } from '../lib/states';

/** How far something is, 0..1. */
export const Bar = ({ share, tone = 'busy', label }: { share: number; tone?: Tone; label: string }) => (
  <span
    className="bar"
    data-tone={tone}
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={100}
    aria-valuenow={Math.floor(share * 100)}
    aria-valuetext={percent(share)}
  >
    <span style={{ inlineSize: `${share * 100}%` }} />
  </span>
);
