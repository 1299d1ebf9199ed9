/** Why a person may be told of something. */
export type MatterKind = 'question' | 'due-soon' | 'stuck';

/** The name a matter is remembered by: `question run_1:ask`. */
export function matterName(kind: MatterKind, id: string): string {
  return `${kind} ${id}`;
}

export function kindOf(name: string): MatterKind {
  const [kind] = name.split(' ', 1);
  return kind === 'due-soon' || kind === 'stuck' ? kind : 'question';
}
