import { languageName as nameOf } from '../../domain/media/language';

/** Numbers, times and languages as people read them. Everything follows the browser's language. */

const locale = (): string => navigator.language || 'en';

/** `58 s`, `23 min`, `1 h 52 min`. */
export function runtime(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** How long a step took: `0.8 s`, `42 s`, `3 min 05 s`, `2 h 10 min`. */
export function elapsed(ms: number): string {
  if (ms < 9_950) return `${(Math.max(0, ms) / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** A place on a timeline: `0:04.2`, `12:30.0`, `1:02:03.0`. */
export function timecode(ms: number, decimals = 1): string {
  // Rounded before it is taken apart, else 59.96 s would be written 0:60.0.
  const unit = 10 ** decimals;
  const total = Math.round((Math.max(0, ms) / 1000) * unit);
  const hours = Math.floor(total / (3600 * unit));
  const minutes = Math.floor(total / (60 * unit)) % 60;
  const seconds = ((total % (60 * unit)) / unit).toFixed(decimals).padStart(decimals > 0 ? 3 + decimals : 2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

/** Decimal bytes: `1.4 MB`. */
export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = count > 0 ? Math.min(units.length - 1, Math.floor(Math.log10(count) / 3)) : 0;
  const value = count / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

/** `2.4 Mb/s`. */
export const bitrate = (bps: number): string =>
  bps >= 1_000_000 ? `${(bps / 1_000_000).toFixed(1)} Mb/s` : `${Math.round(bps / 1000)} kb/s`;

export const percent = (share: number): string => `${Math.floor(share * 100)} %`;

/** Date and time with its zone. */
export const instant = (iso: string): string =>
  new Intl.DateTimeFormat(locale(), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(iso));

/** Time of day with its zone. */
export const timeOfDay = (iso: string): string =>
  new Intl.DateTimeFormat(locale(), {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(iso));

/** `just now`, `5 minutes ago`, `in 2 days`. */
export function relative(iso: string, now = Date.now()): string {
  const seconds = Math.round((new Date(iso).getTime() - now) / 1000);
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ];
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return seconds > -10 && seconds < 10 ? 'just now' : format.format(seconds, 'second');
}

/** `es` -> `Spanish`, in the reader's language; `Original` for `und`; the tag itself when it has no name. */
export const languageName = (tag: string): string => nameOf(tag, locale());

/** `English, Spanish and French`. */
export const listOf = (words: string[]): string => new Intl.ListFormat(locale(), { type: 'conjunction' }).format(words);

/** The name a picture height is sold under. */
export const qualityName = (height: number): string =>
  height >= 2160 ? '4K' : height >= 1080 ? 'Full HD' : height >= 720 ? 'HD' : 'SD';

/** One count, one noun: `1 title`, `3 titles`. */
export const count = (number: number, noun: string): string =>
  `${number.toLocaleString(locale())} ${noun}${number === 1 ? '' : 's'}`;
