import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useSearchParams } from 'react-router';
import type { SourceCredential } from '../../shared/api/types';
import { Address } from '../components/Address';
import { Chip } from '../components/Chip';
import { Confirm } from '../components/Confirm';
import { CopyId } from '../components/CopyId';
import { NewCredentials } from '../components/NewCredentials';
import { PageHead } from '../components/PageHead';
import { Pager } from '../components/Pager';
import { Empty, ProblemPanel, Rows } from '../components/States';
import { Time } from '../components/Time';
import { placeOf } from '../lib/credentials';
import { operator } from '../lib/queries';
import { KEY_LOOKS } from '../lib/states';
import { useTitleBar } from '../lib/useTitleBar';

/** What masters and sidecars on storage of ours are fetched with. */
export function Credentials() {
  useTitleBar('Source credentials');
  const [params] = useSearchParams();
  const [adding, { open, close }] = useDisclosure(false);
  const query = { limit: 20, cursor: params.get('cursor') ?? undefined };
  const { data, error, refetch } = useQuery({
    queryKey: ['source-credentials', query],
    queryFn: ({ signal }) => operator.sourceCredentials(query, signal),
    placeholderData: keepPreviousData,
  });
  const add = (
    <Button onClick={open} leftSection={<Plus size={16} aria-hidden="true" />}>
      New credentials
    </Button>
  );
  return (
    <>
      <PageHead title="Source credentials" actions={add} />
      {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="the credentials" count={4} />}
      {data && data.data.length === 0 && (
        <Empty title="No source credentials yet">
          Keep a user name, a token or an access key here, and orders fetch masters from your own storage with it.
        </Empty>
      )}
      {data && data.data.length > 0 && (
        <>
          <CredentialTable credentials={data.data} />
          <Pager next={data.next_cursor} />
        </>
      )}
      <NewCredentials opened={adding} onClose={close} />
    </>
  );
}

const CredentialTable = ({ credentials }: { credentials: SourceCredential[] }) => (
  <div className="panel">
    <table className="table key-table">
      <thead>
        <tr>
          <th scope="col">Name and place</th>
          <th scope="col">State</th>
          <th scope="col" className="wide">
            Last used
          </th>
          <th scope="col" className="wide">
            Ends
          </th>
          <th scope="col" className="end">
            <span className="visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {credentials.map((each) => (
          <CredentialRow key={each.id} of={each} />
        ))}
      </tbody>
    </table>
  </div>
);

const KINDS: Record<SourceCredential['kind'], string> = { basic: 'HTTP Basic', bearer: 'Bearer token', s3: 'S3' };

function CredentialRow({ of: each }: { of: SourceCredential }) {
  const queries = useQueryClient();
  const drop = useMutation({
    mutationFn: () => operator.dropSourceCredential(each.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ['source-credentials'] }),
  });
  return (
    <tr>
      <th scope="row">
        <b>{each.name}</b>
        <small>
          {KINDS[each.kind]} for <Address of={placeOf(each)} />
          {each.hint && (
            <>
              , key ends in <code>{each.hint}</code>
            </>
          )}
        </small>
        <CopyId value={each.id} label="credentials id" />
      </th>
      <td>
        <Chip look={KEY_LOOKS[each.status]} />
      </td>
      <td className="wide">
        {each.last_used_at ? <Time at={each.last_used_at} /> : <span className="muted">Never</span>}
      </td>
      <td className="wide">{each.expires_at ? <Time at={each.expires_at} /> : <span className="muted">Never</span>}</td>
      <td className="end">
        <span className="row-actions">
          <Confirm
            label="Delete"
            icon={<Trash2 size={12} aria-hidden="true" />}
            title={`Delete ${each.name}?`}
            confirm="Delete them"
            danger
            button={{ size: 'compact-xs' }}
            action={drop}
          >
            An ingest that has still to fetch with them fails. New ones of the same name do not mend it: order again.
          </Confirm>
        </span>
      </td>
    </tr>
  );
}
