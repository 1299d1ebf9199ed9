import { personSettingsSchema } from '@dayshift/contracts';
import type { NotificationState } from '@dayshift/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterLook, afterMail, afterTrouble } from './notification-steps.ts';

const names = ['question a', 'question b', 'due-soon a', 'stuck c x', 'stuck d y'];
const rhythms = ['at-once', 'hourly', 'daily'] as const;
const leaseMs = 90_000;

/** What happens: time passes, some of it waits, somebody looks, and what becomes of a mail they got to send. */
const moment = fc.record({
  passes: fc.integer({ min: 0, max: 3 * 3_600_000 }),
  waits: fc.subarray(names),
  isComplete: fc.boolean(),
  fate: fc.constantFrom('sent', 'refused', 'died'),
});

test('whatever happens, what waits is told, and told again only when it was away or nobody knows', () => {
  fc.assert(
    fc.property(fc.constantFrom(...rhythms), fc.array(moment, { maxLength: 40 }), (rhythm, moments) => {
      const settings = personSettingsSchema.parse({ mail: { rhythm, address: 'dana@example.org' } });
      let state: NotificationState = {
        id: 'main:You',
        revision: 1,
        workspaceId: 'main',
        user: 'You',
        told: [],
        pending: [],
      };
      let now = 1_764_000_000_000;
      const surelyTold = new Set<string>();
      moments.forEach(({ passes, waits, isComplete, fate }, index) => {
        now += passes;
        const claim = { id: `claim ${index}`, mailId: `mail ${index}`, until: now + leaseMs };
        const look = { names: waits, isComplete };
        state = afterLook(state, look, settings, { now, claim }) ?? state;
        if (isComplete) for (const name of surelyTold) if (!waits.includes(name)) surelyTold.delete(name);

        // Everything that waits has exactly one place, so nothing is lost and nothing comes twice.
        for (const name of waits) {
          const places = [...state.told, ...state.pending].filter(({ what }) => what === name).length;
          expect(places + (state.mail?.about.includes(name) ? 1 : 0)).toBe(1);
        }
        if (state.mail?.claim !== claim.id) return;
        const fresh = state.mail.about.filter((name) => waits.includes(name));
        expect(fresh.filter((name) => surelyTold.has(name))).toEqual([]);
        // Nobody else gets it as long as it is claimed.
        const rival = { id: 'rival', mailId: 'rival', until: now + leaseMs };
        const seen = afterLook(state, look, settings, { now: now + 1, claim: rival }) ?? state;
        expect(seen.mail?.claim).toBe(claim.id);
        if (fate === 'died') return;
        const of = { claimId: claim.id, now };
        const after =
          fate === 'sent'
            ? afterMail(state, { ...of, told: fresh.length })
            : afterTrouble(state, { ...of, trouble: 'busy' });
        state = after ?? state;
        if (fate === 'sent') for (const name of fresh) surelyTold.add(name);
        else expect(state.mail?.until).toBeGreaterThan(now);
      });
      // Left alone with a server that works, all of it is told in the end.
      for (let round = 0; round < 4; round += 1) {
        now += 26 * 3_600_000;
        const claim = { id: `end ${round}`, mailId: `end ${round}`, until: now + leaseMs };
        state = afterLook(state, { names, isComplete: true }, settings, { now, claim }) ?? state;
        state = afterMail(state, { claimId: claim.id, now, told: 1 }) ?? state;
      }
      expect(state.pending).toEqual([]);
      expect(new Set(state.told.map(({ what }) => what))).toEqual(new Set(names));
    }),
  );
});
