import { useHome } from './home.ts';

/** The colour a worker is known by on every page. */
export function useWorkerColor(workerId: string | undefined): string | undefined {
  const { data } = useHome();
  return data?.workers.find(({ id }) => id === workerId)?.color;
}
