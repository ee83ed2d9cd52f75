import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FileClock } from 'lucide-react';
import { HeadendProblem } from '../../shared/api/problem';
import { bytes, percent } from '../../shared/format';
import { operator } from '../lib/queries';
import { forget, unfinished } from '../lib/unfinished';
import { Time } from './Time';

/** What the API has of an upload that this browser began; undefined when it cannot be used any more. */
async function standing(id: string, signal: AbortSignal) {
  try {
    const upload = await operator.uploadById(id, signal);
    if (!['waiting', 'uploading', 'uploaded'].includes(upload.status)) return forget(id);
    if (upload.protocol !== 'multipart' || upload.status === 'uploaded') return upload.received_bytes;
    const { data } = await operator.uploadParts(id, signal);
    return data.reduce((sum, part) => sum + part.bytes, 0);
  } catch (error) {
    if (HeadendProblem.from(error).status === 404) forget(id);
    return undefined;
  }
}

/** Uploads of this browser that were broken off, each with what the store already has. */
export function UnfinishedUploads() {
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: ['unfinished-uploads'],
    queryFn: async ({ signal }) =>
      Promise.all(unfinished().map(async (each) => ({ ...each, received: await standing(each.id, signal) }))),
  });
  const open = data?.flatMap(({ received, ...each }) => (received === undefined ? [] : [{ ...each, received }])) ?? [];
  if (open.length === 0) return null;
  const drop = async (id: string) => {
    forget(id);
    await operator.dropUpload(id).catch(() => undefined);
    await queries.invalidateQueries({ queryKey: ['unfinished-uploads'] });
  };
  return (
    <section className="unfinished" aria-label="Uploads broken off">
      <p>
        <b>Not finished.</b> Choose the same file again: it goes on from what has arrived.
      </p>
      <ul>
        {open.map((each) => (
          <li key={each.id}>
            <FileClock size={16} aria-hidden="true" />
            <span className="file-name" title={each.name}>
              <bdi>{each.name}</bdi>
            </span>
            <span className="muted mono">
              {bytes(each.received)} of {bytes(each.bytes)} arrived (
              {percent(each.bytes > 0 ? each.received / each.bytes : 1)})
            </span>
            <span className="muted">
              <Time at={new Date(each.at).toISOString()} />
            </span>
            <Button variant="default" size="xs" onClick={() => void drop(each.id)} aria-label={`Discard ${each.name}`}>
              Discard
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
