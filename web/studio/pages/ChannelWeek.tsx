import { Button, SegmentedControl } from '@mantine/core';
import { ChevronLeft, ChevronRight, TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Channel, ChannelSchedule } from '../../shared/api/types';
import { count } from '../../shared/format';
import { AiringPanel } from '../channels/AiringPanel';
import { OfChannel } from '../channels/ChannelHead';
import { CursorPlayer } from '../channels/CursorPlayer';
import { EXACT, useSchedule, zoned } from '../channels/channels';
import { KIND_LOOKS } from '../channels/looks';
import { Replace } from '../channels/Replace';
import { Variants } from '../channels/Variants';
import { WeekGrid } from '../channels/WeekGrid';
import {
  type Airing,
  airingsOf,
  dayAfter,
  daysFrom,
  gapsOf,
  type Strip,
  ZOOMS,
  type Zoom,
  zoomOf,
} from '../channels/week';
import { ProblemPanel, Rows } from '../components/States';
import { useAddress } from '../rights/address';
import { useMinute } from '../rights/useMinute';

/** What airs when on a channel, and what can be done about it. */
export function ChannelWeek() {
  const { channelId = '' } = useParams();
  return (
    <OfChannel id={channelId} page="week">
      {(channel) => <Week key={channel.id} channel={channel} />}
    </OfChannel>
  );
}

function Week({ channel }: { channel: Channel }) {
  const now = useMinute();
  const { params, go } = useAddress();
  const zoom = zoomOf(params.get('zoom'), matchMedia('(max-width: 62em)').matches ? 'day' : 'week');
  const variant = channel.variants.find((each) => each === params.get('variant')) ?? channel.variants[0] ?? 'ZZ';
  const zone = channel.time_zone;
  const first = params.get('day');
  const days = useMemo(() => daysFrom(first, ZOOMS[zoom].days, zone, now), [first, zoom, zone, now]);
  const span = { from: days[0]?.from ?? now, until: days.at(-1)?.until ?? now, variant };
  const { data, error, refetch, isPlaceholderData } = useSchedule(channel.id, span);
  const airings = useMemo(() => airingsOf(data?.items ?? []), [data]);
  const cursor = Number(params.get('at')) || undefined;
  const chosen = airings.find(({ id }) => id === params.get('airing')) ?? airingAt(airings, cursor);
  const [replacing, setReplacing] = useState<{ airing: Airing; titleId: string }>();
  const choose = ({ airings: held }: Strip, at: number) =>
    go({ at: String(at), airing: airingAt(held, at)?.id ?? held[0].id });
  const sealedUntil = data?.sealed_until ? Date.parse(data.sealed_until) : undefined;
  const plannedUntil = channel.state === 'on_air' && data?.planned_until ? Date.parse(data.planned_until) : 0;
  const seen = { from: Math.max(now, span.from), until: Math.min(plannedUntil, span.until) };
  const gaps = seen.from < seen.until ? gapsOf(airings, seen) : [];
  return (
    <>
      <WeekBar name={days[0]?.name ?? ''} zoom={zoom} variants={channel.variants} />
      {error ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      <div className="week-desk" data-stale={isPlaceholderData || undefined}>
        <div className="week-main">
          {!data && !error && <Rows what="the schedule" />}
          {data && (
            <WeekGrid
              days={days}
              airings={airings}
              refusals={data.refusals}
              gaps={gaps}
              sealedUntil={sealedUntil}
              zone={zone}
              now={now}
              hour={ZOOMS[zoom].hour}
              cursor={cursor}
              chosen={chosen?.id}
              onChoose={choose}
              onReplace={(airing, titleId) => setReplacing({ airing, titleId })}
            />
          )}
          <Legend />
        </div>
        <aside className="week-side panel" aria-label="At the cursor">
          <CursorPlayer
            key={cursor}
            channel={channel}
            variant={variant}
            cursor={cursor}
            airing={chosen}
            now={now}
            onLive={() => go({ at: undefined, airing: undefined })}
          />
          {chosen && cursor !== undefined ? (
            <AiringPanel
              key={chosen.id}
              channel={channel}
              airing={chosen}
              cursor={cursor}
              sealedUntil={sealedUntil}
              onReplace={(airing, titleId) => setReplacing({ airing, titleId })}
            />
          ) : (
            <p className="muted small week-hint">
              Choose an airing to see it, to replace it or to put a break into it. Drag one onto another to air it
              there.
            </p>
          )}
          {data && <Refusals schedule={data} zone={zone} />}
        </aside>
      </div>
      {replacing && (
        <Replace {...replacing} channel={channel} variant={variant} onClose={() => setReplacing(undefined)} />
      )}
    </>
  );
}

const airingAt = (airings: readonly Airing[], at: number | undefined): Airing | undefined =>
  at === undefined ? undefined : airings.find(({ from, until }) => from <= at && at < until);

/** Earlier and later, and how much is seen. */
function WeekBar({ name, zoom, variants }: { name: string; zoom: Zoom; variants: string[] }) {
  const { go } = useAddress();
  const by = (days: number) => go({ day: dayAfter(name, days) });
  const step = ZOOMS[zoom].days;
  return (
    <div className="week-bar">
      <Button.Group>
        <Button variant="default" size="xs" aria-label="Earlier" onClick={() => by(-step)}>
          <ChevronLeft size={16} aria-hidden="true" />
        </Button>
        <Button variant="default" size="xs" onClick={() => go({ day: undefined, at: undefined, airing: undefined })}>
          Today
        </Button>
        <Button variant="default" size="xs" aria-label="Later" onClick={() => by(step)}>
          <ChevronRight size={16} aria-hidden="true" />
        </Button>
      </Button.Group>
      <SegmentedControl
        size="xs"
        aria-label="How much is seen"
        data={Object.entries(ZOOMS).map(([value, { word }]) => ({ value, label: word }))}
        value={zoom}
        onChange={(value) => go({ zoom: value })}
      />
      <Variants codes={variants} />
    </div>
  );
}

const Legend = () => (
  <ul className="week-legend" aria-label="Legend">
    {Object.entries(KIND_LOOKS).map(([kind, { icon: Icon, word }]) => (
      <li key={kind}>
        <span className="week-mark" data-kind={kind}>
          <Icon size={11} aria-hidden="true" />
        </span>
        {word}
      </li>
    ))}
    <li>
      <span className="week-mark strip-break-mark" />
      Break
    </li>
    <li>
      <span className="week-mark refused-mark" />
      May not air
    </li>
    <li>
      <span className="week-mark gap-mark" />
      Nothing to air
    </li>
  </ul>
);

/** What the rules wanted and may not air, and what no rule can air. */
function Refusals({ schedule: { refusals, not_carried }, zone }: { schedule: ChannelSchedule; zone: string }) {
  const clock = zoned(zone, { weekday: 'short', ...EXACT });
  return (
    <>
      {refusals.length > 0 && (
        <details className="week-refusals">
          <summary>
            <TriangleAlert size={14} aria-hidden="true" /> {count(refusals.length, 'airing')} refused
          </summary>
          <ul>
            {refusals.map((refusal) => (
              <li key={refusal.at + refusal.title_id}>
                <span className="mono muted">{clock.format(new Date(refusal.at))}</span>{' '}
                <Link to={`/rights/why?title=${refusal.title_id}`}>
                  <bdi>{refusal.name ?? refusal.title_id}</bdi>
                </Link>
                <span>{refusal.reason}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {not_carried.length > 0 && (
        <details className="week-refusals" open={refusals.length === 0}>
          <summary>
            <TriangleAlert size={14} aria-hidden="true" /> {count(not_carried.length, 'title')} cannot be carried
          </summary>
          <ul>
            {not_carried.map((title) => (
              <li key={title.title_id}>
                <Link to={`/library/${title.title_id}`}>
                  <bdi>{title.name ?? title.title_id}</bdi>
                </Link>
                {title.findings.length === 0 && <span>It is not published, or is being read.</span>}
                {title.findings.map(({ code, message }) => (
                  <span key={code + message}>
                    {message} <code>{code}</code>
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
