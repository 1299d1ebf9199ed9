import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { newIdempotencyKey } from '../api/client.ts';
import { createPlaybook } from '../api/playbooks.ts';
import { queryKeys } from '../api/query-keys.ts';

/** Makes an empty playbook and opens it on the canvas. */
export function useNewPlaybook(): { create: () => void; isCreating: boolean } {
  const navigate = useNavigate();
  const client = useQueryClient();
  const creation = useMutation({
    mutationFn: (idempotencyKey: string) => createPlaybook({ name: 'New playbook' }, idempotencyKey),
    onSuccess: async (playbook) => {
      void client.invalidateQueries({ queryKey: queryKeys.playbooks, exact: true });
      await navigate({ to: '/playbooks/$playbookId', params: { playbookId: playbook.id }, search: {} });
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: 'No playbook was made.', message: error.message }),
  });
  return {
    create: () => {
      // A second press while the first is under way must not make two.
      if (!creation.isPending) creation.mutate(newIdempotencyKey());
    },
    isCreating: creation.isPending,
  };
}
