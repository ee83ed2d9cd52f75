import '@mantine/core/styles.css';
import '../shared/base.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/pages.css';
import './styles/run.css';
import './styles/timeline.css';
import './styles/findings.css';
import './styles/sides.css';
import './styles/door.css';
import './styles/intake.css';
import './styles/editor.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ComponentType, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, Navigate } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { Broken } from './components/Broken';
import { Shell } from './components/Shell';
import { createQueries } from './lib/queries';
import { IngestList } from './pages/IngestList';
import { NotFound } from './pages/NotFound';
import { cssVariables, theme } from './theme';

const queries = createQueries();

/** A page that is fetched when somebody goes there. */
const later = (page: () => Promise<ComponentType>) => async () => ({ Component: await page() });

const router = createBrowserRouter(
  [
    {
      element: <Shell />,
      errorElement: <Broken />,
      hydrateFallbackElement: <p className="visually-hidden">Loading the studio</p>,
      children: [
        {
          errorElement: <Broken />,
          children: [
            { path: '/', element: <Navigate to="/ingests" replace /> },
            { path: '/library', lazy: later(async () => (await import('./pages/Library')).Library) },
            { path: '/library/new', lazy: later(async () => (await import('./pages/NewTitle')).NewTitlePage) },
            {
              path: '/library/lists',
              lazy: later(async () => (await import('./pages/CatalogLists')).CatalogListsPage),
            },
            { path: '/library/:titleId', lazy: later(async () => (await import('./pages/TitlePage')).TitlePage) },
            {
              path: '/library/:titleId/edit',
              lazy: later(async () => (await import('./pages/TitleEditor')).TitleEditorPage),
            },
            { path: '/layouts', lazy: later(async () => (await import('./pages/Layouts')).Layouts) },
            {
              path: '/layouts/:layoutKey',
              lazy: later(async () => (await import('./pages/LayoutsEditor')).LayoutsEditor),
            },
            { path: '/ingests', element: <IngestList /> },
            { path: '/ingests/new', lazy: later(async () => (await import('./pages/NewIngest')).NewIngest) },
            {
              path: '/ingests/:ingestId',
              lazy: later(async () => (await import('./pages/IngestRun')).IngestRunPage),
            },
            { path: '/channels', lazy: later(async () => (await import('./pages/Channels')).Channels) },
            { path: '/channels/new', lazy: later(async () => (await import('./pages/ChannelNew')).ChannelNew) },
            {
              path: '/channels/:channelId',
              lazy: later(async () => (await import('./pages/ChannelWeek')).ChannelWeek),
            },
            {
              path: '/channels/:channelId/rules',
              lazy: later(async () => (await import('./pages/ChannelRules')).ChannelRules),
            },
            {
              path: '/channels/:channelId/as-run',
              lazy: later(async () => (await import('./pages/ChannelAsRun')).ChannelAsRun),
            },
            {
              path: '/channels/:channelId/settings',
              lazy: later(async () => (await import('./pages/ChannelSettings')).ChannelSettings),
            },
            { path: '/playback', lazy: later(async () => (await import('./pages/Playback')).Playback) },
            { path: '/webhooks', lazy: later(async () => (await import('./pages/Webhooks')).Webhooks) },
            {
              path: '/webhooks/:endpointId',
              lazy: later(async () => (await import('./pages/WebhookPage')).WebhookPage),
            },
            { path: '/keys', lazy: later(async () => (await import('./pages/Keys')).Keys) },
            { path: '/credentials', lazy: later(async () => (await import('./pages/Credentials')).Credentials) },
            { path: '/avails', lazy: later(async () => (await import('./pages/Avails')).Avails) },
            {
              path: '/avails/:importId',
              lazy: later(async () => (await import('./pages/AvailsImportPage')).AvailsImportPage),
            },
            {
              path: '/rights',
              lazy: later(async () => (await import('./pages/RightsCalendar')).RightsCalendar),
            },
            {
              path: '/rights/conflicts',
              lazy: later(async () => (await import('./pages/RightsConflicts')).RightsConflicts),
            },
            {
              path: '/rights/expiring',
              lazy: later(async () => (await import('./pages/RightsExpiring')).RightsExpiring),
            },
            { path: '/rights/why', lazy: later(async () => (await import('./pages/RightsWhy')).RightsWhy) },
            {
              path: '/rights/simulator',
              lazy: later(async () => (await import('./pages/RightsSimulator')).RightsSimulator),
            },
            { path: '/rights/new', lazy: later(async () => (await import('./pages/RightsNew')).RightsNew) },
            { path: '/feeds', lazy: later(async () => (await import('./pages/Feeds')).Feeds) },
            { path: '/bulk-orders', lazy: later(async () => (await import('./pages/BulkOrders')).BulkOrders) },
            {
              path: '/bulk-orders/:bulkId',
              lazy: later(async () => (await import('./pages/BulkOrderPage')).BulkOrderPage),
            },
            { path: '/watch-folders', lazy: later(async () => (await import('./pages/WatchFolders')).WatchFolders) },
            {
              path: '/watch-folders/:folderId',
              lazy: later(async () => (await import('./pages/WatchFolderPage')).WatchFolderPage),
            },
            { path: '/operations', lazy: later(async () => (await import('./pages/Operations')).Operations) },
            { path: '*', element: <NotFound /> },
          ],
        },
      ],
    },
  ],
  { basename: '/studio' },
);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="dark">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
