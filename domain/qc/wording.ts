/** `12.3 s`; milliseconds in. */
export const seconds = (ms: number): string => `${decimal(ms / 1000)} s`;

/** One digit after the point, none when it is zero. */
export const decimal = (value: number): string => String(Math.round(value * 10) / 10);
