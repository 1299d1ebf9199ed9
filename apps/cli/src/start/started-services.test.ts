import { expect, test } from 'vitest';
import { StartedServices } from './started-services.ts';

test('services stop in reverse, once, and a failing one does not keep the others running', async () => {
  const order: string[] = [];
  const failures: string[] = [];
  const services = new StartedServices();
  services.add({ name: 'Temporal', stop: () => void order.push('Temporal') });
  services.add({ name: 'the fleet', stop: () => Promise.reject(new Error('stuck')) });
  services.add({ name: 'the API', stop: async () => void order.push('the API') });
  const stop = () => services.stopAll((name) => failures.push(name));
  await Promise.all([stop(), stop()]);
  expect(order).toEqual(['the API', 'Temporal']);
  expect(failures).toEqual(['the fleet']);
});

test('a service that never stops does not keep the others running', async () => {
  const order: string[] = [];
  const services = new StartedServices(20);
  services.add({ name: 'Temporal', stop: () => void order.push('Temporal') });
  services.add({ name: 'the fleet', stop: () => new Promise(() => undefined) });
  await services.stopAll((name, error) => order.push(`${name}: ${String(error)}`));
  expect(order).toEqual(['the fleet: Error: still running after 0.02 s', 'Temporal']);
});
