import { SegmentedControl, Select, TextInput, UnstyledButton } from '@mantine/core';
import { AudioLines, FileJson, FileWarning, Subtitles, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { bytes } from '../../shared/format';
import {
  type AudioFile,
  type AudioKind,
  type CaptionFile,
  LANGUAGE,
  type Picture,
  type PictureRole,
  type Refusal,
  type TextRole,
} from '../lib/delivery';

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

const LANGUAGE_HINT = 'A tag such as en or pt-BR.';

interface LanguageProps {
  name: string;
  value: string;
  onChange: (language: string) => void;
  /** May it be left out? */
  optional?: boolean;
}

const Language = ({ name, value, onChange, optional = false }: LanguageProps) => (
  <TextInput
    aria-label={`Language of ${name}`}
    placeholder={optional ? 'Language, if any' : 'Language'}
    value={value}
    error={(optional && value === '') || LANGUAGE.test(value) ? undefined : LANGUAGE_HINT}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

interface SideProps<T> {
  part: T;
  onChange: (part: T) => void;
  onRemove: () => void;
  /** What the API said of it. */
  error?: string | undefined;
}

const Wrong = ({ error }: { error?: string | undefined }) =>
  error ? (
    <p className="side-error" role="alert">
      {error}
    </p>
  ) : null;

/** A captions file, what it is for and the language it is in. */
export const CaptionRow = ({ part, onChange, onRemove, error }: SideProps<CaptionFile>) => (
  <div className="side-file" data-wrong={error !== undefined}>
    <FileRow icon={<Subtitles size={18} aria-hidden="true" />} file={part.file} onRemove={onRemove} />
    <Select
      aria-label={`Role of ${part.file.name}`}
      allowDeselect={false}
      value={part.role}
      onChange={(role) => onChange({ ...part, role: role as TextRole })}
      data={[
        { value: 'captions', label: 'Captions' },
        { value: 'subtitles', label: 'Subtitles' },
        { value: 'forced', label: 'Forced' },
      ]}
    />
    <Language name={part.file.name} value={part.language} onChange={(language) => onChange({ ...part, language })} />
    <Wrong error={error} />
  </div>
);

/** A file of sound, what it is for and the language spoken. */
export const AudioRow = ({ part, onChange, onRemove, error }: SideProps<AudioFile>) => (
  <div className="side-file" data-wrong={error !== undefined}>
    <FileRow icon={<AudioLines size={18} aria-hidden="true" />} file={part.file} onRemove={onRemove} />
    <Select
      aria-label={`Role of ${part.file.name}`}
      allowDeselect={false}
      value={part.kind}
      onChange={(kind) => onChange({ ...part, kind: kind as AudioKind })}
      data={[
        { value: 'main', label: 'Main sound' },
        { value: 'description', label: 'Audio description' },
        { value: 'commentary', label: 'Commentary' },
      ]}
    />
    <Language name={part.file.name} value={part.language} onChange={(language) => onChange({ ...part, language })} />
    <Wrong error={error} />
  </div>
);

/** The document with names, people and texts of the title. */
export const MetadataRow = ({
  file,
  onRemove,
  error,
}: {
  file: File;
  onRemove: () => void;
  error?: string | undefined;
}) => (
  <div className="side-file" data-wrong={error !== undefined}>
    <FileRow icon={<FileJson size={18} aria-hidden="true" />} file={file} onRemove={onRemove} />
    <span className="muted">Metadata</span>
    <Wrong error={error} />
  </div>
);

/** A picture as it looks, with its size, and whether it is the poster or further artwork. */
export function PictureRow({
  picture: { file, role, language },
  onRole,
  onLanguage,
  onRemove,
  onDamaged,
  error,
}: {
  picture: Picture;
  onRole: (role: PictureRole) => void;
  onLanguage: (language: string) => void;
  onRemove: () => void;
  onDamaged: () => void;
  error?: string | undefined;
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
    <div className="side-file" data-wrong={error !== undefined}>
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
      <Language name={file.name} value={language} onChange={onLanguage} optional />
      <Wrong error={error} />
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
