import { existsSync } from 'node:fs';
import path from 'node:path';
import express, { Router } from 'express';
import { HeadendError } from '../domain/failures';
import { sendProblem } from './http/problems';

/** Doors of the API, which answer for themselves; `request.accepts` says yes to programs that take anything. */
const NOT_PAGES = /^\/(v1|docs|media|assets|feeds|live|ads|healthz|readyz|metrics)(\/|$)|\.[a-z0-9]+$/i;
const YEAR_S = 31_536_000;

/** What the pages may ask for when they are opened on the machine of the stack. */
export interface PageOptions {
  /** Folder of the built pages (web/dist). */
  dist: string;
  /** JSON of keys by role; absent outside the local stack. */
  localKeys?: string;
  temporalUiUrl: string;
}

/** The viewer at `/` and `/watch/…`, the studio at `/studio/…`, and what they need. */
export function pagesRouter({ dist, localKeys, temporalUiUrl }: PageOptions): Router {
  const router = Router();
  router.get('/app-config.json', (request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    const near =
      isLoopback(request.socket.remoteAddress) && isLoopbackHost(request.get('host')) && !isForwarded(request);
    const keys = near && localKeys ? (JSON.parse(localKeys) as Record<string, string>) : undefined;
    response.json({ keys, temporal_ui: near ? temporalUiUrl : null });
  });
  router.use(
    '/assets',
    express.static(path.join(dist, 'assets'), {
      index: false,
      fallthrough: true,
      immutable: true,
      maxAge: YEAR_S * 1000,
    }),
  );
  router.use(express.static(dist, { index: false, redirect: false, maxAge: 0 }));
  const page = (name: string) => path.join(dist, name, 'index.html');
  router.get(['/studio', '/studio/*rest'], (_request, response) => sendPage(response, page('studio')));
  // Every other address that a person opens is the viewer's, which says itself when there is no such page.
  router.get(['/', '/*rest'], (request, response, next) => {
    if (NOT_PAGES.test(request.path) || !request.accepts('html')) next();
    else sendPage(response, page('viewer'));
  });
  return router;
}

function sendPage(response: express.Response, file: string): void {
  if (existsSync(file)) {
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(file, { dotfiles: 'allow' });
  } else {
    sendProblem(response, new HeadendError('request/not-found', 'The pages are not built: run npm run build.'));
  }
}

const isLoopback = (address: string | undefined): boolean => /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address ?? '');

/** A proxy or tunnel on this machine asks for somebody elsewhere. */
const isForwarded = ({ headers }: express.Request): boolean =>
  ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via'].some((name) => headers[name] !== undefined);

/** A page of a stranger whose name was made to point here must not read the keys (DNS rebinding). */
const isLoopbackHost = (host: string | undefined): boolean =>
  /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host ?? '');
