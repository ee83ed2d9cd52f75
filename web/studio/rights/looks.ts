import {
  Ban,
  CalendarClock,
  CircleCheck,
  CircleDashed,
  CircleSlash,
  Clock,
  Hourglass,
  Lock,
  type LucideIcon,
  Megaphone,
  PackageCheck,
  Repeat2,
  ShoppingCart,
  Ticket,
  Tv,
} from 'lucide-react';
import type { LicenceType } from '../../../domain/rights/types';
import type { RightsConflict, RightsWindow } from '../../shared/api/types';
import type { Look } from '../lib/states';

/** How a licence looks: its colour stands in rights.css under the same name. */
export interface LicenceLook {
  icon: LucideIcon;
  /** What viewers do with it. */
  means: string;
}

export const LICENCE_LOOKS: Record<LicenceType, LicenceLook> = {
  EST: { icon: ShoppingCart, means: 'bought to keep' },
  VOD: { icon: Ticket, means: 'rented' },
  SVOD: { icon: Repeat2, means: 'by subscription' },
  AVOD: { icon: Megaphone, means: 'with advertising' },
  FAST: { icon: Tv, means: 'on a linear channel' },
  POEST: { icon: PackageCheck, means: 'ordered before its release' },
};

type Sold = Pick<RightsWindow, 'kind' | 'license_type' | 'format_profile'>;

/** The icon of a window. */
export const windowIcon = ({ kind, license_type: licence }: Sold): LucideIcon =>
  kind === 'blackout' ? Ban : kind === 'holdback' ? Lock : licence ? LICENCE_LOOKS[licence].icon : CircleDashed;

const KINDS = { grant: 'Grant', blackout: 'Blackout', holdback: 'Holdback' } as const;

/** `SVOD HD`, `Blackout`, `Holdback of AVOD`. */
export const windowName = ({ kind, license_type: licence, format_profile: profile }: Sold): string =>
  kind === 'grant'
    ? [licence, profile].filter(Boolean).join(' ')
    : licence
      ? `${KINDS[kind]} of ${licence}`
      : KINDS[kind];

/** The name of its colour in rights.css. */
export const windowHue = ({ kind, license_type: licence }: Sold): string =>
  kind === 'grant' ? (licence ?? 'none') : kind;

export const WINDOW_LOOKS: Record<RightsWindow['state'], Look> = {
  upcoming: { tone: 'idle', icon: CalendarClock, word: 'Upcoming' },
  open: { tone: 'good', icon: CircleCheck, word: 'Open' },
  closed: { tone: 'idle', icon: Clock, word: 'Closed' },
  waiting: { tone: 'warn', icon: Hourglass, word: 'Waiting' },
  withdrawn: { tone: 'bad', icon: CircleSlash, word: 'Withdrawn' },
};

export const CONFLICT_WORDS: Record<RightsConflict['kind'], string> = {
  price: 'Two prices at once',
  exclusivity: 'Sold exclusively, and again',
  gap: 'Nothing sold between two windows',
};
