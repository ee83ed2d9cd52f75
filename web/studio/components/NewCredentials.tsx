import { Button, Modal, PasswordInput, Select, Switch, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { HeadendProblem } from '../../shared/api/problem';
import type { SourceCredential } from '../../shared/api/types';
import { BLANK_CREDENTIALS, type CredentialForm, isComplete, orderOf } from '../lib/credentials';
import { fieldProblem } from '../lib/fields';
import { operator } from '../lib/queries';
import { ProblemPanel } from './States';

const KINDS: { value: SourceCredential['kind']; label: string }[] = [
  { value: 'basic', label: 'User name and password (HTTP Basic)' },
  { value: 'bearer', label: 'Bearer token' },
  { value: 's3', label: 'S3 access key' },
];

type Change = (part: Partial<CredentialForm>) => void;
interface FieldsProps {
  form: CredentialForm;
  change: Change;
  problem: HeadendProblem | undefined;
}

/** A form for new source credentials. What is secret in it is forgotten once it is sent or the dialog is left. */
export function NewCredentials({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [form, setForm] = useState(BLANK_CREDENTIALS);
  const change: Change = (part) => setForm((current) => ({ ...current, ...part }));
  const queries = useQueryClient();
  const leave = () => {
    setForm(BLANK_CREDENTIALS);
    create.reset();
    onClose();
  };
  const create = useMutation({
    mutationFn: () => operator.addSourceCredential(orderOf(form)),
    gcTime: 0,
    onSuccess: () => {
      leave();
      return queries.invalidateQueries({ queryKey: ['source-credentials'] });
    },
  });
  const problem = create.error ? HeadendProblem.from(create.error) : undefined;
  const fields = { form, change, problem };
  return (
    <Modal opened={opened} onClose={leave} title="New source credentials" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        className="dialog-form"
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <Text
          {...fields}
          field="name"
          label="Name"
          description="Orders name them by it. Lower-case letters, digits and hyphens."
        />
        <Select
          label="Kind"
          data={KINDS}
          allowDeselect={false}
          value={form.kind}
          onChange={(kind) => change({ kind: kind as SourceCredential['kind'] })}
        />
        {form.kind === 's3' ? <BucketFields {...fields} /> : <OriginFields {...fields} />}
        <TextInput
          label="Ends"
          description="Left out, they never end."
          type="datetime-local"
          value={form.expires}
          error={fieldProblem(problem, 'expires_at')}
          onChange={(event) => change({ expires: event.currentTarget.value })}
        />
        {problem && <ProblemPanel error={problem} />}
        <div className="confirm-actions">
          <Button variant="default" onClick={leave}>
            Back
          </Button>
          <Button type="submit" loading={create.isPending} disabled={!isComplete(form)}>
            Keep them
          </Button>
        </div>
      </form>
    </Modal>
  );
}

interface TextProps extends FieldsProps {
  field: Exclude<keyof CredentialForm, 'kind' | 'pathStyle'>;
  label: string;
  description?: string;
  optional?: boolean;
  /** Hide what is typed. */
  secret?: boolean;
}

/** One line of the form, with what the API said of it. */
function Text({ form, change, problem, field, label, description, optional = false, secret = false }: TextProps) {
  const Input = secret ? PasswordInput : TextInput;
  const path = SECRET_FIELDS[field] ?? field;
  return (
    <Input
      label={label}
      description={description}
      required={!optional}
      autoComplete={secret ? 'new-password' : 'off'}
      spellCheck={false}
      value={form[field]}
      error={fieldProblem(problem, path)}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
}

/** Where the API's answer names a field of the secret. */
const SECRET_FIELDS: Partial<Record<keyof CredentialForm, string>> = {
  username: 'secret.username',
  password: 'secret.password',
  token: 'secret.token',
  accessKeyId: 'secret.access_key_id',
  secretAccessKey: 'secret.secret_access_key',
};

const OriginFields = (fields: FieldsProps) => (
  <>
    <Text {...fields} field="origin" label="Origin" description="https://host[:port], the only place they go to." />
    {fields.form.kind === 'basic' ? (
      <>
        <Text {...fields} field="username" label="User name" />
        <Text {...fields} field="password" label="Password" secret />
      </>
    ) : (
      <Text {...fields} field="token" label="Token" secret />
    )}
  </>
);

const BucketFields = (fields: FieldsProps) => (
  <>
    <Text {...fields} field="endpoint" label="Endpoint" description="Of the S3 service, without the bucket." />
    <Text {...fields} field="region" label="Region" description="us-east-1 where there are none." />
    <Text {...fields} field="bucket" label="Bucket" />
    <Text {...fields} field="prefix" label="Prefix" description="Keys must begin with it." optional />
    <Switch
      label="Bucket in the path"
      description="Off: before the host name."
      checked={fields.form.pathStyle}
      onChange={(event) => fields.change({ pathStyle: event.currentTarget.checked })}
    />
    <Text {...fields} field="accessKeyId" label="Access key id" />
    <Text {...fields} field="secretAccessKey" label="Secret access key" secret />
  </>
);
