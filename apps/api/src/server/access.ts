import type { Session } from '@dayshift/model';
import type { FastifyInstance } from 'fastify';

/** What a signed-in person may do. One role has them all for now; routes already ask for the one they need. */
const permissions = [
  'session:use',
  'playbooks:read',
  'playbooks:write',
  'playbooks:publish',
  'playbooks:delete',
  'runs:read',
  'runs:start',
  'runs:control',
  'approvals:read',
  'approvals:decide',
  'workers:read',
  'workers:write',
  'deliverables:read',
  'tools:read',
  'tools:write',
  'audit:read',
  'audit:export',
  'settings:read',
  'settings:write',
  'docs:read',
] as const;
export type Permission = (typeof permissions)[number];

const owner: ReadonlySet<Permission> = new Set(permissions);

/** Asked at every request, so a right that was taken away is gone at once. */
export function permissionsOf(_session: Session): ReadonlySet<Permission> {
  return owner;
}

/** Who may use a route: a property of the matched route, never of the address's text. */
type Access = 'public' | { permission: Permission };

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** Programs elsewhere call it, so a foreign Origin is no reason to refuse. */
    isCalledFromAnywhere?: boolean;
  }
  interface FastifyInstance {
    /** For routes that a plugin brings along: what they get when they declare nothing themselves. */
    accessOfPlugin: Access | undefined;
    routeTable: { method: string; url: string; access: Access }[];
  }
}

/** Deny by default: a route that does not say who may use it keeps the app from being built. */
export function requireAccessOnEveryRoute(app: FastifyInstance): void {
  app.decorate('accessOfPlugin', undefined);
  app.decorate('routeTable', []);
  app.addHook('onRoute', function (route) {
    const access = route.config?.access ?? this.accessOfPlugin;
    if (!access) throw new Error(`The route ${route.method} ${route.url} does not declare who may use it.`);
    route.config = { ...route.config, access };
    for (const method of [route.method].flat()) app.routeTable.push({ method, url: route.url, access });
  });
}
