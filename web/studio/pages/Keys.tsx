import { Button, Modal, MultiSelect, Select, Switch, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Ban, Plus, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { HeadendProblem } from '../../shared/api/problem';
import type { ApiKey, ApiKeyOrder } from '../../shared/api/types';
import { AuditLog } from '../components/AuditLog';
import { ChangeKey } from '../components/ChangeKey';
import { Chip } from '../components/Chip';
import { Confirm } from '../components/Confirm';
import { CopyId } from '../components/CopyId';
import { PageHead } from '../components/PageHead';
import { Pager } from '../components/Pager';
import { Secret } from '../components/Secret';
import { ProblemPanel, Rows } from '../components/States';
import { TestMark } from '../components/TestMark';
import { Time } from '../components/Time';
import { fieldProblem } from '../lib/fields';
import { operator } from '../lib/queries';
import { KEY_LOOKS } from '../lib/states';
import { useTitleBar } from '../lib/useTitleBar';

/** Who may call the API, and what was written with which key. */
export function Keys() {
  useTitleBar('Keys');
  const [params] = useSearchParams();
  const [adding, { open, close }] = useDisclosure(false);
  const [secret, setSecret] = useState<string>();
  const query = { limit: 20, ...(params.get('cursor') ? { cursor: params.get('cursor')! } : {}) };
  const { data, error, refetch } = useQuery({
    queryKey: ['keys', query],
    queryFn: ({ signal }) => operator.keys(query, signal),
    placeholderData: keepPreviousData,
  });
  const create = (
    <Button onClick={open} leftSection={<Plus size={16} aria-hidden="true" />}>
      New key
    </Button>
  );
  return (
    <>
      <PageHead title="Keys" actions={create} />
      {error && !data ? <ProblemPanel error={error} onRetry={() => refetch()} /> : null}
      {!data && !error && <Rows what="the keys" count={4} />}
      {data && (
        <>
          <KeyTable keys={data.data} onSecret={setSecret} />
          <Pager next={data.next_cursor} />
        </>
      )}
      <AuditLog />
      <NewKey
        opened={adding}
        onClose={close}
        scopes={[...new Set(data?.data.flatMap((key) => key.effective_scopes))].sort()}
        onMade={(key) => {
          close();
          setSecret(key);
        }}
      />
      <Secret title="The key" label="key" value={secret} onClose={() => setSecret(undefined)}>
        It is shown this once. Keep it on a server, never in a page.
      </Secret>
    </>
  );
}

const KeyTable = ({ keys, onSecret }: { keys: ApiKey[]; onSecret: (key: string) => void }) => (
  <div className="panel">
    <table className="table key-table">
      <thead>
        <tr>
          <th scope="col">Used by</th>
          <th scope="col">State</th>
          <th scope="col" className="wide">
            May
          </th>
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
        {keys.map((key) => (
          <KeyRow key={key.id} of={key} onSecret={onSecret} />
        ))}
      </tbody>
    </table>
  </div>
);

function KeyRow({ of: key, onSecret }: { of: ApiKey; onSecret: (key: string) => void }) {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: ['keys'] });
  const rotate = useMutation({
    mutationFn: () => operator.rotateKey(key.id, 86_400),
    onSuccess: (made) => onSecret(made.key),
    onSettled,
  });
  const revoke = useMutation({ mutationFn: () => operator.revokeKey(key.id), onSettled });
  const small = { size: 'compact-xs' } as const;
  return (
    <tr>
      <th scope="row">
        <b>
          <bdi>{key.label}</bdi>
        </b>{' '}
        <TestMark test={key.test_mode} />
        <small>
          {key.role}, ends in <code>{key.hint}</code>
        </small>
        <CopyId value={key.id} label="key id" />
      </th>
      <td>
        <Chip look={KEY_LOOKS[key.status]} />
      </td>
      <td className="wide small">{key.scopes.length === 0 ? `All of a ${key.role}` : key.scopes.join(', ')}</td>
      <td className="wide">
        {key.last_used_at ? <Time at={key.last_used_at} /> : <span className="muted">Never</span>}
      </td>
      <td className="wide">{key.expires_at ? <Time at={key.expires_at} /> : <span className="muted">Never</span>}</td>
      <td className="end">
        {key.status === 'active' && (
          <span className="row-actions">
            <ChangeKey id={key.id} label={key.label} />
            <Confirm
              label="Rotate"
              icon={<RefreshCw size={12} aria-hidden="true" />}
              title={`Make a successor of ${key.label}?`}
              confirm="Make it"
              button={small}
              action={rotate}
            >
              It has the same rights. The key before works on for 24 hours.
            </Confirm>
            <Confirm
              label="Revoke"
              icon={<Ban size={12} aria-hidden="true" />}
              title={`Revoke ${key.label}?`}
              confirm="Revoke it"
              danger
              button={small}
              action={revoke}
            >
              Whoever uses it is refused from the next request on. This cannot be undone.
            </Confirm>
          </span>
        )}
      </td>
    </tr>
  );
}

interface NewKeyProps {
  opened: boolean;
  onClose: () => void;
  /** Scopes that can be given. */
  scopes: string[];
  onMade: (key: string) => void;
}

const BLANK = { label: '', role: 'partner' as ApiKeyOrder['role'], scopes: [] as string[], test: false, expires: '' };

function NewKey({ opened, onClose, scopes, onMade }: NewKeyProps) {
  const [form, setForm] = useState(BLANK);
  const change = (part: Partial<typeof BLANK>) => setForm((current) => ({ ...current, ...part }));
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: () =>
      operator.addKey({
        label: form.label,
        role: form.role,
        scopes: form.scopes as NonNullable<ApiKeyOrder['scopes']>,
        test_mode: form.test,
        ...(form.expires ? { expires_at: new Date(form.expires).toISOString() } : {}),
      }),
    onSuccess: ({ key }) => {
      setForm(BLANK);
      onMade(key);
      return queries.invalidateQueries({ queryKey: ['keys'] });
    },
  });
  const problem = create.error ? HeadendProblem.from(create.error) : undefined;
  return (
    <Modal opened={opened} onClose={onClose} title="New key" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <TextInput
          label="Who uses it"
          description="Stands in the audit log."
          required
          value={form.label}
          maxLength={100}
          error={fieldProblem(problem, 'label')}
          onChange={(event) => change({ label: event.currentTarget.value })}
          data-autofocus
        />
        <Select
          label="Role"
          data={['viewer', 'partner', 'operator']}
          allowDeselect={false}
          value={form.role}
          error={fieldProblem(problem, 'role')}
          onChange={(role) => change({ role: role as ApiKeyOrder['role'] })}
        />
        <MultiSelect
          label="Scopes"
          description="Narrow what the role allows. None means all of it."
          data={scopes}
          value={form.scopes}
          error={fieldProblem(problem, 'scopes')}
          onChange={(chosen) => change({ scopes: chosen })}
          searchable
        />
        <TextInput
          label="Ends"
          description="Left out, it never ends."
          type="datetime-local"
          value={form.expires}
          error={fieldProblem(problem, 'expires_at')}
          onChange={(event) => change({ expires: event.currentTarget.value })}
        />
        <Switch
          label="Test mode"
          description="Works in a sandbox: titles are marked, cut to ten seconds and erased after a day."
          checked={form.test}
          onChange={(event) => change({ test: event.currentTarget.checked })}
        />
        {problem && <ProblemPanel error={problem} />}
        <div className="confirm-actions">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button type="submit" loading={create.isPending} disabled={form.label.trim() === ''}>
            Make it
          </Button>
        </div>
      </form>
    </Modal>
  );
}
