import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;

/** shaka-player's stylesheet pulls Roboto from fonts.gstatic.com; no request of ours leaves the machine. */
const withoutRemoteFonts = (): Plugin => ({
  name: 'headend-without-remote-fonts',
  enforce: 'pre',
  transform: (code, id) =>
    /shaka-player[\\/]dist[\\/]controls.*\.css/.test(id)
      ? { code: code.replace(/@font-face\s*\{[^}]*gstatic[^}]*\}/g, ''), map: null }
      : undefined,
});

/** In development, page addresses lead to their application as they do behind the API server. */
const pages = (): Plugin => ({
  name: 'headend-pages',
  configureServer(server) {
    server.middlewares.use((request, _reply, next) => {
      const isPage = request.headers.accept?.includes('text/html') && !path.extname((request.url ?? '').split('?')[0]!);
      if (isPage) request.url = request.url?.startsWith('/studio') ? '/studio/index.html' : '/viewer/index.html';
      next();
    });
  },
});

/** Two applications, one build. `HEADEND_API` is where `vite dev` finds the API (or `web/dev/mock-api.mjs`). */
export default defineConfig({
  root: here,
  base: '/',
  appType: 'mpa',
  plugins: [react(), withoutRemoteFonts(), pages()],
  build: {
    outDir: path.join(here, 'dist'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    // shaka-player with its UI is one file of 930 kB, loaded only when something plays.
    chunkSizeWarningLimit: 1000,
    rollupOptions: {
      input: { viewer: path.join(here, 'viewer/index.html'), studio: path.join(here, 'studio/index.html') },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/v1', '/media', '/app-config.json', '/docs'].map((prefix) => [
        prefix,
        process.env.HEADEND_API ?? 'http://127.0.0.1:8080',
      ]),
    ),
  },
});
