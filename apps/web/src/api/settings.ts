import { type ModelPriceChange, modelPricesViewSchema } from '@dayshift/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from './client.ts';
import { queryKeys } from './query-keys.ts';

export function useModelPrices() {
  return useQuery({
    queryKey: queryKeys.modelPrices,
    queryFn: ({ signal }) => request(modelPricesViewSchema, '/settings/model-prices', { signal }),
  });
}

export function useSetModelPrice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ModelPriceChange) =>
      request(modelPricesViewSchema, '/settings/model-prices', { method: 'PUT', body }),
    onSuccess: (prices) => client.setQueryData(queryKeys.modelPrices, prices),
  });
}
