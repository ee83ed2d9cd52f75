import type { ShortcutGroup } from '../../shared/components/Shortcuts';

/** Every key the viewer answers to. */
export const SHORTCUTS: ShortcutGroup[] = [
  {
    name: 'Everywhere',
    keys: [
      [['/'], 'Search'],
      [['G'], 'Guide'],
      [['←', '→', '↑', '↓'], 'Move between films'],
      [['Enter'], 'Choose'],
      [['?'], 'This table'],
    ],
  },
  {
    name: 'Player',
    keys: [
      [['Space'], 'Play or pause'],
      [['←', '→'], 'Back or forward 10 seconds'],
      [['M'], 'Sound on or off'],
      [['C'], 'Captions on or off'],
      [['<', '>'], 'Slower or faster'],
      [['F'], 'Full screen'],
      [['Esc'], 'Back to the film’s page'],
    ],
  },
  {
    name: 'Channels',
    keys: [
      [['↑', '↓'], 'Next channel, channel before'],
      [['Enter'], 'What is on, and what to do with it'],
      [['S'], 'Start over'],
      [['L'], 'Back to live'],
      [['G'], 'Guide'],
    ],
  },
];
