import type http from 'node:http';

/** How often connections that have become idle are closed, milliseconds. */
const LOOK_EVERY_MS = 50;

/**
 * Stop taking connections, let running requests end, then cut what is left. A connection that is kept alive takes no
 * further request: its next answer closes it, and it is closed as soon as it is idle.
 *
 * @param graceMs time that running requests have
 */
export function closeGracefully(server: http.Server, graceMs: number): Promise<void> {
  server.prependListener('request', (_request, response) => {
    response.shouldKeepAlive = false;
  });
  return new Promise((resolve) => {
    const look = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS);
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearInterval(look);
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
