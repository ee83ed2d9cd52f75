import '../channels/channels.css';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import {
  ChevronLeft,
  ChevronRight,
  CircleCheck,
  CircleDashed,
  Download,
  RadioTower,
  TriangleAlert,
} from 'lucide-react';
import { useParams } from 'react-router';
import type { AsRunRow, Channel } from '../../shared/api/types';
import { elapsed } from '../../shared/format';
import { OfChannel } from '../channels/ChannelHead';
import { DAY, EXACT, useAsRun, zoned } from '../channels/channels';
import { KIND_LOOKS } from '../channels/looks';
import { Variants } from '../channels/Variants';
import { dayAfter, daysFrom } from '../channels/week';
import { Chip } from '../components/Chip';
import { Filters } from '../components/Filters';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { operator } from '../lib/queries';
import type { Look } from '../lib/states';
import { useAddress } from '../rights/address';
import { useMinute } from '../rights/useMinute';

const WHOLE: Look = { tone: 'good', icon: CircleCheck, word: 'Whole' };
const UNSEEN: Look = { tone: 'idle', icon: CircleDashed, word: 'Not looked at' };
const NOW: Look = { tone: 'good', icon: RadioTower, word: 'On air' };
const FAULT: Look = { tone: 'bad', icon: TriangleAlert, word: 'Faults', noun: 'fault' };

/** What really was on air, row by row, and what was wrong with it. */
export function ChannelAsRun() {
  const { channelId = '' } = useParams();
  return (
    <OfChannel id={channelId} page="as run">
      {(channel) => <AsRun channel={channel} />}
    </OfChannel>
  );
}

function AsRun({ channel }: { channel: Channel }) {
  const now = useMinute();
  const { params, go } = useAddress();
  const zone = channel.time_zone;
  const [day] = daysFrom(params.get('day'), 1, zone, now);
  const variant = channel.variants.find((each) => each === params.get('variant')) ?? channel.variants[0] ?? 'ZZ';
  const span = { from: day?.from ?? now, until: day?.until ?? now, variant };
  const { data, error, refetch } = useAsRun(channel.id, span);
  const onlyFaults = params.get('only') === 'faults';
  const rows = data?.data.filter(({ faults }) => !onlyFaults || faults.length > 0) ?? [];
  const faulty = data?.data.filter(({ faults }) => faults.length > 0).length ?? 0;
  const step = (days: number) => go({ day: dayAfter(day?.name ?? '', days) });
  return (
    <>
      <div className="week-bar">
        <Button.Group>
          <Button variant="default" size="xs" aria-label="Day before" onClick={() => step(-1)}>
            <ChevronLeft size={16} aria-hidden="true" />
          </Button>
          <Button variant="default" size="xs" onClick={() => go({ day: undefined })}>
            {zoned(zone, DAY).format(span.from)}
          </Button>
          <Button variant="default" size="xs" aria-label="Day after" onClick={() => step(1)}>
            <ChevronRight size={16} aria-hidden="true" />
          </Button>
        </Button.Group>
        <Variants codes={channel.variants} />
        <Table channel={channel} span={span} name={day?.name ?? ''} />
      </div>
      <Filters
        label="Rows"
        name="only"
        options={[
          ['', data ? `Everything ${data.data.length}` : 'Everything'],
          ['faults', data ? `With faults ${faulty}` : 'With faults'],
        ]}
      />
      {error ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="what was on air" />}
      {data && rows.length === 0 && (
        <Empty title={onlyFaults ? 'No faults on this day' : 'Nothing was on air on this day'}>
          {onlyFaults
            ? 'Every segment that was published was in the store.'
            : 'Rows appear as soon as a part of the plan is sealed and has begun.'}
        </Empty>
      )}
      {rows.length > 0 && (
        <div className="panel">
          <table className="table as-run">
            <thead>
              <tr>
                <th scope="col">From</th>
                <th scope="col">Title</th>
                <th scope="col">Length</th>
                <th scope="col">Segments</th>
                <th scope="col">Found</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <AsRunLine key={row.ordinal} row={row} zone={zone} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function AsRunLine({ row, zone }: { row: AsRunRow; zone: string }) {
  const look = KIND_LOOKS[row.kind as keyof typeof KIND_LOOKS];
  return (
    <tr data-faulty={row.faults.length > 0 || undefined}>
      <td className="mono">
        <time dateTime={row.air_start}>{zoned(zone, EXACT).format(new Date(row.air_start))}</time>
      </td>
      <th scope="row">
        <bdi>{row.name ?? row.title_id}</bdi>
        <small>
          {look?.word ?? row.kind}, ordinal {row.ordinal}
        </small>
        {row.faults.map(({ at, code, message }) => (
          <small key={at + code} className="bad">
            {zoned(zone, EXACT).format(new Date(at))} {message} <code>{code}</code>
          </small>
        ))}
      </th>
      <td className="mono">{elapsed(Date.parse(row.air_end) - Date.parse(row.air_start))}</td>
      <td className="mono">
        {row.seen} of {row.segments}
      </td>
      <td>{row.faults.length > 0 ? <Chip look={FAULT} number={row.faults.length} /> : <Chip look={lookOf(row)} />}</td>
    </tr>
  );
}

/** Segments are looked at soon after they were published: of what is on the last ones are to come. */
const lookOf = ({ air_end: end, seen }: AsRunRow): Look =>
  Date.parse(end) > Date.now() ? NOW : seen === 0 ? UNSEEN : WHOLE;

/** The day as a file for a spreadsheet. */
function Table({
  channel,
  span,
  name,
}: {
  channel: Channel;
  span: { from: number; until: number; variant: string };
  name: string;
}) {
  const download = useMutation({
    mutationFn: async () => {
      const query = {
        ...{ from: new Date(span.from).toISOString(), until: new Date(span.until).toISOString() },
        variant: span.variant,
      };
      const url = URL.createObjectURL(await operator.asRunTable(channel.id, query));
      Object.assign(document.createElement('a'), { href: url, download: `${channel.slug}-${name}.csv` }).click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    },
  });
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<Download size={14} aria-hidden="true" />}
        loading={download.isPending}
        onClick={() => download.mutate()}
      >
        CSV
      </Button>
      {download.error ? <ProblemPanel error={download.error} /> : null}
    </>
  );
}
