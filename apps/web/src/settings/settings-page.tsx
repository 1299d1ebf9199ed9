import type { SessionView } from '@dayshift/contracts';
import { Button, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession, useSignOut } from '../api/session.ts';
import { Card } from '../ui/card.tsx';
import { ErrorBox } from '../ui/error-box.tsx';
import { PageBody } from '../ui/page-body.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ModelPrices } from './model-prices.tsx';
import { NotificationCard } from './notification-card.tsx';
import classes from './settings.module.css';

/** How it looks to you, and what this installation runs on. */
export function SettingsPage() {
  const { data: session } = useSession();
  return (
    <>
      <PageHeader title="Settings" />
      <PageBody isNarrow>
        <Card title="Theme">
          <ThemeSwitch />
        </Card>
        {session && (
          <>
            <NotificationCard />
            <ModelCard session={session} />
            <ModelPrices />
            <Card title="This installation">
              <dl className={classes.facts}>
                <Fact name="Signed in as">{session.user}</Fact>
                <Fact name="Mail arrives at">{session.mailAddress}</Fact>
                <Fact name="Data is kept in">{session.storeLabel}</Fact>
                <Fact name="Runs are kept by">{session.temporalLabel}</Fact>
                <Fact name="Times are shown in">{Intl.DateTimeFormat().resolvedOptions().timeZone}</Fact>
              </dl>
              <SignOut />
            </Card>
          </>
        )}
      </PageBody>
    </>
  );
}

const themes = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'As the system' },
];

function ThemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label="Theme"
      data={themes}
      value={colorScheme}
      onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
    />
  );
}

function ModelCard({ session }: { session: SessionView }) {
  return (
    <Card title="Model">
      {session.model.isPractice ? (
        <>
          <p className={classes.text}>
            The scripted practice model answers. It costs nothing, and the same mail always gets the same
            answer. To use a real model, start Dayshift with:
          </p>
          <pre className={classes.code}>
            OPENAI_API_KEY=… OPENAI_MODEL=… npm start{'\n'}
            <span># any server that speaks the same language, also a local one:</span>
            {'\n'}OPENAI_BASE_URL=http://127.0.0.1:8080/v1 OPENAI_MODEL=… npm start
          </pre>
          <p className={classes.text}>The playbooks stay as they are.</p>
        </>
      ) : (
        <p className={classes.text}>
          <b>{session.model.name}</b>, as set by the environment Dayshift was started in.
        </p>
      )}
    </Card>
  );
}

function SignOut() {
  const signOut = useSignOut();
  const navigate = useNavigate();
  return (
    <>
      {signOut.error && <ErrorBox error={signOut.error} />}
      <Button
        loading={signOut.isPending}
        onClick={() =>
          signOut.mutate(undefined, { onSuccess: () => void navigate({ to: '/sign-in', search: {} }) })
        }
      >
        Sign out
      </Button>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
