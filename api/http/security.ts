import type { RequestHandler } from 'express';

/**
 * Headers for every answer. `connect` names origins that pages may talk to beside their own, such as the object store; `images` those
 * whose pictures they may show, such as logos of channels.
 */
export function securityHeaders({
  https,
  connect,
  images,
}: {
  https: boolean;
  connect: readonly string[];
  images: readonly string[];
}): RequestHandler {
  const policy = [
    "default-src 'self'",
    "script-src 'self'",
    // The component library sets styles from scripts.
    "style-src 'self' 'unsafe-inline'",
    `img-src ${["'self' data: blob:", ...images].join(' ')}`,
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  return (_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'same-origin',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    });
    if (https) response.set('Strict-Transport-Security', 'max-age=31536000');
    next();
  };
}
