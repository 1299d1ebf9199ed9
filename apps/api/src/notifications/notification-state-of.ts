import type { NotificationState } from '@dayshift/model';
import type { ApiContext } from '../context.ts';

export const stateIdOf = ({ workspaceId }: Pick<ApiContext, 'workspaceId'>, user: string) =>
  `${workspaceId}:${user}`;

/** What a person was told so far; nobody is told anything before there is one. */
export async function ensureNotificationState(context: ApiContext, user: string): Promise<void> {
  const state: Omit<NotificationState, 'revision'> = {
    id: stateIdOf(context, user),
    workspaceId: context.workspaceId,
    user,
    told: [],
    pending: [],
  };
  await context.store.notificationStates.insert(state);
}
