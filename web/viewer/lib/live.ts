import type shaka from 'shaka-player/dist/shaka-player.ui-es2021';
import type { PlaybackSession } from '../../shared/api/types';
import { unlock } from '../../shared/media/licence';
import { loadShaka } from '../../shared/media/shaka';
import type { Beats } from './beats';
import { type Format, rememberChoices, restoreChoices, toggleCaptions, uiConfiguration } from './film';
import { preferences } from './progress';

/** What is tuned to. */
export interface Station {
  session: PlaybackSession;
  /** Renews the session's tokens. */
  beats: Pick<Beats, 'proof' | 'renew' | 'address'>;
  /** HLS while everything is in the clear: over DASH alone a player asks for the licence of each item that comes. */
  format: Format;
  /** Epoch milliseconds; null: live. */
  start: number | null;
}

/** A channel that plays in a container, with its controls. */
export interface Tuner {
  /**
   * Play another channel, or the same one from another instant, in the same picture: full screen stays.
   * @throws shaka.util.Error, HeadendProblem `licence/…`
   */
  tune(station: Station): Promise<void>;
  /** Where the picture is; undefined before there is one. */
  position(): LivePosition | undefined;
  goToLive(): void;
  toggleCaptions(): void;
  destroy(): Promise<unknown>;
}

export interface LivePosition {
  /** When the picture was on air, epoch milliseconds. */
  at: number;
  /** Seconds behind what plays live. */
  behind: number;
}

/** How far the picture may lag before it counts as behind: a segment and a half. */
export const LIVE_WITHIN_S = 10;

/**
 * Set up a player for channels.
 * @param onError called for errors while something plays
 */
export async function openTuner(
  container: HTMLElement,
  video: HTMLVideoElement,
  onError: (error: unknown) => void,
): Promise<Tuner> {
  const library = await loadShaka();
  const player = new library.Player();
  const overlay = new library.ui.Overlay(player, container, video);
  overlay.configure({
    ...uiConfiguration,
    controlPanelElements: uiConfiguration.controlPanelElements.filter((name) => name !== 'time_and_duration'),
    overflowMenuButtons: uiConfiguration.overflowMenuButtons.filter((name) => name !== 'playback_rate'),
  });
  const { audio, captionStyle = {} } = preferences();
  player.configure({
    ...(audio ? { preferredAudio: [{ language: audio }] } : {}),
    streaming: { bufferingGoal: 20, rebufferingGoal: 1 },
    textDisplayer: captionStyle,
  });
  player.addEventListener('error', (event) => onError((event as Event & { detail?: unknown }).detail));
  await player.attach(video);
  rememberChoices(player);
  return {
    async tune({ session, beats, format, start }) {
      const network = player.getNetworkingEngine();
      network?.clearAllRequestFilters();
      network?.registerRequestFilter((_type, request) => {
        request.uris = request.uris.map(beats.address);
      });
      if (session.drm) await unlock(player, { drm: session.drm, format, proofs: beats });
      const address = format === 'dash' ? session.dash : session.hls;
      await player.load(start === null ? address : `${address}?start=${Math.floor(start / 1000)}`, startOf(start));
      restoreChoices(player);
      // A browser may refuse sound before the first click; then the big button waits.
      await video.play().catch(() => undefined);
    },
    position: () => positionOf(player, video),
    goToLive: () => player.goToLive(),
    toggleCaptions: () => toggleCaptions(player),
    destroy: () => overlay.destroy(),
  };
}

const startOf = (start: number | null): Date | null => (start === null ? null : new Date(start));

function positionOf(player: shaka.Player, video: HTMLVideoElement): LivePosition | undefined {
  const at = player.getPlayheadTimeAsDate();
  if (!at || !player.isLive()) return undefined;
  return { at: at.getTime(), behind: Math.max(0, player.seekRange().end - video.currentTime) };
}
