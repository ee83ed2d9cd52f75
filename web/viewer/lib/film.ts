import type shaka from 'shaka-player/dist/shaka-player.ui-es2021';
import { isDeclared } from '../../../domain/media/language';
import type { PlaybackSession } from '../../shared/api/types';
import { languageName } from '../../shared/format';
import { unlock } from '../../shared/media/licence';
import { loadShaka } from '../../shared/media/shaka';
import type { Beats } from './beats';
import { prefer, preferences } from './progress';

/** How a film is delivered; `?f=dash` in the address chooses. */
export type Format = 'hls' | 'dash';

const KEY_SEEK_SECONDS = 10;

/** The controls of everything that plays. */
export const uiConfiguration = {
  controlPanelElements: [
    'play_pause',
    'mute_volume',
    'time_and_duration',
    'spacer',
    'overflow_menu',
    'picture_in_picture',
    'fullscreen',
  ],
  // One menu holds captions and how they look, audio, picture and speed.
  // Its own word for a language that nobody declared is none.
  customTrackLabel: (name: string, { language }: { language: string }) =>
    isDeclared(language) ? name : languageName(language),
  overflowMenuButtons: ['captions', 'captions-size', 'captions-position', 'language', 'quality', 'playback_rate'],
  bigButtons: ['play_pause_buffering'],
  seekBarColors: {
    base: 'rgb(255 255 255 / 24%)',
    buffered: 'rgb(255 255 255 / 40%)',
    played: '#6ea8fe',
    adBreaks: '#f1b33c',
    chapters: 'rgb(255 255 255 / 60%)',
  },
  volumeBarColors: { base: 'rgb(255 255 255 / 32%)', level: '#ffffff' },
  // The page answers the keyboard even before anything in it was clicked.
  enableKeyboardPlaybackControlsInWindow: true,
  keyboardSeekDistance: KEY_SEEK_SECONDS,
  // Its own captions key does nothing until captions were on once; and a film is not for taking pictures of.
  shortcuts: { captions: '', take_screenshot: '' },
  enableTooltips: true,
  // Without the receiver id nothing of Google Cast is fetched.
  castReceiverAppId: '',
  customContextMenu: false,
  fadeDelay: 0,
};

/** A film that plays in a container, with its controls. */
export interface Film {
  player: shaka.Player;
  /** Captions off, or on in the language last chosen, else the viewer's own, else the first there is. */
  toggleCaptions(): void;
  destroy(): Promise<unknown>;
}

/** Captions come back on when the viewer had them on last time. */
export function restoreChoices(player: shaka.Player): void {
  const { captions } = preferences();
  if (!captions) {
    player.selectTextTrack(null);
    return;
  }
  const track = player.getTextTracks().find(({ language }) => language === captions);
  if (track) player.selectTextTrack(track);
}

/** Captions off, or on in the language last chosen, else the viewer's own, else the first there is. */
export function toggleCaptions(player: shaka.Player): void {
  const tracks = player.getTextTracks();
  if (tracks.some(({ active }) => active)) {
    player.selectTextTrack(null);
    return;
  }
  const wished = [preferences().captions, ...navigator.languages.map((tag) => tag.split('-')[0])];
  const found = wished.map((language) => tracks.find((track) => track.language === language)).find(Boolean);
  const track = found ?? tracks[0];
  if (track) player.selectTextTrack(track);
}

/** What is chosen from now on is how the next film opens. */
export function rememberChoices(player: shaka.Player): void {
  const active = <T extends { active: boolean; language: string }>(tracks: T[]) =>
    tracks.find((track) => track.active)?.language;
  player.addEventListener('variantchanged', () => prefer({ audio: active(player.getAudioTracks()) }));
  player.addEventListener('textchanged', () => prefer({ captions: active(player.getTextTracks()) ?? null }));
  player.addEventListener('configurationchanged', () => {
    const { fontScaleFactor, positionArea } = player.getConfiguration().textDisplayer;
    prefer({ captionStyle: { fontScaleFactor, positionArea } });
  });
}

/**
 * Open a film in `container`, at `startSeconds`.
 * @param onError called for errors after the start; errors before it are thrown
 * @throws shaka.util.Error, HeadendProblem `licence/…`
 */
export async function openFilm(
  {
    container,
    video,
    session,
    format,
    startSeconds,
    beats,
  }: {
    container: HTMLElement;
    video: HTMLVideoElement;
    session: PlaybackSession;
    format: Format;
    startSeconds: number | null;
    beats: Pick<Beats, 'proof' | 'renew' | 'address'>;
  },
  onError: (error: unknown) => void,
): Promise<Film> {
  const shaka = await loadShaka();
  const player = new shaka.Player();
  const overlay = new shaka.ui.Overlay(player, container, video);
  const film: Film = { player, toggleCaptions: () => toggleCaptions(player), destroy: () => overlay.destroy() };
  try {
    overlay.configure(uiConfiguration);
    const { audio, captionStyle = {} } = preferences();
    player.configure({
      ...(audio ? { preferredAudio: [{ language: audio }] } : {}),
      streaming: { bufferingGoal: 20 },
      textDisplayer: captionStyle,
    });
    player.addEventListener('error', (event) => onError((event as Event & { detail?: unknown }).detail));
    await player.attach(video);
    player.getNetworkingEngine()?.registerRequestFilter((_type, request) => {
      request.uris = request.uris.map(beats.address);
    });
    if (session.drm) await unlock(player, { drm: session.drm, format, proofs: beats });
    await player.load(format === 'dash' ? session.dash : session.hls, startSeconds);
    restoreChoices(player);
    rememberChoices(player);
    // The manifest may carry image tracks itself; a second set would only double the menu.
    if (session.thumbnails && player.getImageTracks().length === 0) {
      // Its tiles are resolved against its address, which must be whole for that.
      await player
        .addThumbnailsTrack(new URL(session.thumbnails, location.href).href, 'text/vtt')
        .catch(() => undefined);
    }
    return film;
  } catch (error) {
    await film.destroy();
    throw error;
  }
}
