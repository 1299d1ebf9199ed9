import type { PrivateHosts } from '@dayshift/contracts';
import { changePrivateHosts, listPrivateHosts } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { RequestError } from '../server/request-error.ts';

const mostHosts = 100;

/** Hosts that are not public and that steps may call all the same. */
export async function viewPrivateHosts(context: ApiContext, atStart: string[]): Promise<PrivateHosts> {
  return { items: await listPrivateHosts(context.store, context.workspaceId), atStart };
}

/** Opens a host from this moment on. */
export async function allowPrivateHost(
  context: ApiContext,
  { host, by }: { host: string; by: string },
): Promise<{ host: string }> {
  const isNew = await changePrivateHosts(context.store, context.workspaceId, (hosts) => {
    if (hosts.some((each) => each.host === host)) return undefined;
    if (hosts.length >= mostHosts)
      throw new RequestError(409, 'TOO_MANY_HOSTS', `At most ${mostHosts} private hosts can be allowed.`, {
        path: 'host',
        hint: 'Take back one that is no longer needed.',
      });
    return [...hosts, { host, addedBy: by, addedAt: context.now() }];
  });
  if (isNew) await note(context, by, 'private-host.allowed', host, `Allowed steps to call ${host}.`);
  return { host };
}

/** Closes a host again; the next call of it is refused. */
export async function takeBackPrivateHost(
  context: ApiContext,
  { host, by }: { host: string; by: string },
): Promise<{ host: string }> {
  const wasThere = await changePrivateHosts(context.store, context.workspaceId, (hosts) => {
    const others = hosts.filter((each) => each.host !== host);
    return others.length === hosts.length ? undefined : others;
  });
  if (wasThere) await note(context, by, 'private-host.taken-back', host, `Steps may no longer call ${host}.`);
  return { host };
}

function note(context: ApiContext, actor: string, action: string, target: string, summary: string) {
  return audit(context, { actor, action, target, summary });
}
