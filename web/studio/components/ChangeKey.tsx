import { Button, Modal, MultiSelect, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { ROLE_SCOPES } from '../../../api/http/scopes';
import type { Tagged } from '../../shared/api/client';
import { HeadendProblem } from '../../shared/api/problem';
import type { ApiKey, ApiKeyChange } from '../../shared/api/types';
import { fieldProblem } from '../lib/fields';
import { operator } from '../lib/queries';
import { ProblemPanel, Rows } from './States';

/** Change label, scopes, limit and end of a key, as it stands now. */
export function ChangeKey({ id, label }: { id: string; label: string }) {
  const [opened, setOpened] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['key', id],
    queryFn: ({ signal }) => operator.key(id, signal),
    enabled: opened,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const close = () => setOpened(false);
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<Pencil size={12} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        Change
      </Button>
      <Modal opened={opened} onClose={close} title={`Change ${label}`} closeButtonProps={{ 'aria-label': 'Close' }}>
        {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
        {!data && !error && <Rows what="the key" count={4} />}
        {data && <KeyForm key={data.tag} tagged={data} onDone={close} />}
      </Modal>
    </>
  );
}

interface KeyForm {
  label: string;
  scopes: string[];
  limit: number | string;
  expires: string;
}

/** What differs from the key: the rest is left alone. */
function changeOf({ label, scopes, limit, expires }: KeyForm, key: ApiKey): ApiKeyChange {
  const change: ApiKeyChange = {};
  if (label.trim() !== key.label) change.label = label.trim();
  if (scopes.join() !== key.scopes.join()) change.scopes = scopes as NonNullable<ApiKeyChange['scopes']>;
  const rate = limit === '' ? null : Number(limit);
  if (rate !== key.rate_limit) change.rate_limit = rate;
  if (expires !== (key.expires_at ?? '').slice(0, 16)) change.expires_at = expires ? `${expires}:00.000Z` : null;
  return change;
}

function KeyForm({ tagged, onDone }: { tagged: Tagged<ApiKey>; onDone: () => void }) {
  const { value: key, tag } = tagged;
  const [form, setForm] = useState<KeyForm>({
    label: key.label,
    scopes: key.scopes,
    limit: key.rate_limit ?? '',
    expires: (key.expires_at ?? '').slice(0, 16),
  });
  const set = (part: Partial<KeyForm>) => setForm((current) => ({ ...current, ...part }));
  const queries = useQueryClient();
  const change = changeOf(form, key);
  const save = useMutation({
    mutationFn: () => operator.changeKey(key.id, tag, change),
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
  const problem = save.error ? HeadendProblem.from(save.error) : undefined;
  return (
    <form
      className="dialog-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput
        label="Who uses it"
        required
        value={form.label}
        maxLength={100}
        error={fieldProblem(problem, 'label')}
        onChange={(event) => set({ label: event.currentTarget.value })}
        data-autofocus
      />
      <MultiSelect
        label="Scopes"
        description={`Narrow what a ${key.role} may do. None means all of it.`}
        data={[...ROLE_SCOPES[key.role]]}
        value={form.scopes}
        error={fieldProblem(problem, 'scopes')}
        onChange={(scopes) => set({ scopes })}
        searchable
      />
      <NumberInput
        label="Requests per minute"
        description="Left empty, the limit of the platform."
        min={1}
        max={100_000}
        allowDecimal={false}
        value={form.limit}
        error={fieldProblem(problem, 'rate_limit')}
        onChange={(limit) => set({ limit })}
      />
      <TextInput
        label="Ends (UTC)"
        description="Left empty, it never ends."
        type="datetime-local"
        value={form.expires}
        error={fieldProblem(problem, 'expires_at')}
        onChange={(event) => set({ expires: event.currentTarget.value })}
      />
      {problem && <ProblemPanel error={problem} />}
      <div className="confirm-actions">
        <Button variant="default" onClick={onDone}>
          Back
        </Button>
        <Button
          type="submit"
          loading={save.isPending}
          disabled={form.label.trim() === '' || Object.keys(change).length === 0}
        >
          Save
        </Button>
      </div>
    </form>
  );
}
