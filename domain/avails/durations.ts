const ISO =
  /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?=.)(?:(\d+(?:\.\d+)?)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/**
 * Seconds of an ISO 8601 duration, or of the sheet's `hh[:mm[:ss]]`. A month counts 30 days and a year 365, as rentals do.
 *
 * @returns undefined for other text
 */
export function secondsOf(text: string): number | undefined {
  const negative = text.trim().startsWith('-');
  const plain = text.trim().replace(/^-/, '');
  const seconds = isoSeconds(plain) ?? clockSeconds(plain);
  return seconds === undefined || !Number.isSafeInteger(seconds) ? undefined : negative ? -seconds : seconds;
}

function isoSeconds(text: string): number | undefined {
  const parts = ISO.exec(text)?.slice(1);
  if (!parts) return undefined;
  const units = [365 * 86_400, 30 * 86_400, 7 * 86_400, 86_400, 3600, 60, 1];
  return Math.round(parts.reduce((sum, part, index) => sum + Number(part ?? 0) * (units[index] ?? 0), 0));
}

function clockSeconds(text: string): number | undefined {
  const parts = /^(\d{1,6})(?::([0-5]\d)(?::([0-5]\d))?)?$/.exec(text)?.slice(1);
  return parts && Number(parts[0]) * 3600 + Number(parts[1] ?? 0) * 60 + Number(parts[2] ?? 0);
}

/** A length of time as ISO 8601: whole days where it is made of them, else hours, minutes and seconds. */
export function isoDuration(seconds: number): string {
  const size = Math.abs(seconds);
  const sign = seconds < 0 ? '-' : '';
  if (size % 86_400 === 0) return `${sign}P${size / 86_400}D`;
  const [hours, minutes, rest] = [Math.floor(size / 3600), Math.floor(size / 60) % 60, size % 60];
  return `${sign}PT${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${rest ? `${rest}S` : ''}`;
}
