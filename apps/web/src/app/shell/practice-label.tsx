import { Menu } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { FlaskConical, LifeBuoy, Mail, Settings2 } from 'lucide-react';
import { useSession } from '../../api/session.ts';
import classes from './practice-label.module.css';

/** Says, on every page, that the answers come from the scripted practice model, and leads to the practice office. */
export function PracticeLabel({ isFolded }: { isFolded: boolean }) {
  const { data: session } = useSession();
  if (session === undefined || (!session.model.isPractice && session.practice === undefined)) return null;
  const words = session.model.isPractice ? 'Practice model' : 'Practice office';
  return (
    <Menu position="right-end" width={270}>
      <Menu.Target>
        <button
          type="button"
          className={classes.label}
          data-folded={isFolded || undefined}
          aria-label={words}
        >
          <FlaskConical size={14} aria-hidden />
          {!isFolded && words}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <p className={classes.text}>
          {session.model.isPractice
            ? 'Answers come from a scripted practice model, not from an AI. Mail and help desk are practice too: nothing leaves this machine.'
            : `Answers come from ${session.model.name}. Mail and help desk are practice: nothing is sent to anyone.`}
        </p>
        {session.practice && (
          <>
            <Menu.Item
              component="a"
              href={session.practice.mailUrl}
              target="_blank"
              leftSection={<Mail size={15} />}
            >
              Practice mailbox
            </Menu.Item>
            <Menu.Item
              component="a"
              href={session.practice.helpDeskUrl}
              target="_blank"
              leftSection={<LifeBuoy size={15} />}
            >
              Practice help desk
            </Menu.Item>
          </>
        )}
        <Menu.Item component={Link} to="/settings" leftSection={<Settings2 size={15} />}>
          {session.model.isPractice ? 'Use a real model' : 'Settings'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
