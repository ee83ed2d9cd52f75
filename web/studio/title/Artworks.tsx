import { Button, FileButton, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ImageUp, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Artwork, TitleDraft } from '../../shared/api/types';
import { Confirm } from '../components/Confirm';
import { ProblemPanel } from '../components/States';
import { operator } from '../lib/queries';

/** Each role with its shape, as the API takes it. */
const ROLES: { value: Artwork['role']; label: string }[] = [
  { value: 'poster', label: 'Poster, 2:3' },
  { value: 'key-art', label: 'Key art, 16:9' },
  { value: 'background', label: 'Background, 16:9' },
  { value: 'still', label: 'Still, 16:9' },
  { value: 'box-art', label: 'Box art, 1:1, 3:4 or 4:3' },
  { value: 'logo', label: 'Logo, transparent' },
];

/** Pictures that editors uploaded, one for each role, shape and language. */
export function Artworks({ draft }: { draft: Pick<TitleDraft, 'id'> }) {
  const key = ['artworks', draft.id];
  const queries = useQueryClient();
  const [role, setRole] = useState<Artwork['role']>('poster');
  const [locale, setLocale] = useState('');
  const chosen = useRef<() => void>(null);
  const { data, error } = useQuery({ queryKey: key, queryFn: ({ signal }) => operator.artworks(draft.id, signal) });
  const onSuccess = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: key }),
      queries.invalidateQueries({ queryKey: ['draft', draft.id] }),
    ]);
  const put = useMutation({
    mutationFn: (file: File) => operator.putArtwork(draft.id, { role, locale: locale.trim() || undefined }, file),
    onSuccess,
  });
  const [over, setOver] = useState(false);
  const problem = error ?? put.error;
  return (
    <section className="panel editor-panel" aria-labelledby="artwork">
      <h2 id="artwork">Artwork</h2>
      {data?.data.length === 0 && <p className="muted">None of your own: lists show what was delivered, or a frame.</p>}
      <ul className="artworks">
        {data?.data.map((picture) => (
          <li key={picture.id}>
            <Thumbnail picture={picture} />
            <span className="artwork-words">
              <span>
                {wordsOf(picture)}
                <small className="muted">
                  {picture.width} × {picture.height}
                </small>
              </span>
            </span>
            <Remove titleId={draft.id} picture={picture} done={onSuccess} />
          </li>
        ))}
      </ul>
      {problem ? <ProblemPanel error={problem} /> : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: files can only be dropped with a pointer; the button does the same by keyboard */}
      <div
        className="artwork-drop"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const [file] = event.dataTransfer.files;
          if (file && !put.isPending) put.mutate(file);
        }}
      >
        <Select
          label="Role"
          size="xs"
          allowDeselect={false}
          data={ROLES}
          value={role}
          onChange={(value) => setRole((value ?? 'poster') as Artwork['role'])}
        />
        <TextInput
          label="Language of its words"
          placeholder="none"
          size="xs"
          value={locale}
          onChange={({ currentTarget }) => setLocale(currentTarget.value)}
        />
        <FileButton
          resetRef={chosen}
          accept="image/jpeg,image/png,image/webp"
          onChange={(file) => {
            if (file) put.mutate(file);
            // The same file may be chosen again, once it is mended.
            chosen.current?.();
          }}
        >
          {(props) => (
            <Button {...props} size="xs" loading={put.isPending} leftSection={<ImageUp size={14} aria-hidden="true" />}>
              Choose a picture
            </Button>
          )}
        </FileButton>
        <p className="muted">or drop it here: JPEG, PNG or WebP</p>
      </div>
    </section>
  );
}

const wordsOf = ({ role, ratio, locale }: Artwork): string =>
  [role.charAt(0).toUpperCase() + role.slice(1).replace('-', ' '), ratio === 'any' ? '' : ratio, locale ?? '']
    .filter(Boolean)
    .join(' · ');

interface RemoveProps {
  titleId: string;
  picture: Artwork;
  done: () => Promise<unknown>;
}

function Remove({ titleId, picture, done }: RemoveProps) {
  const action = useMutation({ mutationFn: () => operator.deleteArtwork(titleId, picture.id), onSuccess: done });
  return (
    <Confirm
      label="Remove"
      icon={<Trash2 size={14} aria-hidden="true" />}
      button={{ size: 'compact-xs', variant: 'subtle', 'aria-label': `Remove the picture: ${wordsOf(picture)}` }}
      title={`Remove the picture: ${wordsOf(picture)}?`}
      confirm="Remove it"
      danger
      action={action}
    >
      <p>Viewers see what was delivered instead, or a frame of the film. Its files are taken out of the store.</p>
    </Confirm>
  );
}

function Thumbnail({ picture }: { picture: Artwork }) {
  const smallest = picture.sizes.findLast(({ content_type }) => content_type !== 'image/avif');
  return smallest ? (
    <img src={smallest.url} alt={wordsOf(picture)} width={smallest.width} height={smallest.height} loading="lazy" />
  ) : null;
}
