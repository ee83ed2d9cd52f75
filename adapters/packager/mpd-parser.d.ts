/** mpd-parser ships no types: as much of its answer as Headend reads. */
declare module 'mpd-parser' {
  export interface MpdSegment {
    uri: string;
    duration: number;
    map?: { uri: string };
  }
  export interface MpdPlaylist {
    attributes: { NAME: string; CODECS?: string; BANDWIDTH: number; RESOLUTION?: { width: number; height: number } };
    segments: MpdSegment[];
  }
  /** Group, then label, then its tracks. */
  export type MpdMediaGroup = Record<string, Record<string, { language: string; playlists: MpdPlaylist[] }>>;
  export function parse(
    mpd: string,
    options?: { manifestUri?: string },
  ): {
    duration: number;
    playlists: MpdPlaylist[];
    mediaGroups: { AUDIO: MpdMediaGroup; SUBTITLES: MpdMediaGroup };
  };
}
