/**
 * What a MongoDB program really is, from its own `--version`. A stand-in that speaks the same protocol is named as
 * what it says it is: results on it are not results on MongoDB.
 */
export function mongodLabel(versionOutput: string): string {
  const lines = versionOutput.split('\n').map((line) => line.trim());
  const standIn = lines.find((line) => /stand-in|not mongodb/i.test(line));
  if (standIn !== undefined) return standIn;
  const version = /^db version v?(\S+)/m.exec(versionOutput)?.[1];
  const isMongoDb = version !== undefined && /Build Info|gitVersion/i.test(versionOutput);
  if (isMongoDb) return `MongoDB ${version}`;
  return `an unknown server that says "${lines.find((line) => line !== '') ?? 'nothing'}"`;
}
