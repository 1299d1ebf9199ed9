import type { Graph } from '@dayshift/model';
import { type ScheduleWish, type SetSchedule, scheduleText } from '@dayshift/temporal-client';
import type { Logger } from 'pino';
import type { PublishedPlaybook, PublishedPlaybooks } from '../playbooks/published-playbooks.ts';
import { whyNoWork } from '../playbooks/why-no-work.ts';
import type { Temporal } from '../temporal.ts';
import { scheduleWishes } from './schedule-wishes.ts';

type Office = { temporal: Temporal; published: PublishedPlaybooks; workspaceId: string; log: Logger };
type Of = Pick<PublishedPlaybook, 'playbook' | 'graph' | 'worker'>;

/**
 * Keeps Temporal's schedules at what is published: whatever asks for one has it, whatever rests has none. The wishes are the
 * published versions themselves, so nothing is lost when Temporal does not answer: what is missing is set at the next comparison, and
 * until then it is shown as not yet set. What is as it should be is left alone.
 */
export class ScheduleKeeper {
  private readonly office: Office;
  /** What Temporal has, as far as we were told. */
  private readonly set = new Map<string, string>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(office: Office) {
    this.office = office;
  }

  /** After anything that decides whether a playbook takes work. A failure is not the one's who did that; it is made up for. */
  keepOf(of: Of, before?: Graph): Promise<void> {
    return this.alone(async () => {
      const { id } = of.playbook;
      const wishes = this.wishesOf(of);
      const known = [...this.set.keys()].map(placeOf).filter(({ playbookId }) => playbookId === id);
      const former = scheduleWishes(before, { workspaceId: this.office.workspaceId, playbookId: id });
      const unwanted = [...known, ...former].filter(
        (each) => !wishes.some((wish) => keyOf(wish) === keyOf(each)),
      );
      try {
        for (const wish of wishes) if (!this.isAsWished(wish)) await this.put(wish);
        for (const each of unwanted) await this.take(each);
      } catch (error) {
        this.office.log.warn({ err: error, playbookId: id }, 'a schedule is not set yet; it is tried again');
      }
    });
  }

  /** Compares all of them with Temporal and brings it in line; gives how many changed. Throws when Temporal does not answer. */
  keepAll(): Promise<number> {
    return this.alone(async () => {
      const there = await this.office.temporal.schedules.list();
      this.set.clear();
      for (const each of there) this.set.set(keyOf(each), each.text);
      // Read after that list: what is on it was published before, by whichever process.
      this.office.published.forget();
      const wishes = (await this.office.published.all()).flatMap((each) => this.wishesOf(each));
      const missing = wishes.filter((wish) => !this.isAsWished(wish));
      for (const wish of missing) await this.put(wish);
      const left = there.filter((each) => !wishes.some((wish) => keyOf(wish) === keyOf(each)));
      let removed = 0;
      for (const each of left) if (await this.isOver(each)) removed += 1;
      return missing.length + removed;
    });
  }

  /** Nodes of a playbook whose schedule Temporal has not, or has otherwise. */
  notYetSet(of: Of): string[] {
    return this.wishesOf(of)
      .filter((wish) => !this.isAsWished(wish))
      .map(({ nodeId }) => nodeId);
  }

  private wishesOf({ playbook, graph, worker }: Of): ScheduleWish[] {
    if (whyNoWork({ playbook, worker })) return [];
    return scheduleWishes(graph, { workspaceId: this.office.workspaceId, playbookId: playbook.id });
  }

  private isAsWished(wish: ScheduleWish): boolean {
    return this.set.get(keyOf(wish)) === scheduleText(wish);
  }

  /** Another workspace may share the namespace: only what is ours and no longer asked for goes. */
  private async isOver(each: SetSchedule): Promise<boolean> {
    const published = await this.office.published.find(each.playbookId);
    if (!published || this.wishesOf(published).some((wish) => keyOf(wish) === keyOf(each))) return false;
    await this.take(each);
    return true;
  }

  private async put(wish: ScheduleWish): Promise<void> {
    await this.office.temporal.schedules.set(wish);
    this.set.set(keyOf(wish), scheduleText(wish));
  }

  private async take(each: { playbookId: string; nodeId: string }): Promise<void> {
    await this.office.temporal.schedules.remove(each);
    this.set.delete(keyOf(each));
  }

  /** One after the other: a comparison must not undo what was published while it looked. */
  private alone<R>(work: () => Promise<R>): Promise<R> {
    const turn = this.last.then(work, work);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}

function keyOf({ playbookId, nodeId }: { playbookId: string; nodeId: string }): string {
  return `${playbookId}/${nodeId}`;
}

function placeOf(key: string): { playbookId: string; nodeId: string } {
  const [playbookId = '', nodeId = ''] = key.split('/');
  return { playbookId, nodeId };
}
