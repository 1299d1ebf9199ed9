import { canvasPart } from './canvas/canvas-part.ts';
import { clickPart } from './click/click-part.ts';
import { compilePart } from './compile/compile-part.ts';
import { enginePart } from './engine/engine-part.ts';
import { firstLoadPart } from './first-load/first-load-part.ts';
import type { Part } from './part.ts';
import { reducerPart } from './reducer/reducer-part.ts';
import { runsPart } from './runs/runs-part.ts';

/** In the order they run. Adding one is a folder and a line here. */
export const parts: readonly Part[] = [
  reducerPart,
  compilePart,
  enginePart,
  runsPart,
  clickPart,
  canvasPart,
  firstLoadPart,
];
