/** What a screen makes of code values, as far as flash counting needs it. */
export interface ScreenModel {
  /** Screen luminance in cd/m2 by 8-bit luma code. */
  luminance: Float32Array;
  /** Linear light, 0..1, by 8-bit RGB code in full range. */
  linear: Float32Array;
}

/** Peak of the standard dynamic range screen that ITU-R BT.1702 assumes, cd/m2. */
const SDR_PEAK = 200;
/** Display gamma of ITU-R BT.1886. */
const SDR_GAMMA = 2.4;

/**
 * Luminance by code value for a transfer as ffprobe names it. SDR is BT.1886 on a 200 cd/m2 screen, `smpte2084` is absolute (SMPTE ST 2084),
 * `arib-std-b67` is HLG on a 1,000 cd/m2 screen with system gamma 1.2 (ITU-R BT.2100).
 */
export function screenModel(transfer: string, range: 'limited' | 'full'): ScreenModel {
  const light = lightOf(transfer);
  const luminance = Float32Array.from({ length: 256 }, (_, code) =>
    light(range === 'full' ? code / 255 : Math.min(1, Math.max(0, (code - 16) / 219))),
  );
  const linear = Float32Array.from({ length: 256 }, (_, code) => light(code / 255) / light(1));
  return { luminance, linear };
}

function lightOf(transfer: string): (signal: number) => number {
  if (transfer === 'smpte2084') return perceptualQuantizer;
  if (transfer === 'arib-std-b67') return (signal) => 1000 * hybridLogGamma(signal) ** 1.2;
  return (signal) => SDR_PEAK * signal ** SDR_GAMMA;
}

/** SMPTE ST 2084 EOTF, cd/m2. */
function perceptualQuantizer(signal: number): number {
  const power = signal ** (1 / 78.84375);
  return 10_000 * (Math.max(power - 0.8359375, 0) / (18.8515625 - 18.6875 * power)) ** (1 / 0.1593017578125);
}

/** Inverse OETF of ITU-R BT.2100 HLG, scene light 0..1. */
const hybridLogGamma = (signal: number): number =>
  signal <= 0.5 ? signal ** 2 / 3 : (Math.exp((signal - 0.55991073) / 0.17883277) + 0.28466892) / 12;
