import type { Finding } from '../../shared/api/types';

/** The gravest first. */
export const SEVERITIES: Finding['severity'][] = ['reject', 'hold', 'warning', 'info'];
