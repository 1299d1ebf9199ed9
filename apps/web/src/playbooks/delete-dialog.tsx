import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ErrorBox } from '../ui/error-box.tsx';
import classes from './playbook-dialogs.module.css';

/** Deleting is for good, so it is confirmed in words: the playbook's name once more. What is under way comes first. */
export function DeleteDialog({
  name,
  openRuns,
  isBusy,
  onDelete,
  onCancelRuns,
  onClose,
}: {
  name: string;
  openRuns: number;
  isBusy: boolean;
  onDelete: () => Promise<void>;
  /** Pauses it and tells its open runs to stop. */
  onCancelRuns: () => void;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<unknown>();
  const isNamed = typed.trim() === name.trim();
  const remove = async () => {
    setError(undefined);
    try {
      await onDelete();
    } catch (caught) {
      setError(caught);
    }
  };
  return (
    <Modal opened onClose={onClose} title={`Delete “${name}”`} size="md">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isNamed && openRuns === 0 && !isBusy) void remove();
        }}
      >
        <p className={classes.lead}>
          Nobody can draw on it or start it any more, and that is for good. Its runs, its versions and who did
          what stay readable under its name.
        </p>
        {openRuns > 0 ? (
          <p>
            {openRuns === 1 ? 'One run is' : `${openRuns} runs are`} open, and only what has none can be
            deleted. Let {openRuns === 1 ? 'it' : 'them'} end, or cancel {openRuns === 1 ? 'it' : 'them'}:{' '}
            what was sent stays sent.
          </p>
        ) : (
          <TextInput
            label="Type its name to delete it"
            placeholder={name}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
        )}
        {error !== undefined && <ErrorBox error={error} title="It was not deleted." />}
        <div className={classes.actions}>
          <Button onClick={onClose}>Keep it</Button>
          {openRuns > 0 ? (
            <Button loading={isBusy} onClick={onCancelRuns}>
              Pause it and cancel {openRuns === 1 ? 'the run' : `${openRuns} runs`}
            </Button>
          ) : (
            <Button type="submit" variant="light" color="needs" disabled={!isNamed} loading={isBusy}>
              Delete for good
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}
