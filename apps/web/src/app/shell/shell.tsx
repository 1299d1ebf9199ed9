import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { Navigate, Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { isApiError } from '../../api/api-error.ts';
import { useWorkspaceLive } from '../../api/live.ts';
import { useSession } from '../../api/session.ts';
import { ErrorBox } from '../../ui/error-box.tsx';
import { ConnectionBar } from './connection-bar.tsx';
import { Navigation } from './navigation.tsx';
import classes from './shell.module.css';
import { useGoKeys } from './use-go-keys.ts';

const FindAnything = lazy(() =>
  import('./find-anything.tsx').then((module) => ({ default: module.FindAnything })),
);

/** Navigation on the left, the page on the right; sends who is not signed in to the sign-in page. */
export function Shell() {
  const session = useSession();
  if (isApiError(session.error) && session.error.status === 401)
    return <Navigate to="/sign-in" search={{}} />;
  if (session.error && session.data === undefined) {
    return (
      <main className={classes.alone}>
        <ErrorBox error={session.error} onRetry={() => void session.refetch()} />
      </main>
    );
  }
  return <SignedIn isReady={session.data !== undefined} />;
}

function SignedIn({ isReady }: { isReady: boolean }) {
  const live = useWorkspaceLive(isReady);
  const showsKeys = useGoKeys();
  const isFolded = useIsFolded();
  const [findPresses, setFindPresses] = useState(0);
  const find = () => setFindPresses((presses) => presses + 1);
  useHotkeys([['mod+K', find]], []);

  return (
    <div className={classes.shell}>
      <a href="#page" className={classes.skip}>
        Skip to the page
      </a>
      <Navigation isFolded={isFolded} showsKeys={showsKeys} onFind={find} />
      <main id="page" className={classes.page} tabIndex={-1}>
        {isReady && <ConnectionBar live={live} />}
        {/* No page is shown before the session is known: every write needs its token. */}
        {isReady && <Outlet />}
      </main>
      {findPresses > 0 && (
        <Suspense>
          <FindAnything presses={findPresses} />
        </Suspense>
      )}
    </div>
  );
}

const roomyPages = /^\/(playbooks|runs)\/[^/]+/;

/** Icons only where a graph is shown, and where the window is narrow. */
function useIsFolded(): boolean {
  const isNarrow = useMediaQuery('(max-width: 1099px)', false, { getInitialValueInEffect: false });
  const isGraph = useRouterState({ select: (state) => roomyPages.test(state.location.pathname) });
  return isNarrow || isGraph;
}
