import { TextInput, UnstyledButton } from '@mantine/core';
import { Subtitles, X } from 'lucide-react';
import { bytes } from '../../shared/format';
import type { CaptionFile } from '../lib/upload';

/** What the API takes for a language: a BCP 47 tag. */
export const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** A chosen file with its size and the way to drop it again. */
export const FileRow = ({ icon, file, onRemove }: { icon: React.ReactNode; file: File; onRemove: () => void }) => (
  <div className="file-row">
    {icon}
    <span className="file-name">{file.name}</span>
    <span className="muted mono">{bytes(file.size)}</span>
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
  <div className="caption-row">
    <FileRow icon={<Subtitles size={18} aria-hidden="true" />} file={caption.file} onRemove={onRemove} />
    <TextInput
      aria-label={`Language of ${caption.file.name}`}
      value={caption.language}
      error={LANGUAGE.test(caption.language) ? undefined : 'A tag such as en or pt-BR.'}
      onChange={(event) => onLanguage(event.currentTarget.value)}
    />
  </div>
);
