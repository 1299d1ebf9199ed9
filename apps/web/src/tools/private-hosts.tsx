import type { PrivateHosts as Hosts } from '@dayshift/contracts';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { isApiError } from '../api/api-error.ts';
import { useAllowPrivateHost, usePrivateHosts, useTakeBackPrivateHost } from '../api/private-hosts.ts';
import { useConfirm } from '../ui/confirm.tsx';
import { ErrorBox } from '../ui/error-box.tsx';
import { Row, Rows, RowText } from '../ui/row.tsx';
import { Section } from '../ui/section.tsx';
import { TimeText } from '../ui/time-text.tsx';
import classes from './private-hosts.module.css';

/** Hosts in private networks that steps may call. `wanted`: the one that somebody comes here to allow. */
export function PrivateHosts({ wanted }: { wanted?: string | undefined }) {
  const hosts = usePrivateHosts();
  return (
    <div id="private-hosts">
      <Section title="Private hosts">
        <p className={classes.text}>
          Steps call public hosts only, so that no playbook reaches into your own network by mistake. Allow a
          host here, and every playbook may call it from that moment on. Each change is in the audit.
        </p>
        {hosts.error && <ErrorBox error={hosts.error} onRetry={() => void hosts.refetch()} />}
        {hosts.data && <HostList hosts={hosts.data} />}
        <AllowHost wanted={wanted} />
      </Section>
    </div>
  );
}

function HostList({ hosts: { items, atStart } }: { hosts: Hosts }) {
  const takeBack = useTakeBackPrivateHost();
  const { ask, dialog } = useConfirm();
  async function onTakeBack(host: string) {
    const question = {
      title: `Take back ${host}?`,
      text: 'The next call of it is refused, in open runs too. What is under way now still ends.',
      action: 'Take back',
      tone: 'needs',
    } as const;
    if (await ask(question)) takeBack.mutate(host);
  }
  if (items.length === 0 && atStart.length === 0) return <p className={classes.none}>None is allowed.</p>;
  return (
    <>
      {takeBack.error && <ErrorBox error={takeBack.error} />}
      <Rows label="Private hosts">
        {atStart.map((host) => (
          <Row key={`start ${host}`} columns="1fr">
            <RowText title={host} detail="Allowed by who started Dayshift; changed there." />
          </Row>
        ))}
        {items.map(({ host, addedBy, addedAt }) => (
          <Row key={host} columns="1fr auto">
            <RowText
              title={host}
              detail={
                <>
                  Allowed by {addedBy}, <TimeText at={addedAt} />
                </>
              }
            />
            <Button
              size="xs"
              aria-label={`Take back ${host}`}
              loading={takeBack.isPending && takeBack.variables === host}
              onClick={() => void onTakeBack(host)}
            >
              Take back
            </Button>
          </Row>
        ))}
      </Rows>
      {dialog}
    </>
  );
}

function AllowHost({ wanted }: { wanted?: string | undefined }) {
  const [host, setHost] = useState(wanted ?? '');
  const allow = useAllowPrivateHost();
  const input = useRef<HTMLInputElement>(null);
  // Who follows the link of an error lands in the filled field, one key away from what they came for.
  useEffect(() => {
    if (wanted === undefined) return;
    setHost(wanted);
    input.current?.scrollIntoView({ block: 'center' });
    input.current?.focus({ preventScroll: true });
  }, [wanted]);
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    allow.mutate(host, { onSuccess: () => setHost('') });
  }
  return (
    <form className={classes.form} onSubmit={onSubmit}>
      <div className={classes.line}>
        <TextInput
          ref={input}
          className={classes.input ?? ''}
          label="Host and port"
          placeholder="10.0.0.5:8080"
          value={host}
          error={whyNot(allow.error)}
          onChange={(event) => {
            allow.reset();
            setHost(event.currentTarget.value);
          }}
        />
        <Button type="submit" variant="filled" disabled={host.trim() === ''} loading={allow.isPending}>
          Allow
        </Button>
      </div>
      {allow.isSuccess && host === '' && (
        <p className={classes.text} role="status">
          {allow.data.host} may be called now. A step that is stuck at it can be tried again.
        </p>
      )}
    </form>
  );
}

function whyNot(error: Error | null): string | undefined {
  if (isApiError(error, 'INVALID_FIELD')) return 'Write a host and a port, such as 10.0.0.5:8080.';
  return error?.message;
}
