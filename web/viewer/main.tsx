import '../shared/base.css';
import './styles/frame.css';
import './styles/home.css';
import './styles/title.css';
import './styles/player.css';
import './styles/guide.css';
import './styles/live.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { patient } from '../shared/api/patient';
import { Broken } from './components/Broken';
import { Frame } from './components/Frame';
import { Guide } from './pages/Guide';
import { Home } from './pages/Home';
import { NotFound } from './pages/NotFound';
import { Search } from './pages/Search';
import { TitlePage } from './pages/TitlePage';

const queries = new QueryClient({ defaultOptions: patient(30_000) });

const router = createBrowserRouter([
  {
    element: <Frame />,
    errorElement: <Broken />,
    children: [
      {
        errorElement: <Broken />,
        children: [
          { path: '/', element: <Home /> },
          { path: '/title/:titleId', element: <TitlePage /> },
          { path: '/search', element: <Search /> },
          { path: '/guide', element: <Guide /> },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
  {
    path: '/watch/:titleId',
    errorElement: <Broken />,
    hydrateFallbackElement: <p className="watch watch-wait">Opening the player</p>,
    lazy: async () => ({ Component: (await import('./pages/Watch')).Watch }),
  },
  {
    path: '/channels/:slug',
    errorElement: <Broken />,
    hydrateFallbackElement: <p className="watch watch-wait">Opening the player</p>,
    lazy: async () => ({ Component: (await import('./pages/Live')).Live }),
  },
]);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
