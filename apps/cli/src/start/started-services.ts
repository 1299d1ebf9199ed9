type StartedService = {
  name: string;
  stop: () => Promise<void> | void;
  /** The process to kill when there is no time to stop; absent for what lives in this process. */
  pid?: (() => number | undefined) | undefined;
};

/** What was started so far. It is stopped in reverse, so that nothing loses what it stands on while it still works. */
export class StartedServices {
  readonly #services: StartedService[] = [];
  #stopping: Promise<void> | undefined;

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
        await service.stop();
      } catch (error) {
        onFailure(service.name, error);
      }
      this.#services.pop();
    }
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}
