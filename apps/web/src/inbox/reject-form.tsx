import { Button, Textarea } from '@mantine/core';
import { X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { Key } from '../ui/key.tsx';
import classes from './decision-bar.module.css';

/** Asks why, and rejects. Enter sends, so a rejection is two key presses and the words between. */
export function RejectForm({
  workerName,
  verb,
  onReject,
  onClose,
}: {
  workerName: string;
  /** "Do not send". */
  verb: string;
  onReject: (comment: string) => void;
  onClose: () => void;
}) {
  const [comment, setComment] = useState('');
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      onClose();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      onReject(comment.trim());
    }
  };
  return (
    <div className={classes.reject}>
      <Textarea
        label="Why not?"
        description={`${workerName}'s run goes on with your words, and they are kept with the decision.`}
        inputWrapperOrder={['label', 'input', 'description']}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        maxLength={2_000}
        autosize
        minRows={2}
        maxRows={8}
        autoFocus
      />
      <div className={classes.actions}>
        <Button
          size="lg"
          variant="light"
          color="needs"
          leftSection={<X size={16} />}
          rightSection={<Key on="filled">↵</Key>}
          onClick={() => onReject(comment.trim())}
        >
          {verb}
        </Button>
        <Button size="lg" rightSection={<Key>esc</Key>} onClick={onClose}>
          Back
        </Button>
      </div>
    </div>
  );
}
