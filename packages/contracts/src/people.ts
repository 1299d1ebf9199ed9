import { z } from 'zod';

/** How soon somebody hears of what waits: never, with the first of it, or together at the full hour or once a day. */
export const mailRhythms = ['never', 'at-once', 'hourly', 'daily'] as const;

/** What a person has settled for themselves. */
export const personSettingsSchema = z.strictObject({
  /** Besides their own name: "Support lead". Questions to these are theirs too. */
  answersFor: z.array(z.string().trim().min(1).max(120)).max(20).default([]),
  mail: z
    .strictObject({
      address: z.union([z.literal(''), z.email().max(320)]).default(''),
      rhythm: z.enum(mailRhythms).default('never'),
      /** Of `daily`: "08:00" on the clock of `timeZone`. */
      dailyAt: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 08:00')
        .default('08:00'),
      timeZone: z.string().max(60).default('UTC'),
      /** New questions. */
      questions: z.boolean().default(true),
      /** Questions whose deadline is near; told at once, whatever the rhythm. */
      dueSoon: z.boolean().default(true),
      /** Runs that need a person to go on. */
      stuck: z.boolean().default(true),
    })
    .prefault({}),
});
export type PersonSettings = z.output<typeof personSettingsSchema>;

/** GET /api/me/notifications. PUT takes personSettingsSchema; POST /api/me/notifications/try sends a mail now. */
export const notificationsViewSchema = z.object({
  settings: personSettingsSchema,
  /** Undefined when this installation sends no mail. */
  sender: z.string().optional(),
  /** When the next mail leaves if something waits by then. */
  nextAt: z.number().optional(),
  lastMail: z.object({ at: z.number(), about: z.number() }).optional(),
  /** Why the last try did not work; undefined once one did. */
  trouble: z.string().optional(),
});
export type NotificationsView = z.infer<typeof notificationsViewSchema>;
