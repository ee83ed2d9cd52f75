import { hash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { AirWindow } from '../../domain/linear/live/air';
import { beginsAt, GUARD_MS, msnAt, windowTo } from '../../domain/linear/live/air';
import type { AddressOf, LiveChannel, LiveRendition, LiveVariant } from '../../domain/linear/live/channel';
import { LONGEST_START_OVER_MS } from '../../domain/linear/live/channel';
import { mpdWriter } from '../../domain/linear/live/dash';
import { type Edge, edgeOf, isOnAir } from '../../domain/linear/live/edge';
import { playlistWriter } from '../../domain/linear/live/hls';
import { multivariantPlaylist } from '../../domain/linear/live/multivariant';

/** A manifest as bytes, made once for everybody. */
export interface LiveDocument {
  type: string;
  body: Buffer;
  /** Made when somebody first takes it. */
  zipped(): Buffer;
  /** Without its quotes. */
  etag: string;
  /** May be kept by caches so long, seconds. */
  maxAge: number;
}

/** A clock that was set back so much at most serves on what it served, milliseconds: numbers never go back. */
const CLOCK_STEP_MS = 60_000;
/** Manifests kept in memory: of the edges, and of start-overs. */
const MOST_DOCUMENTS = 20_000;
const MOST_START_OVERS = 1_000;
/** Whoever asks for many different starts of half a day each gets no more of the memory. */
const MOST_START_OVER_BYTES = 64_000_000;

const HLS = 'application/vnd.apple.mpegurl';
const DASH = 'application/dash+xml';

/**
 * The manifests of channels, each made once for its edge and kept as bytes. What they are made of is told at each call; what is kept
 * only saves work.
 *
 * @param addressOf where a row's media lies, the same on every node
 */
export function liveDocuments(addressOf: AddressOf) {
  const writePlaylist = playlistWriter({ addressOf });
  const writeMpd = mpdWriter({ addressOf });
  const edges = new Map<string, Edge>();
  const kept = limitedMap<{ window: AirWindow; document: LiveDocument }>(MOST_DOCUMENTS);
  const startOvers = limitedMap<{ window: AirWindow; document: LiveDocument }>(MOST_START_OVERS, {
    most: MOST_START_OVER_BYTES,
    of: ({ document }) => document.body.length,
  });

  const edgeAt = (channel: LiveChannel, variant: LiveVariant, now: number): AirWindow | undefined => {
    const name = `${channel.id} ${variant.territory}`;
    const known = edges.get(name);
    const same = known?.rows === variant.rows && known.assets === channel.assets;
    if (known && same && now < known.until && now > known.window.at - CLOCK_STEP_MS)
      return isOnAir(channel, known, now) ? known.window : undefined;
    const made = edgeOf(channel, variant, now);
    if (!made) return undefined;
    edges.set(name, made);
    return isOnAir(channel, made, now) ? made.window : undefined;
  };

  /** Keep what `make` makes for a window under a name. */
  const once = (
    name: string,
    window: AirWindow,
    startAt: number | undefined,
    make: () => LiveDocument,
  ): LiveDocument => {
    const store = startAt === undefined ? kept : startOvers;
    const key = startAt === undefined ? name : `${name} ${startAt}`;
    const known = store.get(key);
    if (known?.window === window) return known.document;
    const document = make();
    store.set(key, { window, document });
    return document;
  };

  return {
    /** The window that ends at the newest segment; undefined when the channel is off air. @param now epoch milliseconds */
    edgeAt,

    /** @param startAt play from this instant on, epoch milliseconds */
    playlist(channel: LiveChannel, variant: LiveVariant, rendition: LiveRendition, edge: AirWindow, startAt?: number) {
      const track = rendition.kind === 'video' ? rendition.rung : rendition.language;
      const name = `${channel.id} ${variant.territory} ${rendition.kind} ${track}`;
      return once(name, edge, startAt, () => {
        const { window, startOffsetMs } =
          startAt === undefined
            ? { window: edge, startOffsetMs: undefined }
            : windowFrom(channel, variant, edge, startAt);
        const text = writePlaylist({ channel, variant, rendition, window, startOffsetMs });
        return documentOf(HLS, text, channel, variant, edge);
      });
    },

    mpd(channel: LiveChannel, variant: LiveVariant, edge: AirWindow, startAt?: number, query?: string) {
      return once(`${channel.id} ${variant.territory} mpd`, edge, startAt, () => {
        const more =
          startAt === undefined
            ? { window: edge }
            : { ...windowFrom(channel, variant, edge, startAt), depthMs: LONGEST_START_OVER_MS, query };
        return documentOf(DASH, writeMpd({ channel, variant, ...more }), channel, variant, edge);
      });
    },

    multivariant(channel: LiveChannel, variant: LiveVariant, edge: AirWindow, startAt?: number, query?: string) {
      return once(`${channel.id} ${variant.territory} multivariant`, edge, startAt, () =>
        documentOf(HLS, multivariantPlaylist(channel, variant, query), channel, variant, edge),
      );
    },
  };
}

/** The window from the segment on that is on air at an instant, where that is before the channel's own window. */
function windowFrom(channel: LiveChannel, variant: LiveVariant, edge: AirWindow, startAt: number) {
  const air = { rows: variant.rows, assets: channel.assets };
  const backMs = Math.min(edge.at - GUARD_MS - startAt, LONGEST_START_OVER_MS);
  const long = windowTo(air, edge.last, backMs);
  const window = msnAt(variant, long.first) < msnAt(variant, edge.first) ? long : edge;
  return { window, startOffsetMs: Math.max(0, startAt - beginsAt(air, window.first)) };
}

function documentOf(
  type: string,
  text: string,
  channel: LiveChannel,
  variant: LiveVariant,
  edge: AirWindow,
): LiveDocument {
  const body = Buffer.from(text);
  const edition = variant.rows[edge.last.index]?.edition ?? 0;
  const digest = hash('sha1', body, 'base64url').slice(0, 12);
  let zipped: Buffer | undefined;
  return {
    type,
    body,
    zipped: () => {
      zipped ??= gzipSync(body);
      return zipped;
    },
    etag: `${msnAt(variant, edge.last)}.${edition}.${digest}`,
    maxAge: Math.max(1, Math.floor(channel.format.targetSeconds / 2)),
  };
}

/** A map that forgets what was written longest ago: of more entries, or more bytes of them. */
function limitedMap<Value>(most: number, bytes?: { most: number; of(value: Value): number }) {
  const entries = new Map<string, Value>();
  const sizeOf = (value: Value | undefined): number => (value === undefined ? 0 : (bytes?.of(value) ?? 0));
  let sum = 0;
  const forget = (key: string): void => {
    sum -= sizeOf(entries.get(key));
    entries.delete(key);
  };
  return {
    get: (key: string) => entries.get(key),
    set(key: string, value: Value) {
      forget(key);
      entries.set(key, value);
      sum += sizeOf(value);
      for (const oldest of entries.keys()) {
        if (entries.size <= most && sum <= (bytes?.most ?? 0)) return;
        forget(oldest);
      }
    },
  };
}
