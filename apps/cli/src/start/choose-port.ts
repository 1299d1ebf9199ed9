import { freePort, refuseTakenPort } from '@dayshift/local-services';

/** A port somebody asked for is taken or refused; a port nobody asked for is the usual one, or any when that is in use. */
export async function choosePort(asked: number | undefined, usual: number): Promise<number> {
  if (asked !== undefined) {
    await refuseTakenPort(asked);
    return asked;
  }
  try {
    await refuseTakenPort(usual);
    return usual;
  } catch {
    return freePort();
  }
}
