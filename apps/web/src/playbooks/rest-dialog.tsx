import type { OpenRunsChoice } from '@dayshift/contracts';
import { Button, Modal, Radio } from '@mantine/core';
import { useState } from 'react';
import classes from './playbook-dialogs.module.css';

/** Before a playbook stops taking work: what stops, what goes on, and what shall become of open runs. */
export function RestDialog({
  name,
  state,
  openRuns,
  isBusy,
  onRest,
  onClose,
}: {
  name: string;
  state: 'paused' | 'archived';
  openRuns: number;
  isBusy: boolean;
  onRest: (openRuns: OpenRunsChoice) => void;
  onClose: () => void;
}) {
  const [choice, setChoice] = useState<OpenRunsChoice>('go-on');
  const verb = state === 'paused' ? 'Pause' : 'Archive';
  return (
    <Modal opened onClose={onClose} title={`${verb} “${name}”`} size="md">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) onRest(choice);
        }}
      >
        <p className={classes.lead}>
          {state === 'paused'
            ? 'Nothing new starts until you switch it on again. Mails and webhooks that arrive are kept and start then; schedules are left out. Its draft can be tried meanwhile.'
            : 'It takes nothing new, and what is sent to it is refused. It leaves the lists; its versions and runs stay, and you can bring it back.'}
        </p>
        {openRuns > 0 && (
          <Radio.Group
            label={openRuns === 1 ? '1 run is open' : `${openRuns} runs are open`}
            value={choice}
            onChange={(value) => setChoice(value === 'cancel' ? 'cancel' : 'go-on')}
          >
            <div className={classes.choices}>
              <Radio
                value="go-on"
                label={openRuns === 1 ? 'Let it go on to its end' : 'Let them go on to their end'}
              />
              <Radio
                value="cancel"
                label={openRuns === 1 ? 'Cancel it' : 'Cancel them'}
                description="What was sent stays sent; questions are withdrawn."
              />
            </div>
          </Radio.Group>
        )}
        <div className={classes.actions}>
          <Button onClick={onClose}>Keep it as it is</Button>
          <Button type="submit" variant="filled" loading={isBusy} data-autofocus>
            {choice === 'cancel'
              ? `${verb} and cancel ${openRuns === 1 ? 'the run' : `${openRuns} runs`}`
              : verb}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
