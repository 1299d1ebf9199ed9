/** Longer than the fleet lets running steps finish (20 s, then 10 s to give up). */
const patienceMs = 45_000;

type StartedService = {
  name: string;
  stop: () => Promise<void> | void;
  /** The process to kill when there is no time to stop; absent for what lives in this process. */
  pid?: (() => number | undefined) | undefined;
};

/** What was started so far. It is stopped in reverse, so that nothing loses what it stands on while it still works. */
export class StartedServices {
  readonly #services: StartedService[] = [];
  readonly #patienceMs: number;
  #stopping: Promise<void> | undefined;

  constructor(patience = patienceMs) {
    this.#patienceMs = patience;
  }

  add(service: StartedService): void {
    this.#services.push(service);
  }

  /** Stops everything once, however often it is called. One that fails to stop does not keep the others running. */
  stopAll(onFailure: (name: string, error: unknown) => void): Promise<void> {
    this.#stopping ??= this.#stopEach(onFailure);
    return this.#stopping;
  }

  /** Ends this process and the others at once. Store and Temporal survive that; it is what a power cut does. */
  force(): never {
    for (const { pid } of this.#services) {
      const id = pid?.();
      if (id !== undefined) kill(id);
    }
    process.exit(130);
  }

  async #stopEach(onFailure: (name: string, error: unknown) => void): Promise<void> {
    while (this.#services.length > 0) {
      // Removed only when it is stopped, so that force still knows it meanwhile.
      const service = this.#services.at(-1)!;
      try {
        await inTime(service.stop(), this.#patienceMs);
      } catch (error) {
        onFailure(service.name, error);
      }
      this.#services.pop();
    }
  }
}

async function inTime(stopping: Promise<void> | void, patience: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`still running after ${patience / 1000} s`)), patience);
  });
  try {
    await Promise.race([stopping, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}
