/** One packet as far as statistics go; times in microseconds. */
export interface ScannedPacket {
  ptsUs: number | null;
  dtsUs: number | null;
  durationUs: number | null;
  key: boolean;
  bytes: number;
  /** Outside the edit list: decoded, never shown. */
  discard?: boolean;
}

/** What a scan over all packets of a video track says. Times in microseconds. */
export interface PacketStatistics {
  /** Packets that are shown. */
  packets: number;
  discarded: number;
  bytes: number;
  startUs: number;
  /** Presentation time of the last frame. */
  lastUs: number;
  /** Duration the container gives the last frame; 0 when none. */
  lastDurationUs: number;
  /** The distance between frames that most of them keep. */
  frameUs: number;
  /** The distance half of them stay below. */
  medianUs: number;
  /** Share of distances that differ from `frameUs`, 0..1. */
  irregularShare: number;
  /** Longest distance between two frames. */
  longestUs: number;
  /** Longest run from one key frame to the next, packets. */
  gopFrames: number;
}

/** Frames come in decode order; none is further from its place than this many. */
const REORDER = 33;
/** Distances are counted in cells of so many microseconds... */
const CELL_US = 100;
/** ...up to so many different ones; more is as variable as it gets. */
const MAX_CELLS = 2000;
/** Containers that count in milliseconds move a frame by up to one. */
const JITTER_US = 1100;

/** Gathers statistics over any number of packets in constant memory. */
export class PacketScan {
  #packets = 0;
  #discarded = 0;
  #bytes = 0;
  #sinceKey = 0;
  #gop = 0;
  #lastDuration = 0;
  #last = Number.NEGATIVE_INFINITY;
  #start = Number.POSITIVE_INFINITY;
  #shown: number | undefined;
  #longest = 0;
  #other = 0;
  readonly #window: number[] = [];
  readonly #cells = new Map<number, { count: number; sum: number }>();

  add({ ptsUs, dtsUs, durationUs, key, bytes, discard }: ScannedPacket): void {
    if (key) this.#sinceKey = 0;
    this.#gop = Math.max(this.#gop, ++this.#sinceKey);
    this.#bytes += bytes;
    if (discard) {
      this.#discarded++;
      return;
    }
    const us = ptsUs ?? dtsUs;
    this.#packets++;
    if (us === null) return;
    this.#start = Math.min(this.#start, us);
    if (us > this.#last) {
      this.#last = us;
      this.#lastDuration = durationUs ?? 0;
    }
    this.#insert(us);
    if (this.#window.length > REORDER) this.#show(this.#window.shift() ?? us);
  }

  /** @returns undefined when no packet had a time */
  finish(): PacketStatistics | undefined {
    for (const us of this.#window.splice(0)) this.#show(us);
    if (!Number.isFinite(this.#start)) return undefined;
    const regularity = this.#regularity();
    return {
      packets: this.#packets,
      discarded: this.#discarded,
      bytes: this.#bytes,
      startUs: this.#start,
      lastUs: this.#last,
      lastDurationUs: this.#lastDuration,
      ...regularity,
      longestUs: this.#longest,
      gopFrames: this.#gop,
    };
  }

  #insert(us: number): void {
    let at = this.#window.length;
    while (at > 0 && (this.#window[at - 1] ?? 0) > us) at--;
    this.#window.splice(at, 0, us);
  }

  #show(us: number): void {
    const distance = this.#shown === undefined ? 0 : us - this.#shown;
    this.#shown = us;
    if (distance <= 0) return;
    this.#longest = Math.max(this.#longest, distance);
    const name = Math.round(distance / CELL_US);
    const cell = this.#cells.get(name);
    if (cell) {
      cell.count++;
      cell.sum += distance;
    } else if (this.#cells.size < MAX_CELLS) this.#cells.set(name, { count: 1, sum: distance });
    else this.#other++;
  }

  /** The commonest distance, with its neighbours within jitter averaged in; the rest is irregular. */
  #regularity(): Pick<PacketStatistics, 'frameUs' | 'medianUs' | 'irregularShare'> {
    const cells = [...this.#cells.entries()].sort(([a], [b]) => a - b);
    const total = cells.reduce((sum, [, { count }]) => sum + count, this.#other);
    if (total === 0) return { frameUs: this.#lastDuration, medianUs: this.#lastDuration, irregularShare: 0 };
    let best = { count: 0, sum: 0 };
    for (const [name] of cells) {
      const near = cells.filter(([other]) => Math.abs(other - name) * CELL_US <= JITTER_US);
      const count = near.reduce((sum, [, cell]) => sum + cell.count, 0);
      if (count > best.count) best = { count, sum: near.reduce((sum, [, cell]) => sum + cell.sum, 0) };
    }
    let below = 0;
    const median =
      cells.find(([, { count }]) => {
        below += count;
        return below >= total / 2;
      })?.[1] ?? best;
    const medianUs = median.sum / median.count;
    return { frameUs: best.sum / best.count, medianUs, irregularShare: 1 - best.count / total };
  }
}
