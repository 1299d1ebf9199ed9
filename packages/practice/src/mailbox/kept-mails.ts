import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { oneAtATime } from '../storage/one-at-a-time.ts';
import { writeAtomically } from '../storage/write-atomically.ts';
import type { PracticeLog } from '../web/practice-log.ts';
import { readSentMail, type SentMail, sentMailSchema } from './sent-mail.ts';

export type KeptMails = {
  /** Resolves once the mail is on disk, so that "accepted" survives a crash. */
  keep: (raw: Uint8Array, recipients: string[]) => Promise<SentMail>;
  newestFirst: () => SentMail[];
};

/** The mails in a folder, one JSON file each. The oldest go when there are more than `cap`. */
export function openKeptMails(folder: string, cap: number, log: PracticeLog): KeptMails {
  mkdirSync(folder, { recursive: true });
  const mails = new Map(
    readFolder(folder, log)
      .sort((a, b) => a.sequence - b.sequence)
      .map((mail) => [mail.id, mail]),
  );
  const inTurn = oneAtATime();
  let sequence = Math.max(0, ...[...mails.values()].map((mail) => mail.sequence));
  const fileOf = (id: string) => path.join(folder, `${id}.json`);

  async function put(mail: SentMail): Promise<SentMail> {
    await writeAtomically(fileOf(mail.id), JSON.stringify(mail, null, 1));
    mails.set(mail.id, mail);
    for (const id of [...mails.keys()].slice(0, Math.max(0, mails.size - cap))) {
      mails.delete(id);
      await rm(fileOf(id), { force: true });
    }
    return mail;
  }

  return {
    async keep(raw, recipients) {
      const read = await readSentMail(raw, recipients);
      return inTurn(() => {
        sequence += 1;
        return put({ ...read, sequence });
      });
    },
    newestFirst: () => [...mails.values()].sort((a, b) => b.sequence - a.sequence),
  };
}

/** A file that cannot be read is reported and left alone: one lost practice mail is no reason not to start. */
function readFolder(folder: string, log: PracticeLog): SentMail[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      try {
        return [sentMailSchema.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8')))];
      } catch (error) {
        log.warn({ err: error, file: name }, 'A kept practice mail cannot be read and is skipped');
        return [];
      }
    });
}
