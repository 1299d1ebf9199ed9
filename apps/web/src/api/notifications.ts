import { type NotificationsView, notificationsViewSchema, type PersonSettings } from '@dayshift/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from './client.ts';
import { queryKeys } from './query-keys.ts';

const path = '/me/notifications';

/** How the one who looks hears of what waits. */
export function useNotifications() {
  return useQuery({
    queryKey: queryKeys.notifications,
    queryFn: ({ signal }) => request(notificationsViewSchema, path, { signal }),
  });
}

export function useChangeNotifications() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settings: PersonSettings) =>
      request(notificationsViewSchema, path, { method: 'PUT', body: settings }),
    onSuccess: (view) => {
      client.setQueryData<NotificationsView>(queryKeys.notifications, view);
      // Whose questions are whose may have changed with it.
      void client.invalidateQueries({ queryKey: queryKeys.approvalLists });
      void client.invalidateQueries({ queryKey: queryKeys.home });
      void client.invalidateQueries({ queryKey: queryKeys.counts });
    },
  });
}

/** Sends a mail to the address that is saved. */
export function useTryNotification() {
  return useMutation({
    mutationFn: () => request(notificationsViewSchema, `${path}/try`, { method: 'POST' }),
  });
}
