import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { FolderDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { bytes, percent } from '../../shared/format';
import { type Change, type DroppedFile, sendIntoFolder } from '../lib/folder-drop';
import { Bar } from './Bar';

/** Where files are dropped or chosen for a watch folder, and what became of each. They are sent one after another. */
export function FolderDrop({ folderId }: { folderId: string }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const { files, add } = useDrops(folderId);
  return (
    <section aria-label="Drop files" className="folder-drop">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: files can only be dropped with a pointer; the button does the same by keyboard */}
      <div
        className="drop"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          add([...event.dataTransfer.files]);
        }}
      >
        <input
          ref={input}
          type="file"
          multiple
          className="visually-hidden"
          aria-label="Files for the folder"
          tabIndex={-1}
          onChange={(event) => {
            add([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
        <FolderDown size={28} aria-hidden="true" />
        <p>
          <b>Drop files into the folder</b>, a master and what belongs to it under the same name
        </p>
        <p className="muted">Up to 5 GB each. Larger masters go by New ingest.</p>
        <Button variant="default" size="xs" onClick={() => input.current?.click()}>
          Choose files
        </Button>
      </div>
      {files.length > 0 && (
        <ul className="panel dropped" aria-label="Files sent into the folder">
          {files.map((file) => (
            <Dropped key={file.id} file={file} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** What was given to the folder since the page was opened. Leaving the page stops what is still to be sent. */
function useDrops(folderId: string) {
  const queries = useQueryClient();
  const [files, setFiles] = useState<DroppedFile[]>([]);
  const line = useRef(Promise.resolve());
  const stop = useRef(new AbortController());
  useEffect(() => {
    stop.current = new AbortController();
    return () => stop.current.abort();
  }, []);
  const add = (chosen: File[]) => {
    const { signal } = stop.current;
    const fresh = chosen.map((file) => ({ id: crypto.randomUUID(), file }));
    setFiles((known) => [
      ...known,
      ...fresh.map(({ id, file: { name, size } }) => ({
        id,
        name,
        bytes: size,
        state: 'waiting' as const,
        share: 0,
      })),
    ]);
    for (const { id, file } of fresh) {
      const tell = (change: Change) =>
        setFiles((known) => known.map((each) => (each.id === id ? { ...each, ...change } : each)));
      line.current = line.current.then(async () => {
        if (signal.aborted) return;
        await sendIntoFolder(folderId, file, tell, signal);
        await queries.invalidateQueries({ queryKey: ['watch-files', folderId] });
      });
    }
  };
  return { files, add };
}

const Dropped = ({ file: { name, bytes: size, state, share, problem } }: { file: DroppedFile }) => (
  <li data-state={state}>
    <p className="dropped-words">
      <span className="file-name">
        <bdi>{name}</bdi> <small className="muted mono">{bytes(size)}</small>
      </span>
      <b role="status">{state === 'sending' ? percent(share) : WORDS[state]}</b>
    </p>
    {state === 'sending' && <Bar share={share} label={`Sending ${name}`} />}
    {problem && (
      <div className="reason" role="alert">
        <p>
          <b>{problem.title}.</b> {problem.message}
        </p>
        <p className="muted small">
          {problem.fix} <a href={`/docs/codes/${problem.code}`}>{problem.code}</a>
        </p>
      </div>
    )}
  </li>
);

const WORDS: Record<Exclude<DroppedFile['state'], 'sending'>, string> = {
  waiting: 'Waits for its turn',
  sent: 'In the folder',
  refused: 'Refused',
};
