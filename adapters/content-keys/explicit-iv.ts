import { createHmac } from 'node:crypto';

/**
 * The constant initialisation vector of what is encrypted with a key under cbcs, 16 bytes. It follows from the key, so whoever
 * tells of the key (SPEKE, licence services for FairPlay) says the same as the samples' own headers. It is no secret.
 */
export const explicitIv = (key: Uint8Array): Buffer =>
  createHmac('sha256', key).update('explicit initialisation vector').digest().subarray(0, 16);
