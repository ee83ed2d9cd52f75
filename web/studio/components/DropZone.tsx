import { Button } from '@mantine/core';
import { FileVideo, HardDriveUpload } from 'lucide-react';
import { useRef, useState } from 'react';
import { FileRow } from './Files';

interface DropZoneProps {
  onFiles: (files: File[]) => void;
  master: File | undefined;
  /** The form was sent without a master. */
  missing: boolean;
  /** What the API said of it. */
  error?: string | undefined;
  onRemove: () => void;
}

/** Where the files of a delivery are dropped or chosen. */
export function DropZone({ onFiles, master, missing, error, onRemove }: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const choose = (event: React.ChangeEvent<HTMLInputElement>) => {
    onFiles([...(event.currentTarget.files ?? [])]);
    // Else the same file could not be chosen again after it was removed.
    event.currentTarget.value = '';
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files can only be dropped with a pointer; the button does the same by keyboard
    <div
      className="drop"
      data-over={over}
      data-missing={missing}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <input
        ref={input}
        type="file"
        multiple
        className="visually-hidden"
        aria-label="Master, captions and pictures"
        tabIndex={-1}
        onChange={choose}
      />
      {master ? (
        <FileRow icon={<FileVideo size={22} aria-hidden="true" />} file={master} onRemove={onRemove} />
      ) : (
        <>
          <HardDriveUpload size={28} aria-hidden="true" />
          <p>
            <b>Drop the master here</b>, with its sound, captions, pictures and metadata if there are any
          </p>
          <p className="muted">
            MP4, MOV, MXF, MKV, TS. Sound as WAV, FLAC or M4A. Captions as SRT, WebVTT or TTML. Pictures as JPEG, PNG or
            WebP. Metadata as JSON or MRSS.
          </p>
        </>
      )}
      <Button variant="default" size="xs" onClick={() => input.current?.click()}>
        {master ? 'Add sound, captions, pictures or another master' : 'Choose files'}
      </Button>
      {missing && (
        <p className="drop-missing" role="alert">
          Choose a master first.
        </p>
      )}
      {error && (
        <p className="drop-missing" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
