/** mp4box ships types that classic module resolution does not find: as much of it as Headend uses. */
declare module 'mp4box' {
  export interface Movie {
    tracks: { codec: string; video?: { width: number; height: number } }[];
  }
  export class MP4BoxBuffer extends ArrayBuffer {
    static fromArrayBuffer(buffer: ArrayBuffer, fileStart: number): MP4BoxBuffer;
  }
  export function createFile(): {
    onReady?: (info: Movie) => void;
    appendBuffer(buffer: MP4BoxBuffer, last?: boolean): number;
  };
}
