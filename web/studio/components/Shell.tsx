import {
  AppShell,
  Burger,
  Tooltip,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import {
  Activity,
  CalendarRange,
  Clapperboard,
  ExternalLink,
  FileSpreadsheet,
  Film,
  FolderSearch,
  HardDriveUpload,
  Keyboard,
  KeyRound,
  LayoutPanelTop,
  ListChecks,
  MonitorPlay,
  Moon,
  Rss,
  Sun,
  Tv,
  Vault,
  Webhook,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import { NavLink, Outlet, ScrollRestoration, useLocation, useNavigate } from 'react-router';
import { appConfig, operatorKey } from '../../shared/api/client';
import { type ShortcutGroup, Shortcuts } from '../../shared/components/Shortcuts';
import { Mark } from '../../shared/Mark';
import { useKeys } from '../../shared/useKeys';
import { KEY_REFUSED } from '../lib/queries';
import { Connection } from './Connection';
import { GlobalSearch } from './GlobalSearch';
import { KeyGate } from './KeyGate';
import { ProblemPanel } from './States';
import { TestMark } from './TestMark';

const SLICES = [
  { to: '/library', name: 'Library', icon: Film },
  { to: '/layouts', name: 'Layouts', icon: LayoutPanelTop },
  { to: '/ingests', name: 'Ingest', icon: HardDriveUpload },
  { to: '/playback', name: 'Playback', icon: MonitorPlay },
  { to: '/channels', name: 'Channels', icon: Tv },
  { to: '/rights', name: 'Rights', icon: CalendarRange },
  { to: '/avails', name: 'Avails', icon: FileSpreadsheet },
  { to: '/feeds', name: 'Feeds', icon: Rss },
  { to: '/bulk-orders', name: 'Bulk orders', icon: ListChecks },
  { to: '/watch-folders', name: 'Watch folders', icon: FolderSearch },
  { to: '/webhooks', name: 'Webhooks', icon: Webhook },
  { to: '/credentials', name: 'Source credentials', icon: Vault },
  { to: '/keys', name: 'Keys', icon: KeyRound },
  { to: '/operations', name: 'Operations', icon: Activity },
];

const SHORTCUTS: ShortcutGroup[] = [
  {
    name: 'Everywhere',
    keys: [
      [['/'], 'Search'],
      [['G', 'L'], 'Library'],
      [['G', 'I'], 'Ingests'],
      [['G', 'O'], 'Operations'],
      [['G', 'P'], 'Playback'],
      [['G', 'H'], 'Channels'],
      [['G', 'R'], 'Rights'],
      [['G', 'A'], 'Avails'],
      [['G', 'E'], 'Feeds'],
      [['G', 'B'], 'Bulk orders'],
      [['G', 'F'], 'Watch folders'],
      [['G', 'W'], 'Webhooks'],
      [['G', 'C'], 'Source credentials'],
      [['G', 'K'], 'Keys'],
      [['N'], 'New ingest'],
      [['?'], 'This table'],
    ],
  },
  {
    name: 'Rights calendar',
    keys: [
      [['←', '→'], 'Earlier or later'],
      [['Shift ←', 'Shift →'], 'Earlier or later by all that is shown'],
      [['+', '-'], 'Less or more time'],
      [['T'], 'Today'],
      [['J', 'K'], 'Window after or before'],
      [['Escape'], 'Close the window'],
    ],
  },
  {
    name: 'Week of a channel',
    keys: [
      [['↑', '↓'], 'Airing before or after'],
      [['←', '→'], 'The same time of another day'],
      [['Enter'], 'Look at the airing, replace it, put a break into it'],
    ],
  },
  {
    name: 'Ingest run',
    keys: [
      [['Space', 'K'], 'Play or pause the proxy'],
      [[',', '.'], 'One frame back or forward'],
      [['←', '→'], 'One second back or forward'],
      [['J', 'L'], 'Ten seconds back or forward'],
      [['Shift ←', 'Shift →'], 'Finding before or after'],
      [['Home', 'End'], 'First or last frame'],
    ],
  },
];

/** The control room around every page: slices on the left, search and settings above. */
export function Shell() {
  const [opened, { toggle, close }] = useDisclosure(false);
  const [help, setHelp] = useState(false);
  const [given, setGiven] = useState(operatorKey.read());
  const [refused, setRefused] = useState(false);
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const config = useQuery({ queryKey: ['app-config'], queryFn: appConfig, staleTime: Number.POSITIVE_INFINITY });
  useKeys({
    '?': () => setHelp(true),
    '/': () => document.getElementById('global-search')?.focus(),
    'g l': () => navigate('/library'),
    'g i': () => navigate('/ingests'),
    'g o': () => navigate('/operations'),
    'g p': () => navigate('/playback'),
    'g h': () => navigate('/channels'),
    'g r': () => navigate('/rights'),
    'g a': () => navigate('/avails'),
    'g e': () => navigate('/feeds'),
    'g b': () => navigate('/bulk-orders'),
    'g f': () => navigate('/watch-folders'),
    'g w': () => navigate('/webhooks'),
    'g c': () => navigate('/credentials'),
    'g k': () => navigate('/keys'),
    n: () => navigate('/ingests/new'),
  });

  useEffect(() => {
    const forget = () => {
      setGiven(null);
      setRefused(true);
    };
    window.addEventListener(KEY_REFUSED, forget);
    return () => window.removeEventListener(KEY_REFUSED, forget);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu that led to it
  useEffect(close, [pathname]);

  const ready = config.data && (config.data.keys?.operator || given);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={0}
      transitionDuration={0}
    >
      <a className="skip-link" href="#content">
        Skip to the page
      </a>
      <AppShell.Header className="head">
        <Burger
          opened={opened}
          onClick={toggle}
          hiddenFrom="sm"
          size="sm"
          aria-label={opened ? 'Close the menu' : 'Open the menu'}
        />
        <NavLink to="/ingests" className="head-brand" aria-label="Headend Studio">
          <Mark size={22} />
          <span>Headend</span>
          <small>Studio</small>
        </NavLink>
        {ready && <GlobalSearch />}
        <TestMark test={(given ?? config.data?.keys?.operator ?? '').startsWith('hk_test_')} />
        <div className="head-end">
          <Tooltip label="Keyboard shortcuts">
            <UnstyledButton
              className="icon-button"
              visibleFrom="sm"
              onClick={() => setHelp(true)}
              aria-label="Keyboard shortcuts"
            >
              <Keyboard size={18} aria-hidden="true" />
            </UnstyledButton>
          </Tooltip>
          <ThemeSwitch />
        </div>
      </AppShell.Header>
      <AppShell.Navbar className="nav" aria-label="Slices">
        <ul>
          {SLICES.map(({ to, name, icon: Icon }) => (
            <li key={to}>
              <NavLink to={to}>
                <Icon size={18} aria-hidden="true" />
                {name}
              </NavLink>
            </li>
          ))}
        </ul>
        <ul className="nav-out">
          <li>
            <a href="/">
              <Clapperboard size={18} aria-hidden="true" />
              Viewer
            </a>
          </li>
          {config.data?.temporal_ui && (
            <li>
              <a href={config.data.temporal_ui} target="_blank" rel="noreferrer">
                <ExternalLink size={18} aria-hidden="true" />
                Temporal
              </a>
            </li>
          )}
        </ul>
      </AppShell.Navbar>
      <AppShell.Main id="content" className="page" tabIndex={-1}>
        <Connection />
        {config.error ? <ProblemPanel error={config.error} onRetry={() => config.refetch()} /> : null}
        {ready && <Outlet />}
        {config.data && !ready && <KeyGate refused={refused} onKey={setGiven} />}
      </AppShell.Main>
      <ScrollRestoration />
      <Shortcuts open={help} onClose={() => setHelp(false)} groups={SHORTCUTS} />
    </AppShell>
  );
}

function ThemeSwitch() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('dark');
  const next = scheme === 'dark' ? 'light' : 'dark';
  return (
    <Tooltip label={`Use the ${next} theme`}>
      <UnstyledButton className="icon-button" onClick={() => setColorScheme(next)} aria-label={`Use the ${next} theme`}>
        {scheme === 'dark' ? <Sun size={18} aria-hidden="true" /> : <Moon size={18} aria-hidden="true" />}
      </UnstyledButton>
    </Tooltip>
  );
}
