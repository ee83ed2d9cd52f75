import { Ban, Lock } from 'lucide-react';
import { LICENCE_TYPES } from '../../../domain/rights/types';
import { LICENCE_LOOKS } from './looks';

/** What colours and patterns of the calendar mean. */
export const Legend = () => (
  <ul className="legend" aria-label="Legend">
    {LICENCE_TYPES.map((licence) => {
      const { icon: Icon, means } = LICENCE_LOOKS[licence];
      return (
        <li key={licence}>
          <span className="legend-mark" data-hue={licence}>
            <Icon size={12} aria-hidden="true" />
          </span>
          {licence} <small>{means}</small>
        </li>
      );
    })}
    <li>
      <span className="legend-mark" data-hue="blackout">
        <Ban size={12} aria-hidden="true" />
      </span>
      Blackout
    </li>
    <li>
      <span className="legend-mark" data-hue="holdback">
        <Lock size={12} aria-hidden="true" />
      </span>
      Holdback
    </li>
    <li>
      <span className="legend-mark legend-hatch" />
      Conflict
    </li>
    <li>
      <span className="legend-mark legend-waits" />
      Waits for an event or approval
    </li>
  </ul>
);
