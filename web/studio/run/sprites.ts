import { useQuery } from '@tanstack/react-query';
import { inherited } from './proxy';

/** One picture on a sprite sheet. */
export interface Tile {
  url: string;
  startMs: number;
  endMs: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

function millis(clock: string): number {
  const [seconds = 0, minutes = 0, hours = 0] = clock.trim().split(':').reverse().map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** Read a WebVTT of sprite tiles (`sheet.jpg#xywh=…`). Addresses are resolved against the file's own. */
export function parseTiles(vtt: string, base: string): Tile[] {
  return vtt.split(/\r?\n\r?\n/).flatMap((block) => {
    const lines = block.split(/\r?\n/);
    const index = lines.findIndex((line) => line.includes('-->'));
    const target = lines[index + 1];
    const area = target && /^(.*)#xywh=(?:pixel:)?(\d+),(\d+),(\d+),(\d+)/.exec(target);
    if (index < 0 || !area) return [];
    const [start = '', end = ''] = lines[index]!.split('-->');
    const [x, y, width, height] = area.slice(2).map(Number) as [number, number, number, number];
    return [
      {
        url: inherited(new URL(area[1]!, base).href, base),
        startMs: millis(start),
        endMs: millis(end.trim().split(' ')[0]!),
        x,
        y,
        width,
        height,
      },
    ];
  });
}

/** The tiles of a run; none while they are not made yet. */
export const useTiles = (vtt: string | null | undefined) =>
  useQuery({
    queryKey: ['tiles', vtt],
    enabled: Boolean(vtt),
    staleTime: 30_000,
    retry: false,
    queryFn: async ({ signal }) => {
      const address = new URL(vtt!, location.href).href;
      const reply = await fetch(address, { signal });
      return reply.ok ? parseTiles(await reply.text(), address) : [];
    },
  });
