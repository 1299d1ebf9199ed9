import type { FetchQueryOptions, QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type SearchSchemaInput,
} from '@tanstack/react-router';
import {
  type AuditSearch,
  auditKinds,
  auditResults,
  type PlaybookSearch,
  type PlaybooksSearch,
  playbookTabs,
  type RunsSearch,
} from '../address/search-params.ts';
import { homeQuery } from '../api/home.ts';
import { playbookQuery } from '../api/playbooks.ts';
import { createQueryClient } from '../api/query-client.ts';
import { runQuery } from '../api/runs.ts';
import { sessionQuery } from '../api/session.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { PageError } from './page-error.tsx';
import { Shell } from './shell/shell.tsx';

// One chunk per page: opening the inbox never loads the canvas.
const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  notFoundComponent: NotFoundPage,
  errorComponent: PageError,
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: { token?: unknown } & SearchSchemaInput): { token?: string } =>
    typeof search.token === 'string' || typeof search.token === 'number'
      ? { token: String(search.token) }
      : {},
  component: lazyRouteComponent(() => import('../session/sign-in-page.tsx'), 'SignInPage'),
});

const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  loader: ({ context }) => askEarly(context, sessionQuery),
  component: Shell,
});
const shell = () => shellRoute;

const homeRoute = createRoute({
  getParentRoute: shell,
  path: '/',
  loader: ({ context }) => askEarly(context, homeQuery),
  component: lazyRouteComponent(() => import('../home/home-page.tsx'), 'HomePage'),
});

type InboxTab = 'others' | 'decided';
const inboxRoute = createRoute({
  getParentRoute: shell,
  path: '/inbox',
  validateSearch: (search: { tab?: unknown } & SearchSchemaInput): { tab?: InboxTab } =>
    search.tab === 'decided' || search.tab === 'others' ? { tab: search.tab } : {},
  component: lazyRouteComponent(() => import('../inbox/inbox-page.tsx'), 'InboxPage'),
});
// The card is a child without a component of its own: the page reads the parameter, so that moving between cards
// keeps the list and the focus where they are.
const inboxItemRoute = createRoute({ getParentRoute: () => inboxRoute, path: '$approvalId' });

const runsRoute = createRoute({
  getParentRoute: shell,
  path: '/runs',
  validateSearch: (search: Record<string, unknown> & SearchSchemaInput): RunsSearch => ({
    ...textPart(search, 'worker'),
    ...textPart(search, 'playbook'),
    ...textPart(search, 'state'),
    ...textPart(search, 'text'),
    ...numberPart(search, 'from'),
    ...numberPart(search, 'to'),
  }),
  component: lazyRouteComponent(() => import('../runs/runs-page.tsx'), 'RunsPage'),
});

/** `step` is the instance key of the step that is open; `resume` opens the dialog. */
type RunSearch = {
  step?: string;
  resume?: boolean;
  /** Id of the run it is compared with, or `last` for the one that tells most. */
  compare?: string;
};
const runRoute = createRoute({
  getParentRoute: shell,
  path: '/runs/$runId',
  validateSearch: (search: Record<string, unknown> & SearchSchemaInput): RunSearch => ({
    ...textPart(search, 'step'),
    ...textPart(search, 'compare'),
    ...(search.resume === true ? { resume: true } : {}),
  }),
  loader: ({ context, params }) => askEarly(context, runQuery(params.runId)),
  component: lazyRouteComponent(() => import('../runs/run-page.tsx'), 'RunPage'),
});

const playbooksRoute = createRoute({
  getParentRoute: shell,
  path: '/playbooks',
  validateSearch: (search: Record<string, unknown> & SearchSchemaInput): PlaybooksSearch => ({
    ...(search.new === true ? { new: true } : {}),
    ...(search.archived === true ? { archived: true } : {}),
    ...textPart(search, 'worker'),
  }),
  component: lazyRouteComponent(() => import('../playbooks/playbooks-page.tsx'), 'PlaybooksPage'),
});

const playbookRoute = createRoute({
  getParentRoute: shell,
  path: '/playbooks/$playbookId',
  validateSearch: (search: Record<string, unknown> & SearchSchemaInput): PlaybookSearch => {
    const tab = playbookTabs.find((name) => name === search.tab);
    return {
      ...(tab === undefined ? {} : { tab }),
      ...textPart(search, 'node'),
      ...numberPart(search, 'version'),
      ...textPart(search, 'run'),
      ...(search.view === 'all' && { view: 'all' }),
    };
  },
  loader: ({ context, params }) => askEarly(context, playbookQuery(params.playbookId)),
  component: lazyRouteComponent(() => import('../canvas/canvas-page.tsx'), 'CanvasPage'),
});

const workersRoute = createRoute({
  getParentRoute: shell,
  path: '/workers',
  validateSearch: (search: { hire?: unknown } & SearchSchemaInput): { hire?: boolean } =>
    search.hire === true ? { hire: true } : {},
  component: lazyRouteComponent(() => import('../workers/workers-page.tsx'), 'WorkersPage'),
});
const workerRoute = createRoute({
  getParentRoute: shell,
  path: '/workers/$workerId',
  component: lazyRouteComponent(() => import('../workers/worker-page.tsx'), 'WorkerPage'),
});
const keptMailRoute = createRoute({
  getParentRoute: shell,
  path: '/kept-mail',
  validateSearch: (search: Record<string, unknown> & SearchSchemaInput): { open?: string } =>
    textPart(search, 'open'),
  component: lazyRouteComponent(() => import('../kept-mail/kept-mail-page.tsx'), 'KeptMailPage'),
});

const deliverablesRoute = createRoute({
  getParentRoute: shell,
  path: '/deliverables',
  validateSearch: (search: Record<string, unknown> & SearchSchemaInput): { open?: string } =>
    textPart(search, 'open'),
  component: lazyRouteComponent(() => import('../deliverables/deliverables-page.tsx'), 'DeliverablesPage'),
});
const toolsRoute = createRoute({
  getParentRoute: shell,
  path: '/tools',
  validateSearch: (search: Record<string, unknown> & SearchSchemaInput): { allow?: string } =>
    textPart(search, 'allow'),
  component: lazyRouteComponent(() => import('../tools/tools-page.tsx'), 'ToolsPage'),
});
const auditRoute = createRoute({
  getParentRoute: shell,
  path: '/audit',
  validateSearch: (search: Record<string, unknown> & SearchSchemaInput): AuditSearch => {
    const kind = auditKinds.find((name) => name === search.kind);
    const result = auditResults.find((name) => name === search.result);
    return {
      ...(kind && { kind }),
      ...(result && { result }),
      ...textPart(search, 'worker'),
      ...textPart(search, 'text'),
      ...numberPart(search, 'from'),
    };
  },
  component: lazyRouteComponent(() => import('../audit/audit-page.tsx'), 'AuditPage'),
});
const settingsRoute = createRoute({
  getParentRoute: shell,
  path: '/settings',
  component: lazyRouteComponent(() => import('../settings/settings-page.tsx'), 'SettingsPage'),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    signInRoute,
    shellRoute.addChildren([
      homeRoute,
      inboxRoute.addChildren([inboxItemRoute]),
      runsRoute,
      runRoute,
      playbooksRoute,
      playbookRoute,
      workersRoute,
      workerRoute,
      deliverablesRoute,
      keptMailRoute,
      toolsRoute,
      auditRoute,
      settingsRoute,
    ]),
  ]),
  context: { queryClient: createQueryClient() },
  defaultPreload: 'intent',
  defaultErrorComponent: PageError,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** Asks while the page's code still loads, if nothing is known yet; the page itself decides when that is too old. */
function askEarly<T, Key extends readonly unknown[]>(
  { queryClient }: { queryClient: QueryClient },
  query: FetchQueryOptions<T, Error, T, Key>,
): void {
  void queryClient.prefetchQuery({ ...query, staleTime: Number.POSITIVE_INFINITY });
}

function textPart<Name extends string>(
  search: Record<string, unknown>,
  name: Name,
): { [Key in Name]?: string } {
  const value = search[name];
  const isText = (typeof value === 'string' && value !== '') || typeof value === 'number';
  // A computed key widens to a string index; the one key is Name.
  return (isText ? { [name]: String(value) } : {}) as { [Key in Name]?: string };
}

function numberPart<Name extends string>(
  search: Record<string, unknown>,
  name: Name,
): { [Key in Name]?: number } {
  const value = Number(search[name] ?? Number.NaN);
  // As above.
  return (Number.isFinite(value) ? { [name]: value } : {}) as { [Key in Name]?: number };
}
