import '../shared/base.css';
import './styles/frame.css';
import './styles/home.css';
import './styles/title.css';
import './styles/player.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { HeadendProblem } from '../shared/api/problem';
import { Frame } from './components/Frame';
import { Home } from './pages/Home';
import { NotFound } from './pages/NotFound';
import { Search } from './pages/Search';
import { TitlePage } from './pages/TitlePage';
import { Watch } from './pages/Watch';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => failures < 2 && HeadendProblem.from(error).retryable,
    },
  },
});

const router = createBrowserRouter([
  {
    element: <Frame />,
    children: [
      { path: '/', element: <Home /> },
      { path: '/title/:titleId', element: <TitlePage /> },
      { path: '/search', element: <Search /> },
      { path: '*', element: <NotFound /> },
    ],
  },
  { path: '/watch/:titleId', element: <Watch /> },
]);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
