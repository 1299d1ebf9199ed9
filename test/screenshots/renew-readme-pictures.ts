import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readPng } from './png/read-png.ts';
import { writePalettePng } from './png/write-palette-png.ts';

const images = path.resolve(import.meta.dirname, '../../docs/images');

const pictures = {
  home: 'home-1440-light',
  canvas: 'canvas-step-1440-light',
  inbox: 'inbox-1440-light',
};

/** The three pictures of the README, small enough to be kept in the repository. */
export function renewReadmePictures(folder: string): void {
  mkdirSync(images, { recursive: true });
  for (const [name, shot] of Object.entries(pictures)) {
    const picture = readPng(readFileSync(path.join(folder, `${shot}.png`)));
    writeFileSync(path.join(images, `${name}.png`), writePalettePng(picture));
  }
}
