import '@mantine/core/styles.css';
import '../shared/base.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/pages.css';
import './styles/run.css';
import './styles/sides.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, Navigate } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { HeadendProblem } from '../shared/api/problem';
import { Shell } from './components/Shell';
import { IngestList } from './pages/IngestList';
import { IngestRunPage } from './pages/IngestRun';
import { Library } from './pages/Library';
import { NewIngest } from './pages/NewIngest';
import { NotFound } from './pages/NotFound';
import { Operations } from './pages/Operations';
import { TitlePage } from './pages/TitlePage';
import { cssVariables, theme } from './theme';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 1_000,
      retry: (failures, error) => failures < 2 && HeadendProblem.from(error).retryable,
    },
  },
});

const router = createBrowserRouter(
  [
    {
      element: <Shell />,
      children: [
        { path: '/', element: <Navigate to="/ingests" replace /> },
        { path: '/library', element: <Library /> },
        { path: '/library/:titleId', element: <TitlePage /> },
        { path: '/ingests', element: <IngestList /> },
        { path: '/ingests/new', element: <NewIngest /> },
        { path: '/ingests/:ingestId', element: <IngestRunPage /> },
        { path: '/operations', element: <Operations /> },
        { path: '*', element: <NotFound /> },
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
