/** Same nodes, each container before what is inside it, as React Flow wants them; otherwise the order is kept. */
export function parentsFirst<Node extends { id: string; parentId?: string | undefined }>(
  nodes: Node[],
): Node[] {
  if (!nodes.some((node) => node.parentId !== undefined)) return nodes;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const placed = new Set<string>();
  const ordered: Node[] = [];
  const place = (node: Node, depth: number) => {
    if (placed.has(node.id)) return;
    placed.add(node.id);
    const parent = node.parentId === undefined ? undefined : byId.get(node.parentId);
    // The bound ends the walk in a damaged graph that nests a container in itself.
    if (parent && depth < 64) place(parent, depth + 1);
    ordered.push(node);
  };
  for (const node of nodes) place(node, 0);
  return ordered;
}
