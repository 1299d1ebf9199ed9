import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { isAlive } from './stop-process.ts';
import { type SupervisedService, supervise } from './supervise.ts';

test('a service that is killed is started again', async () => {
  const downs: string[] = [];
  const up = Promise.withResolvers<void>();
  const service = await supervise(
    aService({
      onDown: (reason) => downs.push(reason),
      onUp: up.resolve,
    }),
  );
  const first = service.pid();
  process.kill(Number(first), 'SIGKILL');
  await up.promise;
  expect(service.pid()).not.toBe(first);
  expect(downs).toEqual(['was ended by SIGKILL']);
  await service.stop();
  expect(isAlive(Number(service.pid()))).toBe(false);
});

test('a service that hangs is killed and started again', async () => {
  let answers = false;
  const downs: string[] = [];
  const up = Promise.withResolvers<void>();
  const service = await supervise(
    aService({
      checkEveryMs: 10,
      isHealthy: async () => answers,
      onDown: (reason) => {
        downs.push(reason);
        answers = true;
      },
      onUp: up.resolve,
    }),
  );
  await up.promise;
  expect(downs).toEqual(['stopped answering']);
  await service.stop();
});

test('a first start that fails leaves nothing running', async () => {
  let child: ChildProcess | undefined;
  const starting = supervise(
    aService({
      launch: () => {
        child = sleeper();
        return child;
      },
      becomesHealthy: () => Promise.reject(new Error('the data is damaged')),
    }),
  );
  await expect(starting).rejects.toThrow('the data is damaged');
  expect(isAlive(Number(child?.pid))).toBe(false);
});

test('a service that is stopped while it waits to be started again stays down', async () => {
  const down = Promise.withResolvers<void>();
  let launches = 0;
  const service = await supervise(
    aService({
      launch: () => {
        launches += 1;
        return sleeper();
      },
      onDown: () => down.resolve(),
    }),
  );
  process.kill(Number(service.pid()), 'SIGKILL');
  await down.promise;
  await service.stop();
  await sleep(400);
  expect(launches).toBe(1);
});

function aService(part: Partial<SupervisedService>): SupervisedService {
  return {
    launch: sleeper,
    becomesHealthy: async () => undefined,
    isHealthy: async () => true,
    onDown: () => undefined,
    onUp: () => undefined,
    ...part,
  };
}

function sleeper(): ChildProcess {
  return spawn('sleep', ['60'], { stdio: 'ignore' });
}
