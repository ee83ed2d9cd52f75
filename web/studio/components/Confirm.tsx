import { Button, type ButtonProps, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { ProblemPanel } from './States';

interface ConfirmProps {
  label: string;
  icon: ReactNode;
  title: string;
  children: ReactNode;
  confirm: string;
  danger?: boolean;
  button?: ButtonProps & { 'aria-label'?: string };
  /** Resolves when it is done; the dialog shows what it throws. */
  action: { mutateAsync: () => Promise<unknown>; isPending: boolean; error: unknown; reset: () => void };
}

/** A button that asks before it acts, and says what will happen. */
export function Confirm({ label, icon, title, children, confirm, danger = false, button, action }: ConfirmProps) {
  const [opened, { open, close }] = useDisclosure(false);
  const act = () => action.mutateAsync().then(close, () => undefined);
  const show = () => {
    action.reset();
    open();
  };
  return (
    <>
      <Button variant="default" leftSection={icon} {...button} onClick={show}>
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
        <div className="confirm-text">{children}</div>
        {action.error ? <ProblemPanel error={action.error} /> : null}
        <div className="confirm-actions">
          <Button variant="default" onClick={close}>
            Back
          </Button>
          <Button color={danger ? 'red' : undefined} loading={action.isPending} onClick={act} data-autofocus>
            {confirm}
          </Button>
        </div>
      </Modal>
    </>
  );
}
