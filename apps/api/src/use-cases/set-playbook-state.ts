import type { OpenRunsChoice, PlaybookState } from '@dayshift/contracts';
import type { Playbook, PlaybookRest } from '@dayshift/model';
import { getPlaybook, updatePlaybook } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { refuseAtRest } from '../playbooks/refuse-at-rest.ts';
import { cancelOpenRuns, countOpenRuns } from '../runs/cancel-open-runs.ts';
import { countHeldRuns } from '../runs/held-runs.ts';

/** Switches a playbook off for a while, puts it away, or takes it into use again. Open runs go on unless told to stop. */
export async function setPlaybookState(
  context: ApiContext,
  request: {
    id: string;
    state: PlaybookState;
    openRuns: OpenRunsChoice;
    by: string;
    note?: string | undefined;
  },
): Promise<{ rest?: PlaybookRest; cancelledRuns: number; openRuns: number; heldRuns: number }> {
  const { id, state, by, note } = request;
  const now = context.now();
  refuseAtRest(await getPlaybook(context.store, context.workspaceId, id), ['deleted']);
  const { kind, doc } = await updatePlaybook(
    context.store,
    context.workspaceId,
    id,
    ({ rest, ...playbook }): Playbook | undefined => {
      if ((rest?.state ?? 'in-use') === state || rest?.state === 'deleted') return undefined;
      if (state === 'in-use') return { ...playbook, changedAt: now };
      return { ...playbook, rest: { state, since: now, by, ...(note && { note }) }, changedAt: now };
    },
  );
  refuseAtRest(doc, ['deleted']);
  context.published.forget(id);
  if (kind === 'done')
    await audit(context, {
      actor: by,
      action: `playbook.${actions[state]}`,
      target: id,
      summary: `${words[state](doc.name)}${note ? ` ${note}` : ''}`,
    });
  // Also when nothing changed: whoever changed it may have died before this line.
  const published = await context.published.find(id);
  if (published) await context.schedules.keepOf(published);
  const cancelledRuns =
    request.openRuns === 'cancel' && state !== 'in-use'
      ? await cancelOpenRuns(context, { playbookId: id }, { by, because: `“${doc.name}” was ${state}.` })
      : 0;
  const [openRuns, heldRuns] = await Promise.all([
    countOpenRuns(context, { playbookId: id }),
    countHeldRuns(context, id),
  ]);
  return {
    ...(doc.rest && { rest: doc.rest }),
    cancelledRuns,
    // Told to stop is not stopped yet, but nobody waits for it.
    openRuns: Math.max(heldRuns, openRuns - cancelledRuns),
    heldRuns,
  };
}

const actions = { 'in-use': 'taken-into-use', paused: 'paused', archived: 'archived' } satisfies Record<
  PlaybookState,
  string
>;
const words = {
  'in-use': (name) => `Took “${name}” into use again.`,
  paused: (name) => `Paused “${name}”.`,
  archived: (name) => `Archived “${name}”.`,
} satisfies Record<PlaybookState, (name: string) => string>;
