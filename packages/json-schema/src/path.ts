/** Paths are as problems name them: `cases.0.when`. The whole value is ''. */
export function joinPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
