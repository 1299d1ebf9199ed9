import type { ApprovalRow, ApprovalView, PlaybookView, RunRow } from '@dayshift/contracts';
import { type Edge, type Graph, type GraphNode, graphFormatVersion, type JsonObject } from '@dayshift/model';
import type { SignedIn } from '../support/office.ts';

/** What the pictures are of. */
export interface Scene {
  stuckRun: string;
  doneRun: string;
  question: string;
  worker: string;
  deliverable: string;
}

const answerOrRefund = 'pb_answer_or_refund';

/** Hiro has read the first mails: one answer was approved, some run through, one is stuck, some wait. Mina files reports. */
export async function setTheScene(api: SignedIn): Promise<Scene> {
  const deliverable = await hireMina(api);
  const runs = async (state: string) =>
    itemsOf<RunRow>(await api.ask('GET', `/api/runs?playbook=${answerOrRefund}&state=${state}`));
  const question = (words: string) =>
    eventually(async () =>
      itemsOf<ApprovalRow>(await api.ask('GET', '/api/approvals')).find(({ runTitle }) =>
        runTitle.includes(words),
      ),
    );
  await approve(api, (await question('Lampe verbindet')).id);
  const done = await eventually(async () => {
    const found = await runs('done');
    return found.length >= 3 ? found : undefined;
  });
  const stuck = await eventually(async () => (await runs('stuck'))[0]);
  return {
    stuckRun: stuck.id,
    doneRun: (done.find(({ title }) => title.includes('refund')) ?? stuck).id,
    question: (await question('delivery address')).id,
    worker: 'wrk_hiro',
    deliverable,
  };
}

/** What the tour does by hand: the refund gets its reason code, and the playbook a second version. */
export async function publishTheFix(api: SignedIn): Promise<void> {
  // The API answers with what its contract says.
  const { draft, draftRevision } = (await api.ask('GET', `/api/playbooks/${answerOrRefund}`)) as PlaybookView;
  const graph: Graph = {
    ...draft,
    nodes: draft.nodes.map((node) =>
      node.id === 'refund'
        ? {
            ...node,
            config: {
              ...node.config,
              body: { ...(node.config.body as JsonObject), reason_code: 'charged_twice' },
            },
          }
        : node,
    ),
  };
  await api.ask('PUT', `/api/playbooks/${answerOrRefund}/draft`, { graph, ifRevision: draftRevision });
  await api.ask('POST', `/api/playbooks/${answerOrRefund}/publish`, {
    ifRevision: draftRevision + 1,
    note: 'Invoices need a reason',
  });
}

const report = `# Week 47

| | this week | last week |
|---|---:|---:|
| Mails answered | 212 | 198 |
| Refunds | 31 | 40 |
| Without a person | 84 % | 81 % |

## What stood out

- Refunds of invoices need a reason code since Tuesday; **one run waits** for the playbook to give it.
- Most questions were about delivery addresses.

## Next

Ask for the order number in the contact form.
`;

/** A second worker with a playbook that files a report; gives the report. */
async function hireMina(api: SignedIn): Promise<string> {
  const { id: workerId } = (await api.ask('POST', '/api/workers', {
    name: 'Mina',
    role: 'Weekly reports',
    timeZone: 'Europe/Berlin',
  })) as { id: string };
  const { id } = (await api.ask('POST', '/api/playbooks', {
    name: 'Weekly report',
    workerId,
    graph: weeklyReport,
  })) as { id: string };
  await api.ask('POST', `/api/playbooks/${id}/publish`, { ifRevision: 1 });
  await api.ask('POST', `/api/playbooks/${id}/runs`, { from: 'published', input: { week: '47' } });
  const filed = await eventually(
    async () => itemsOf<{ id: string }>(await api.ask('GET', '/api/deliverables'))[0],
  );
  return filed.id;
}

const weeklyReport: Graph = {
  formatVersion: graphFormatVersion,
  nodes: [
    node('week', 'manual', 'Which week?', 0, { fields: [{ name: 'week', kind: 'text', label: 'Week' }] }),
    node('file', 'write-deliverable', 'File the report', 1, {
      path: 'reports/week-{{ trigger.week }}.md',
      title: 'Week {{ trigger.week }}',
      content: report,
    }),
    node('filed', 'end', 'Filed', 2, { outcome: 'filed' }),
  ],
  edges: [edge('week', 'out', 'file'), edge('file', 'done', 'filed')],
  notes: [],
};

function node(key: string, type: string, title: string, row: number, config: JsonObject): GraphNode {
  return { id: key, type, typeVersion: 1, key, title, config, position: { x: 0, y: row * 130 } };
}

function edge(source: string, sourcePort: string, target: string): Edge {
  return { id: `${source}-${sourcePort}-${target}`, source, sourcePort, target, targetPort: 'in' };
}

async function approve(api: SignedIn, id: string): Promise<void> {
  const path = `/api/approvals/${encodeURIComponent(id)}`;
  const { digest } = (await api.ask('GET', path)) as ApprovalView;
  await api.ask('POST', `${path}/decision`, {
    decisionId: crypto.randomUUID(),
    verdict: 'approve',
    digest,
  });
}

const patienceMs = 120_000;

async function eventually<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`The scene did not come about: ${ask}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

// Lists of the API are { items }.
const itemsOf = <T>(list: unknown): T[] => (list as { items: T[] }).items;
