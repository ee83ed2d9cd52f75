import {
  CircleAlert,
  CirclePause,
  CirclePower,
  Clapperboard,
  Film,
  GalleryHorizontalEnd,
  HeartPulse,
  Hourglass,
  Image,
  type LucideIcon,
  Megaphone,
  RadioTower,
  Sparkles,
  Tv,
} from 'lucide-react';
import type { AirItem, ChannelState } from '../../shared/api/types';
import type { Look } from '../lib/states';

export const STATE_LOOKS: Record<ChannelState, Look> = {
  on_air: { tone: 'good', icon: RadioTower, word: 'On air' },
  paused: { tone: 'warn', icon: CirclePause, word: 'Paused' },
  off: { tone: 'idle', icon: CirclePower, word: 'Off' },
};

/** What items are, as icon and word; `data-kind` gives each its tint. */
export const KIND_LOOKS: Record<AirItem['kind'], { icon: LucideIcon; word: string }> = {
  programme: { icon: Film, word: 'Programme' },
  filler: { icon: GalleryHorizontalEnd, word: 'Filler' },
  bumper: { icon: Sparkles, word: 'Bumper' },
  promo: { icon: Clapperboard, word: 'Promo' },
  slate: { icon: Image, word: 'Slate' },
  ad: { icon: Megaphone, word: 'Ad' },
  live: { icon: Tv, word: 'Live' },
};

export const EDGE_LOOKS: Record<'fresh' | 'late' | 'stale', Look> = {
  fresh: { tone: 'good', icon: HeartPulse, word: 'Fresh' },
  late: { tone: 'warn', icon: Hourglass, word: 'Late' },
  stale: { tone: 'bad', icon: CircleAlert, word: 'Stands still' },
};
