import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { isApiError } from '../api/api-error.ts';
import { signIn } from '../api/session.ts';
import { Logo } from '../ui/logo.tsx';
import classes from './sign-in.module.css';

type Progress =
  | { type: 'signing-in' }
  | { type: 'needs-link' }
  | { type: 'link-refused' }
  | { type: 'unreachable'; token: string };

/** Trades the one-time link for a session, or says how to get a new link. There is no form and no password. */
export function SignInPage() {
  const { token } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const client = useQueryClient();
  const [progress, setProgress] = useState<Progress>(
    token === undefined ? { type: 'needs-link' } : { type: 'signing-in' },
  );
  const tried = useRef<string>(undefined);

  const trade = async (link: string) => {
    setProgress({ type: 'signing-in' });
    try {
      await signIn(link);
      client.clear();
      await navigate({ to: '/', replace: true });
    } catch (error) {
      const isUnreachable = isApiError(error) && error.isUnreachable;
      setProgress(isUnreachable ? { type: 'unreachable', token: link } : { type: 'link-refused' });
    }
  };

  useEffect(() => {
    document.title = 'Sign in · Dayshift';
    if (token === undefined || tried.current === token) return;
    tried.current = token;
    // A link works once; it has no business in the history or in a copied address.
    void navigate({ to: '/sign-in', search: {}, replace: true });
    void trade(token);
  });

  return (
    <main className={classes.page}>
      <Logo size={34} />
      <h1>Dayshift</h1>
      <div role="status" className={classes.text}>
        {progress.type === 'signing-in' && <p>Signing you in…</p>}
        {progress.type === 'needs-link' && (
          <p>Open the sign-in link that Dayshift printed when it started. It works once.</p>
        )}
        {progress.type === 'link-refused' && <p>This link was used already, or is too old.</p>}
        {progress.type === 'unreachable' && <p>Dayshift does not answer. Is it still running?</p>}
      </div>
      {(progress.type === 'needs-link' || progress.type === 'link-refused') && (
        <p className={classes.text}>
          For a new one, run <code>npm start</code> again: it prints a new link and leaves everything else as
          it is.
        </p>
      )}
      {progress.type === 'unreachable' && (
        <Button variant="filled" onClick={() => void trade(progress.token)}>
          Try again
        </Button>
      )}
    </main>
  );
}
