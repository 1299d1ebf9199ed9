import { privateHostsSchema } from '@dayshift/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from './client.ts';
import { queryKeys } from './query-keys.ts';

const oneHost = z.object({ host: z.string() });

export function usePrivateHosts() {
  return useQuery({
    queryKey: queryKeys.privateHosts,
    queryFn: ({ signal }) => request(privateHostsSchema, '/private-hosts', { signal }),
  });
}

export function useAllowPrivateHost() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (host: string) => request(oneHost, '/private-hosts', { method: 'POST', body: { host } }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.privateHosts }),
  });
}

export function useTakeBackPrivateHost() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (host: string) =>
      request(oneHost, `/private-hosts/${encodeURIComponent(host)}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.privateHosts }),
  });
}
