import { newPrivateHostSchema, privateHostsSchema } from '@dayshift/contracts';
import { z } from 'zod';
import type { ApiContext } from '../context.ts';
import type { App } from '../server/build-app.ts';
import { allowPrivateHost, takeBackPrivateHost, viewPrivateHosts } from '../use-cases/private-hosts.ts';
import { byWhom } from './requests.ts';

const tools = { tags: ['tools'] };
const oneHost = z.object({ host: z.string() });

/** What steps may reach. */
export function toolRoutes(app: App, context: ApiContext, hostsAtStart: string[]): void {
  app.get(
    '/api/private-hosts',
    {
      config: { access: { permission: 'tools:read' } },
      schema: {
        ...tools,
        summary: 'Private hosts that steps may call',
        response: { 200: privateHostsSchema },
      },
    },
    () => viewPrivateHosts(context, hostsAtStart),
  );
  app.post(
    '/api/private-hosts',
    {
      config: { access: { permission: 'tools:write' } },
      schema: {
        ...tools,
        summary: 'Allow steps to call a private host',
        body: newPrivateHostSchema,
        response: { 200: oneHost },
      },
    },
    (request) => allowPrivateHost(context, { host: request.body.host, by: byWhom(request) }),
  );
  app.delete(
    '/api/private-hosts/:host',
    {
      config: { access: { permission: 'tools:write' } },
      schema: {
        ...tools,
        summary: 'Take back that steps may call a private host',
        params: newPrivateHostSchema,
        response: { 200: oneHost },
      },
    },
    (request) => takeBackPrivateHost(context, { host: request.params.host, by: byWhom(request) }),
  );
}
