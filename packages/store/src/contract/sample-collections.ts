import { z } from 'zod';
import { declareCollection } from '../declaration.ts';

const taskSchema = z.object({
  id: z.string().min(1),
  revision: z.number().int().min(1),
  workspaceId: z.string().min(1),
  title: z.string(),
  state: z.string(),
  isUrgent: z.boolean().optional(),
  points: z.number(),
  place: z.object({ shelf: z.string() }).optional(),
  content: z.unknown().optional(),
});
export type Task = z.infer<typeof taskSchema>;

const ticketSchema = z.object({
  id: z.string().min(1),
  revision: z.number().int().min(1),
  workspaceId: z.string().min(1),
  number: z.number(),
});

/** What the contract is tried on: every kind of index and field once. */
export const sampleCollections = {
  tasks: declareCollection({
    name: 'tasks',
    schema: taskSchema,
    indexes: [
      { by: ['workspaceId'], order: 'points', filters: ['state', 'isUrgent', 'title'] },
      { by: ['workspaceId', 'state'], filters: ['isUrgent'] },
      { by: ['place.shelf'], order: 'points' },
    ],
  }),
  tickets: declareCollection({
    name: 'tickets',
    schema: ticketSchema,
    indexes: [{ by: ['workspaceId', 'number'], unique: true }],
  }),
};
