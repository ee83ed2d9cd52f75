import { SegmentedControl, TextInput, UnstyledButton } from '@mantine/core';
import { FileWarning, Subtitles, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { bytes } from '../../shared/format';
import { type CaptionFile, LANGUAGE, type Picture, type PictureRole, type Refusal } from '../lib/delivery';

/** A chosen file with its size and the way to drop it again. */
export const FileRow = ({ icon, file, onRemove }: { icon: React.ReactNode; file: File; onRemove: () => void }) => (
  <div className="file-row">
    {icon}
    <span className="file-name" title={file.name}>
      <bdi>{file.name}</bdi>
    </span>
    <span className="muted mono file-size">{bytes(file.size)}</span>
    <UnstyledButton className="icon-button" aria-label={`Remove ${file.name}`} onClick={onRemove}>
      <X size={16} aria-hidden="true" />
    </UnstyledButton>
  </div>
);

/** A captions file and the language it is in. */
export const CaptionRow = ({
  caption,
  onLanguage,
  onRemove,
}: {
  caption: CaptionFile;
  onLanguage: (language: string) => void;
  onRemove: () => void;
}) => (
  <div className="side-file">
    <FileRow icon={<Subtitles size={18} aria-hidden="true" />} file={caption.file} onRemove={onRemove} />
    <TextInput
      aria-label={`Language of ${caption.file.name}`}
      value={caption.language}
      error={LANGUAGE.test(caption.language) ? undefined : 'A tag such as en or pt-BR.'}
      onChange={(event) => onLanguage(event.currentTarget.value)}
    />
  </div>
);

/** A picture as it looks, with its size, and whether it is the poster or further artwork. */
export function PictureRow({
  picture: { file, role },
  onRole,
  onRemove,
  onDamaged,
}: {
  picture: Picture;
  onRole: (role: PictureRole) => void;
  onRemove: () => void;
  onDamaged: () => void;
}) {
  const [address, setAddress] = useState<string>();
  const [size, setSize] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  const thumbnail = (
    <span className="picture-thumb">
      {address && (
        <img
          src={address}
          alt={`Preview of ${file.name}`}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => setSize(`${naturalWidth} × ${naturalHeight}`)}
          onError={onDamaged}
        />
      )}
    </span>
  );
  return (
    <div className="side-file">
      <div className="picture-file">
        <FileRow icon={thumbnail} file={file} onRemove={onRemove} />
        {size && <small className="muted mono">{size}</small>}
      </div>
      <SegmentedControl
        size="xs"
        aria-label={`Role of ${file.name}`}
        value={role}
        onChange={(value) => onRole(value as PictureRole)}
        data={[
          { value: 'poster', label: 'Poster' },
          { value: 'artwork', label: 'Artwork' },
        ]}
      />
    </div>
  );
}

/** Files that were not taken: which, why, and what to deliver instead. */
export const Refusals = ({ refusals, onDismiss }: { refusals: Refusal[]; onDismiss: () => void }) =>
  refusals.length === 0 ? null : (
    <div className="problem refusals" role="alert">
      <FileWarning size={20} aria-hidden="true" />
      <ul>
        {refusals.map(({ name, title, detail, fix }) => (
          <li key={name}>
            <p className="problem-title">{title}</p>
            <p>{detail}</p>
            <p className="problem-fix">{fix}</p>
          </li>
        ))}
      </ul>
      <UnstyledButton className="icon-button" aria-label="Dismiss" onClick={onDismiss}>
        <X size={16} aria-hidden="true" />
      </UnstyledButton>
    </div>
  );
