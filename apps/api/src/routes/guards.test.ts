import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireAccessOnEveryRoute } from '../server/access.ts';
import { createSignInLink } from '../session/sign-in-links.ts';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await aTestOffice();
});
afterAll(() => office.close());

describe('who may come in', () => {
  it('a route that does not say who may use it keeps the app from being built', () => {
    const app = Fastify();
    requireAccessOnEveryRoute(app);
    expect(() => app.get('/forgotten', async () => 'hello')).toThrow(/does not declare/);
  });

  it('these routes are open to everybody, and no others', () => {
    const open = office.app.routeTable.filter(({ access }) => access === 'public');
    expect(open.map(({ method, url }) => `${method} ${url}`).sort()).toEqual([
      'GET /*',
      'GET /livez',
      'GET /metrics',
      'GET /readyz',
      'GET /sign-in',
      'GET /sign-in.js',
      'HEAD /*',
      'HEAD /livez',
      'HEAD /metrics',
      'HEAD /readyz',
      'HEAD /sign-in',
      'HEAD /sign-in.js',
      'POST /api/session',
      'POST /hooks/:playbookId/:nodeKey',
    ]);
  });

  it('everything else answers 401 to a stranger, before it looks at anything', async () => {
    for (const { method, url, access } of office.app.routeTable) {
      if (access === 'public') continue;
      const answer = await office.stranger(method, url.replace('/*', '/x').replaceAll(/:\w+/g, '1'));
      expect([answer.status, url], `${method} ${url}`).toEqual([401, url]);
    }
  });

  it('a name that is not ours is refused, so that no page can point its own name at us', async () => {
    const answer = await office.request('GET', '/api/home', undefined, { host: 'evil.example:4200' });
    expect(answer.status).toBe(421);
    expect((await office.request('GET', '/api/home', undefined, { host: 'localhost:4200' })).status).toBe(
      200,
    );
  });

  it('a write from another site, or without the CSRF token, is refused', async () => {
    const body = { name: 'From afar' };
    const post = (headers: Record<string, string>) => office.request('POST', '/api/playbooks', body, headers);
    expect((await post({ origin: 'https://evil.example' })).body.code).toBe('FOREIGN_ORIGIN');
    expect((await post({ 'sec-fetch-site': 'cross-site' })).body.code).toBe('FOREIGN_ORIGIN');
    expect((await post({ 'x-csrf-token': 'x' })).body.code).toBe('CSRF_TOKEN');
    expect((await post({ origin: 'http://127.0.0.1:4200' })).status).toBe(200);
  });

  it('a sign-in link works once, and looking at it uses nothing up', async () => {
    const { store, context } = office;
    const link = await createSignInLink(store, {
      workspaceId: 'main',
      user: 'You',
      publicUrl: 'http://127.0.0.1:4200',
      now: Date.now(),
    });
    const { pathname, search, searchParams } = new URL(link);
    expect((await office.stranger('GET', pathname + search)).status).toBe(200);
    const body = { token: searchParams.get('token') };
    const first = await office.stranger('POST', '/api/session', body);
    expect(first.status).toBe(200);
    expect(String(first.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/);
    expect((await office.stranger('POST', '/api/session', body)).status).toBe(401);
    const old = await createSignInLink(store, {
      workspaceId: 'main',
      user: 'You',
      publicUrl: 'http://x',
      now: Date.now() - 16 * 60_000,
    });
    const late = await office.stranger('POST', '/api/session', {
      token: new URL(old).searchParams.get('token'),
    });
    expect(late.body.code).toBe('LINK_NOT_VALID');
    expect(
      JSON.stringify(
        await store.signInLinks.find({
          where: {},
          order: { by: 'expiresAt', direction: 'ascending' },
          limit: 10,
        }),
      ),
    ).not.toContain(body.token);
    expect(context.workspaceId).toBe('main');
  });

  it.each([null, '', [], {}, 'x'.repeat(300)])('a token that is %j signs nobody in', async (token) => {
    const { status } = await office.stranger('POST', '/api/session', { token });
    expect([400, 401]).toContain(status);
  });

  it('signing out ends the session on the server', async () => {
    const own = await aTestOffice();
    await own.request('DELETE', '/api/session');
    expect((await own.request('GET', '/api/session')).status).toBe(401);
    await own.close();
  });
});

describe('bad input', () => {
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    office.request('POST', '/api/playbooks', body, headers);

  it.each([
    ['{"a":', 400, 'INVALID_JSON'],
    ['{"name":"x","name":"y"}', 400, 'AMBIGUOUS_JSON'],
    ['{"__proto__":{"isAdmin":true}}', 400, 'FORBIDDEN_KEY'],
    [`${'['.repeat(64)}${']'.repeat(64)}`, 400, 'JSON_TOO_DEEP'],
    [JSON.stringify('x'.repeat(1_100_000)), 413, 'BODY_TOO_LARGE'],
    ['null', 400, 'EXPECTED_OBJECT'],
  ])('%.30s', async (body, status, code) => {
    const answer = await post(body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body.requestId).toBeTruthy();
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts:/);
  });

  it('names the field that is wrong', async () => {
    expect((await post({ name: 5 })).body).toMatchObject({ code: 'EXPECTED_STRING', path: 'name' });
    expect((await post({ name: 'x', workspaceId: 'other' })).body).toMatchObject({
      code: 'UNKNOWN_FIELD',
      path: 'workspaceId',
    });
    expect((await post({ name: 'x'.repeat(200) })).body).toMatchObject({
      code: 'FIELD_TOO_LONG',
      path: 'name',
    });
    const graph = { formatVersion: 1, nodes: [{ id: '../x' }], edges: [], notes: [] };
    expect((await post({ name: 'x', graph })).body.path).toBe('graph.nodes.0.id');
    expect((await post({ name: { $ne: null } })).body).toMatchObject({
      code: 'EXPECTED_STRING',
      path: 'name',
    });
  });

  it.each(['text/plain', 'application/json\ta', 'multipart/form-data', 'application/xml'])(
    '%s is not JSON',
    async (type) => {
      expect((await post('{"name":"x"}', { 'content-type': type })).status).toBe(415);
    },
  );

  it('what belongs to somebody else is not there', async () => {
    const { store } = office;
    await store.workers.insert({
      id: 'wrk_foreign',
      workspaceId: 'other',
      name: 'Spy',
      role: '',
      manager: '',
      timeZone: 'UTC',
      hours: '',
      color: '#000',
      budgetUsdPerDay: 0,
      isPaused: false,
      hiredAt: 1,
    });
    expect((await office.request('GET', '/api/workers/wrk_foreign')).body.code).toBe('WORKER_NOT_FOUND');
    expect((await office.request('PATCH', '/api/workers/wrk_foreign', { isPaused: true })).status).toBe(404);
    expect((await post({ name: 'x', workerId: 'wrk_foreign' })).status).toBe(404);
    expect((await office.request('GET', '/api/workers')).body.items).toEqual([]);
  });

  it.each([
    '/api/runs?limit=-1',
    '/api/runs?limit=1000000000',
    '/api/runs?state=odd',
    '/api/runs?cursor=xyz',
    '/api/runs?filter[$gt]=1',
  ])('%s is refused', async (url) => {
    expect((await office.request('GET', url)).status).toBe(400);
  });

  it('an address that does not exist is a problem too, not a page', async () => {
    const answer = await office.request('GET', '/api/nothing');
    expect([answer.status, answer.body.code]).toEqual([404, 'ROUTE_NOT_FOUND']);
  });
});

describe('the description', () => {
  it('is OpenAPI 3.1 and lists every route of the API', async () => {
    const { body } = await office.request('GET', '/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const documented = Object.keys(body.paths);
    expect(documented).toContain('/api/runs/{id}/resume');
    for (const { url } of office.app.routeTable)
      if (url.startsWith('/api/') && !url.startsWith('/api/docs') && url !== '/api/openapi.json')
        expect(documented).toContain(url.replaceAll(/:(\w+)/g, '{$1}'));
  });
});
