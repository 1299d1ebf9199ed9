import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { App } from './build-app.ts';

/** Must come before the routes it describes. */
export async function collectRoutes(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Dayshift',
        version: '1',
        description: 'Playbooks, runs, approvals and workers. Errors are application/problem+json.',
      },
      components: {
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'dayshift' } },
      },
    },
    transform: jsonSchemaTransform,
  });
}

/** The description at /api/openapi.json, and a page to read it at /api/docs. */
export async function serveDescription(app: App): Promise<void> {
  app.get(
    '/api/openapi.json',
    { config: { access: { permission: 'docs:read' } }, schema: { hide: true } },
    async () => app.swagger(),
  );
  await app.register(async (scope) => {
    scope.accessOfPlugin = { permission: 'docs:read' };
    // Without a policy of its own: ours is set for all answers.
    await scope.register(swaggerUi, {
      routePrefix: '/api/docs',
      theme: {
        title: 'Dayshift API',
        css: [{ filename: 'dayshift.css', content: '.topbar { display: none }' }],
      },
    });
  });
}
