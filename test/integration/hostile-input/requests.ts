import { expect, it } from 'vitest';
import { expectProblem } from './expect-problem.ts';
import { nested } from './nested.ts';
import type { HostileStage } from './stage.ts';

/** What a broken or a curious program sends. */
export function requestsThatMakeNoSense(stage: HostileStage): void {
  it.each([
    ['is not JSON', '{"name":', 400, 'INVALID_JSON', ''],
    ['is empty', '', 400, 'INVALID_JSON', ''],
    ['is nothing', 'null', 400, 'EXPECTED_OBJECT', ''],
    ['has a wrong type', '{"name":5}', 400, 'EXPECTED_STRING', 'name'],
    ['hides an operator in a field', '{"name":{"$ne":null}}', 400, 'EXPECTED_STRING', 'name'],
    ['has an unknown field', '{"name":"x","isAdmin":true}', 400, 'UNKNOWN_FIELD', 'isAdmin'],
    ['lacks a field', '{}', 400, 'EXPECTED_STRING', 'name'],
    ['is nested 64 levels deep', nested(64), 400, 'JSON_TOO_DEEP', 'a.a.a.a.a.a.a.a'],
    ['is nested 100,000 levels deep', nested(100_000), 400, 'JSON_TOO_DEEP', 'a.a.a.a.a.a.a.a'],
    ['is larger than 1 MiB', JSON.stringify({ name: 'x'.repeat(1_048_576) }), 413, 'BODY_TOO_LARGE', ''],
    ['names __proto__', '{"__proto__":{"isAdmin":true}}', 400, 'FORBIDDEN_KEY', '__proto__'],
    ['names __proto__ in disguise', '{"\\u005f_proto__":1}', 400, 'FORBIDDEN_KEY', '__proto__'],
    ['names constructor', '{"graph":{"constructor":{}}}', 400, 'FORBIDDEN_KEY', 'graph.constructor'],
    ['says a thing twice', '{"name":"x","name":"y"}', 400, 'AMBIGUOUS_JSON', 'name'],
  ])('%s: 4xx with code, path and hint', async (_what, raw, status, code, path) => {
    expectProblem(await stage.ask('POST', '/api/playbooks', raw), { status, code, path });
  });

  it('is refused by every route that takes a body, whatever it is', async () => {
    const { paths } = await stage.session.get<{ paths: Record<string, Record<string, unknown>> }>(
      '/api/openapi.json',
    );
    const writes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => ['post', 'put', 'patch'].includes(method))
        .map((method) => ({ method: method.toUpperCase(), path: path.replaceAll(/\{\w+\}/g, 'nobody') })),
    );
    expect(writes.length).toBeGreaterThan(10);
    const bodies = ['{', '[]', '"text"', 'null', '5', '{"__proto__":1}', '{"unheardOf":1}', nested(64)];
    for (const { method, path } of writes)
      for (const raw of bodies) expectProblem(await stage.ask(method, path, raw));
  });

  it('is refused when it says it is something else than JSON, or asks for a page that cannot be', async () => {
    expectProblem(
      await stage.ask('POST', '/api/playbooks', '{"name":"x"}', { 'content-type': 'text/plain' }),
      {
        status: 415,
      },
    );
    for (const query of ['limit=-1', 'limit=x', 'state=odd', 'cursor=xyz', 'filter[$gt]=1', 'constructor=1'])
      expectProblem(await stage.ask('GET', `/api/runs?${query}`), { status: 400 });
    expectProblem(await stage.ask('GET', '/api/nothing'), { status: 404 });
    expectProblem(await stage.ask('GET', `/api/runs/${'x'.repeat(3_000)}`));
    expectProblem(await stage.ask('GET', '/api/runs/%00%ff'), { status: 400 });
    expectProblem(await stage.ask('GET', '/api/runs', undefined, { 'x-long': 'x'.repeat(20_000) }), {
      status: 431,
    });
  });
}
