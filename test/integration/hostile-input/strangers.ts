import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { aDrawing } from '../../support/a-drawing.ts';
import { exchange } from '../../support/exchange.ts';
import { foreignDocuments } from '../../support/foreign-documents.ts';
import { expectProblem } from './expect-problem.ts';
import type { HostileStage } from './stage.ts';

/** Those without a session, on another page, or after what is not theirs. */
export function strangers(stage: HostileStage): void {
  it('has no session: 401 on every route but the open ones', async () => {
    const { paths } = await stage.session.get<{ paths: Record<string, Record<string, unknown>> }>(
      '/api/openapi.json',
    );
    for (const [path, methods] of Object.entries(paths))
      for (const method of Object.keys(methods)) {
        if (`${method} ${path}` === 'post /api/session' || path.startsWith('/hooks/')) continue;
        const url = stage.installation.url + path.replaceAll(/\{\w+\}/g, '1');
        expectProblem(await exchange(url, { method: method.toUpperCase() }), {
          status: 401,
          code: 'SIGN_IN_FIRST',
        });
      }
  });

  it('writes from another site, under another name, or without the CSRF token', async () => {
    const refused = async (headers: Record<string, string>, wanted: object) =>
      expectProblem(await stage.post('/api/playbooks', { name: 'From afar' }, headers), wanted);
    await refused({ 'x-csrf-token': '' }, { status: 403, code: 'CSRF_TOKEN', path: 'X-CSRF-Token' });
    await refused({ 'x-csrf-token': 'x'.repeat(43) }, { status: 403, code: 'CSRF_TOKEN' });
    await refused(
      { origin: 'https://evil.example' },
      { status: 403, code: 'FOREIGN_ORIGIN', path: 'Origin' },
    );
    await refused({ origin: 'null' }, { status: 403, code: 'FOREIGN_ORIGIN' });
    await refused({ host: 'evil.example' }, { status: 421, code: 'WRONG_HOST', path: 'Host' });
    const { items } = await stage.session.get<{ items: { name: string }[] }>('/api/playbooks');
    expect(items.map(({ name }) => name)).not.toContain('From afar');
  });

  it('asks for what belongs to somebody else, or to nobody: 404, and nothing changes', async () => {
    const foreign = await foreignDocuments(stage.installation.storeFile);
    try {
      const { playbook, run, approval, worker, deliverable } = foreign.ids;
      const graph = aDrawing({}, []);
      const body = { decisionId: randomUUID(), verdict: 'approve', digest: 'd'.repeat(64) };
      const choice = { version: 'same' };
      const tries = (nobody: string | undefined): [string, string, unknown?][] => [
        ['GET', `/api/playbooks/${nobody ?? playbook}`],
        ['GET', `/api/playbooks/${nobody ?? playbook}/versions`],
        ['GET', `/api/playbooks/${nobody ?? playbook}/versions/1`],
        ['GET', `/api/playbooks/${nobody ?? playbook}/samples`],
        ['PATCH', `/api/playbooks/${nobody ?? playbook}`, { name: 'Mine now' }],
        ['PUT', `/api/playbooks/${nobody ?? playbook}/draft`, { graph, ifRevision: 1 }],
        ['POST', `/api/playbooks/${nobody ?? playbook}/publish`, { ifRevision: 1 }],
        ['POST', `/api/playbooks/${nobody ?? playbook}/runs`, { from: 'draft', input: {} }],
        ['POST', `/hooks/${nobody ?? playbook}/hook`, {}],
        ['GET', `/api/runs/${nobody ?? run}`],
        ['GET', `/api/runs/${nobody ?? run}/live`],
        ['POST', `/api/runs/${nobody ?? run}/control`, { verb: 'cancel', commandId: 'command-1' }],
        ['POST', `/api/runs/${nobody ?? run}/resume-plan`, choice],
        ['POST', `/api/runs/${nobody ?? run}/resume`, { ...choice, digest: 'x' }],
        ['POST', `/api/runs/${nobody ?? run}/run-again`, choice],
        ['GET', `/api/approvals/${nobody ?? approval}`],
        ['POST', `/api/approvals/${nobody ?? approval}/decision`, body],
        ['GET', `/api/workers/${nobody ?? worker}`],
        ['PATCH', `/api/workers/${nobody ?? worker}`, { isPaused: true }],
        ['POST', '/api/playbooks', { name: 'x', workerId: nobody ?? worker }],
        ['GET', `/api/deliverables/${nobody ?? deliverable}`],
      ];
      for (const nobody of [undefined, 'nobody', '../nobody', '__proto__'])
        for (const [method, path, sent] of tries(nobody && encodeURIComponent(nobody)))
          expectProblem(
            await stage.ask(method, path, sent === undefined ? undefined : JSON.stringify(sent)),
            {
              status: 404,
            },
          );
      await foreign.expectUntouched();
    } finally {
      await foreign.remove();
    }
  });
}
