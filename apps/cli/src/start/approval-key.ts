import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CannotStart } from '@dayshift/local-services';

export type ApprovalKey = { privateKey: KeyObject; publicPem: string };

/**
 * The key that decisions are signed with, made on the first start. The API holds it, the fleet gets the public half:
 * what executes an approved action cannot approve one.
 */
export function approvalKey(dataFolder: string): ApprovalKey {
  const file = path.join(dataFolder, 'approval-key.pem');
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  }
  const privateKey = readKey(file);
  const publicPem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  return { privateKey, publicPem };
}

function readKey(file: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(file));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Told below, for a file that is no key and one that is another kind of key alike.
  }
  throw new CannotStart(
    `${file} is damaged: restore it from a backup, or delete it and ask again for every approval that is under way.`,
  );
}
