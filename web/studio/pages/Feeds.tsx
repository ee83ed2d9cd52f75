import { Button, CopyButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Check, Copy, KeyRound } from 'lucide-react';
import { Link } from 'react-router';
import { FEED_FORMATS } from '../../../domain/feeds/formats';
import { count } from '../../shared/format';
import { Filters } from '../components/Filters';
import { PageHead } from '../components/PageHead';
import { Pager } from '../components/Pager';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { FeedForm } from '../feeds/FeedForm';
import {
  addressOf,
  FEED_WORDS,
  type FeedAddress,
  feedOf,
  lacking,
  queryOf,
  type Report,
  reportFrom,
  SHOWN,
  type Shown,
} from '../feeds/feeds';
import '../feeds/feeds.css';
import { ReportTable, SHOWN_LOOKS } from '../feeds/ReportTable';
import { operator } from '../lib/queries';
import { useTitleBar } from '../lib/useTitleBar';
import { useAddress } from '../rights/address';
import '../rights/rights.css';

/** What receivers are told of the catalogue: the address that they are given, and what they would refuse. */
export function Feeds() {
  useTitleBar('Feeds');
  const { params, to } = useAddress();
  const feed = feedOf(params);
  const { name, receiver } = FEED_WORDS[feed.format.name]!;
  const lacks = lacking(feed);
  return (
    <>
      <PageHead
        title="Feeds"
        meta="What device makers, search engines and partners are told may be watched, where and until when."
      />
      <nav className="filters" aria-label="Feeds">
        {FEED_FORMATS.map(({ name: each }) => (
          <Link key={each} to={to({ feed: each })} aria-current={each === feed.format.name ? 'true' : undefined}>
            {FEED_WORDS[each]?.name}
          </Link>
        ))}
      </nav>
      <p className="muted feed-receiver">
        {receiver}. Checked against{' '}
        <a href={feed.format.spec} target="_blank" rel="noreferrer">
          its specification
        </a>
        .
      </p>
      <FeedForm feed={feed} />
      {lacks ? (
        <Empty title={`${name} has no address yet`}>{lacks}</Empty>
      ) : (
        <>
          <AddressLine feed={feed} />
          <FeedReport feed={feed} />
        </>
      )}
    </>
  );
}

function AddressLine({ feed }: { feed: FeedAddress }) {
  const address = addressOf(feed, window.location.origin);
  return (
    <section className="panel feed-address" aria-label="The address for the receiver">
      <code>{address}</code>
      <CopyButton value={address} timeout={1500}>
        {({ copied, copy }) => (
          <Button
            size="xs"
            variant="default"
            onClick={copy}
            leftSection={copied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
          >
            {copied ? 'Copied' : 'Copy the address'}
          </Button>
        )}
      </CopyButton>
      <p className="muted small">
        <KeyRound size={14} aria-hidden="true" /> Give each receiver a key of its own in the place of <b>KEY</b>: a
        partner’s <Link to="/keys">key</Link> whose one scope is <code>feeds:read</code> opens nothing else, and can be
        revoked by itself.
      </p>
    </section>
  );
}

function FeedReport({ feed }: { feed: FeedAddress }) {
  const { params } = useAddress();
  const shown = SHOWN.find((each) => each === params.get('status'));
  const start = params.get('cursor') ?? undefined;
  // What is typed is asked for when the typing rests.
  const [typed] = useDebouncedValue(JSON.stringify(queryOf(feed)), 300);
  const query = JSON.parse(typed) as ReturnType<typeof queryOf>;
  const { data, error, refetch } = useQuery({
    queryKey: ['feed-report', feed.format.name, typed, shown, start],
    queryFn: ({ signal }) =>
      reportFrom((cursor) => operator.feedReport(feed.format.name, { ...query, cursor, limit: 100 }, signal), {
        ...{ start, shown },
      }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Filters
        label="What became of titles"
        options={[['', 'Every title'], ...SHOWN.map((each): [string, string] => [each, wordOf(each, data)])]}
      />
      {error ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="the report" />}
      {data && data.lines.length === 0 && (
        <Empty title={data.next_cursor ? 'None among these titles' : 'No titles here'}>
          {shown === 'left_out'
            ? 'The receiver would take every entry.'
            : 'Titles are told of when they are published and somebody whom the feed is for may have them.'}
        </Empty>
      )}
      {data && data.lines.length > 0 && <ReportTable lines={data.lines} />}
      {data && <p className="visually-hidden" role="status">{`${count(data.lines.length, 'title')} shown`}</p>}
      {data && <Pager next={data.next_cursor} words={['First titles', 'More titles']} />}
    </>
  );
}

/** With the number among the titles that were looked at. */
const wordOf = (shown: Shown, report: Report | undefined): string =>
  report ? `${SHOWN_LOOKS[shown].word} ${report.counts[shown]}` : SHOWN_LOOKS[shown].word;
