import type { SessionView, WorkerCard } from '@dayshift/contracts';
import { Link } from '@tanstack/react-router';
import { CircleCheck, Hand, Mail } from 'lucide-react';
import type { ReactNode } from 'react';
import { Card } from '../ui/card.tsx';
import classes from './home.module.css';

/** Before anything has happened: what will happen now, and where to look. */
export function FirstMinutes({ worker, session }: { worker: WorkerCard; session: SessionView | undefined }) {
  return (
    <Card title="What happens now">
      <ol className={classes.firstSteps}>
        <Step icon={<Mail size={16} aria-hidden />}>
          {session?.practice ? (
            <>
              Mails from practice customers arrive at <b>{session.mailAddress}</b> during the next two
              minutes.{' '}
              <a
                href={session.practice.mailUrl}
                target="_blank"
                rel="noreferrer"
                className={classes.inlineLink}
              >
                Watch the mailbox
              </a>
            </>
          ) : (
            <>
              {worker.name} starts on the next mail to <b>{session?.mailAddress ?? 'its address'}</b>, or as
              soon as you run a playbook.
            </>
          )}
        </Step>
        <Step icon={<CircleCheck size={16} aria-hidden />}>
          {worker.name} reads each one and does what its{' '}
          <Link to="/playbooks" className={classes.inlineLink}>
            playbook
          </Link>{' '}
          lets it do alone. You see it here as it finishes.
        </Step>
        <Step icon={<Hand size={16} aria-hidden />}>
          Before anything else is sent or refunded, {worker.name} asks. The question appears on this page and
          in the{' '}
          <Link to="/inbox" search={{}} className={classes.inlineLink}>
            inbox
          </Link>
          ; nothing goes out until you answer.
        </Step>
      </ol>
    </Card>
  );
}

function Step({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className={classes.firstStep}>
      {icon}
      <span>{children}</span>
    </li>
  );
}
