import type { KeptMailView as Mail } from '@dayshift/contracts';
import { Button, Menu } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { ChevronDown, Play, Trash2 } from 'lucide-react';
import { useHandleKeptMail, useKeptMail } from '../api/kept-mails.ts';
import { ErrorBox } from '../ui/error-box.tsx';
import { ExactText } from '../ui/exact-text.tsx';
import { SkeletonRows } from '../ui/skeletons.tsx';
import { TimeText } from '../ui/time-text.tsx';
import classes from './kept-mail.module.css';

/** A kept mail as it reads, with why it was kept and what can be done with it. */
export function KeptMailView({ id }: { id: string }) {
  const { data, error, refetch } = useKeptMail(id);
  if (data === undefined) {
    if (error === null) return <SkeletonRows rows={1} height={320} what="the mail" />;
    return <ErrorBox error={error} title="This mail could not be loaded." onRetry={() => void refetch()} />;
  }
  return (
    <article className={classes.mail}>
      <h2 className={classes.subject}>
        <ExactText text={data.subject || 'A mail that cannot be read'} />
      </h2>
      <dl className={classes.facts}>
        <dt>From</dt>
        <dd>
          <ExactText
            text={[data.fromName, data.from && `<${data.from}>`].filter(Boolean).join(' ') || 'nobody'}
          />
        </dd>
        <dt>To</dt>
        <dd>
          <ExactText text={data.to} />
        </dd>
        <dt>Received</dt>
        <dd>
          <TimeText at={data.receivedAt} as="ago" />
        </dd>
        {data.attachments.length > 0 && (
          <>
            <dt>Attached</dt>
            <dd>
              <ExactText text={data.attachments.map(({ name }) => name).join(', ')} />
            </dd>
          </>
        )}
      </dl>
      <p className={classes.why}>
        <b>Why it was kept:</b> <ExactText text={data.reason} />
      </p>
      <Handling mail={data} />
      <pre className={classes.words}>
        <ExactText text={data.text || '(no text)'} />
      </pre>
    </article>
  );
}

function Handling({ mail }: { mail: Mail }) {
  const { busy, error, run, discard } = useHandleKeptMail(mail.id);
  const navigate = useNavigate();
  if (mail.handled) {
    const { as, by, at, runId } = mail.handled;
    return (
      <p className={classes.handled}>
        {as === 'run' ? 'Run' : 'Discarded'} by {by}, <TimeText at={at} as="ago" />
        {runId !== undefined && (
          <>
            {' · '}
            <Link to="/runs/$runId" params={{ runId }} search={{}} className={classes.link}>
              See the run
            </Link>
          </>
        )}
      </p>
    );
  }
  const start = async (trigger: Mail['canStart'][number]) => {
    const started = await run({ playbookId: trigger.playbookId, nodeId: trigger.nodeId });
    if (started) await navigate({ to: '/runs/$runId', params: { runId: started.runId }, search: {} });
  };
  const [only, ...others] = mail.canStart;
  return (
    <>
      {error !== undefined && <ErrorBox error={error} title="That did not go through." />}
      <div className={classes.acts}>
        {only && others.length === 0 && (
          <Button
            variant="filled"
            leftSection={<Play size={15} aria-hidden />}
            loading={busy === 'run'}
            onClick={() => void start(only)}
          >
            Run “{only.playbookName}” with it
          </Button>
        )}
        {others.length > 0 && (
          <Menu position="bottom-start" shadow="md">
            <Menu.Target>
              <Button
                variant="filled"
                leftSection={<Play size={15} aria-hidden />}
                rightSection={<ChevronDown size={15} aria-hidden />}
                loading={busy === 'run'}
              >
                Run a playbook with it
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {mail.canStart.map((trigger) => (
                <Menu.Item
                  key={`${trigger.playbookId} ${trigger.nodeId}`}
                  onClick={() => void start(trigger)}
                >
                  {trigger.playbookName}, “{trigger.nodeTitle}”
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        <Button
          leftSection={<Trash2 size={15} aria-hidden />}
          loading={busy === 'discard'}
          onClick={() => void discard()}
        >
          Discard
        </Button>
        {!only && <span className={classes.hint}>No published playbook starts with a mail.</span>}
      </div>
    </>
  );
}
