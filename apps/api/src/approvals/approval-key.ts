import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The key that signs decisions: from the environment in production, else a file of the data folder made at first boot. */
export function loadApprovalKey(of: { dataDir: string; fromEnvironment?: string | undefined }): KeyObject {
  if (of.fromEnvironment) return parseKey(of.fromEnvironment, 'DAYSHIFT_APPROVAL_PRIVATE_KEY');
  const file = path.join(of.dataDir, 'approval-private-key.pem');
  return parseKey(readOrCreate(file), file);
}

/** What the fleet checks signatures with: SPKI, PEM. */
export function publicKeyOf(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
}

function parseKey(text: string, source: string): KeyObject {
  // One line is easier to pass through an environment: base64 of the PEM, or a PEM with \\n.
  const pem = text.includes('BEGIN') ? text.replaceAll('\\n', '\n') : Buffer.from(text, 'base64').toString();
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (cause) {
    throw new Error(`${source} is not a private key. It holds an Ed25519 key as PEM (PKCS 8).`, { cause });
  }
  throw new Error(`${source} is a key of another kind. It holds an Ed25519 key as PEM (PKCS 8).`);
}

function readOrCreate(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  mkdirSync(path.dirname(file), { recursive: true });
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const draft = `${file}.new-${process.pid}`;
  writeFileSync(draft, pem, { mode: 0o600 });
  try {
    // Of several first starts one wins, and all use its key.
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8');
}
