import { ContainerCard } from './container-card.tsx';
import { NoteCard } from './note-card.tsx';
import { StepCard } from './step-card.tsx';
import { StepEdge } from './step-edge.tsx';

/** Outside every component: React Flow rebuilds all cards when these objects change. */
export const nodeTypes = { step: StepCard, container: ContainerCard, note: NoteCard };
export const edgeTypes = { step: StepEdge };

/** The library is named among the credits instead of on every drawing. */
export const proOptions = { hideAttribution: true };
